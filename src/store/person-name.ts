// The name of somebody who registers or attends, which no message may hold as it is.

declare const unsaid: unique symbol;

/**
 * A text when it runs. To the compiler a symbol: it stands in no template, is added to no text, and is nobody's argument
 * but `nameOf`'s in `views/digest-people.ts`, which asks how the channel wants people named. `operations/person-name.ts`
 * makes it; `test/architecture.test.ts` looks for the ways that the compiler lets pass.
 */
export type PersonName = symbol & { readonly [unsaid]: true; toString: never; description: never };
