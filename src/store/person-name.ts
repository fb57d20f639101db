// The name of somebody who registers or attends, which no message may hold as it is.

declare const unsaid: unique symbol;

/**
 * A text when it runs, and no text to the compiler: `views/digest-people.ts` alone makes words of it, and asks how the
 * channel wants people named. `operations/person-name.ts` makes it.
 */
export interface PersonName {
  readonly [unsaid]: true;
}
