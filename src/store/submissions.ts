// Forms and buttons already taken: a double press is one press.
import type { Db } from './tables.ts';

export interface Submissions {
  /** True for the first who claims this key, false ever after. */
  claim(key: string): Promise<boolean>;
}

export function submissions(db: Db): Submissions {
  return {
    async claim(key) {
      const result = await db
        .insertInto('submissions')
        .values({ key })
        .onConflict((known) => known.doNothing())
        .executeTakeFirst();
      return result.numInsertedOrUpdatedRows === 1n;
    },
  };
}
