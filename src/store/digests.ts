// The digests that were built: each session is read once from Livestorm.
import type { Db } from './tables.ts';

export interface SavedDigest {
  /** As it was saved, after JSON: dates are ISO texts. Null once it is forgotten: see retention.ts. */
  data: unknown;
  builtAt: Date;
}

export interface Digests {
  /** In the place of the one this session has. */
  replace(sessionId: string, data: unknown, builtAt: Date): Promise<void>;
  get(sessionId: string): Promise<SavedDigest | null>;
}

export function digests(db: Db): Digests {
  return {
    async replace(sessionId, data, builtAt) {
      const row = { data: JSON.stringify(data), builtAt };
      await db
        .insertInto('digests')
        .values({ sessionId, ...row })
        .onConflict((known) => known.column('sessionId').doUpdateSet(row))
        .execute();
    },
    async get(sessionId) {
      const row = await db
        .selectFrom('digests')
        .select(['data', 'builtAt'])
        .where('sessionId', '=', sessionId)
        .executeTakeFirst();
      return row ?? null;
    },
  };
}
