// Pages of what people said in a session and who came, as a long reading brought them: so that it goes on where it was cut.
import type { HeardPagesRow } from './people-tables.ts';
import type { Db } from './tables.ts';

export type HeardPages = Omit<HeardPagesRow, 'sessionId' | 'list' | 'data'>;

/** A list of a session. */
export interface HeardList {
  sessionId: string;
  list: HeardPagesRow['list'];
}

export interface HeardPagesKept {
  /** In the place of what was kept from the same page on. */
  keep(pages: HeardPagesRow): Promise<void>;
  /** In their order, without what they hold. */
  of(list: HeardList): Promise<HeardPages[]>;
  /** What one of them holds; null when it is forgotten. */
  data(list: HeardList, first: number): Promise<string | null>;
  forget(sessionId: string): Promise<void>;
}

export function heardPages(db: Db): HeardPagesKept {
  return {
    async keep(row) {
      await db
        .insertInto('heardPages')
        .values(row)
        .onConflict((known) => known.columns(['sessionId', 'list', 'first']).doUpdateSet(row))
        .execute();
    },
    async of({ sessionId, list }) {
      return await db
        .selectFrom('heardPages')
        .select(['first', 'next', 'pages', 'count', 'rows', 'readAt', 'endedAt'])
        .where('sessionId', '=', sessionId)
        .where('list', '=', list)
        .orderBy('first')
        .execute();
    },
    async data({ sessionId, list }, first) {
      const row = await db
        .selectFrom('heardPages')
        .select('data')
        .where('sessionId', '=', sessionId)
        .where('list', '=', list)
        .where('first', '=', first)
        .executeTakeFirst();
      return row?.data ?? null;
    },
    async forget(sessionId) {
      await db.deleteFrom('heardPages').where('sessionId', '=', sessionId).execute();
    },
  };
}
