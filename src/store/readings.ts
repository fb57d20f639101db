// What was read from Livestorm for one person, kept for a short while: names and addresses, so never longer.
import type { Db } from './tables.ts';

export interface Reading {
  /** Plain JSON: dates are ISO texts. */
  data: unknown;
  readAt: Date;
}

export interface Readings {
  /** In the place of what was kept under this name for this person. */
  keep(person: string, what: string, reading: Reading): Promise<void>;
  /** What was read for this person at or after that moment. */
  get(person: string, what: string, since: Date): Promise<Reading | null>;
  forget(readBefore: Date): Promise<void>;
}

export function readings(db: Db): Readings {
  return {
    async keep(person, what, { data, readAt }) {
      const row = { data: JSON.stringify(data), readAt };
      await db
        .insertInto('readings')
        .values({ person, what, ...row })
        .onConflict((known) => known.columns(['person', 'what']).doUpdateSet(row))
        .execute();
    },
    async get(person, what, since) {
      const row = await db
        .selectFrom('readings')
        .select(['data', 'readAt'])
        .where('person', '=', person)
        .where('what', '=', what)
        .where('readAt', '>=', since)
        .executeTakeFirst();
      return row ?? null;
    },
    async forget(readBefore) {
      await db.deleteFrom('readings').where('readAt', '<', readBefore).execute();
    },
  };
}
