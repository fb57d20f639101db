// What was decided about a session of more pages than are read unasked: once, by whoever was first.
import type { LongSessionRow } from './quota-tables.ts';
import type { Db } from './tables.ts';

export interface LongSessions {
  /** False when it was decided before: then nothing changes. What was left may still be read. */
  decide(decided: LongSessionRow): Promise<boolean>;
  get(sessionId: string): Promise<LongSessionRow | null>;
}

export function longSessions(db: Db): LongSessions {
  return {
    async decide(decided) {
      const result = await db
        .insertInto('longSessions')
        .values(decided)
        .onConflict((known) =>
          known
            .column('sessionId')
            .doUpdateSet(decided)
            .where('longSessions.decision', '=', 'left')
            .where('excluded.decision', '=', 'read'),
        )
        .executeTakeFirst();
      return result.numInsertedOrUpdatedRows === 1n;
    },
    async get(sessionId) {
      const row = await db.selectFrom('longSessions').selectAll().where('sessionId', '=', sessionId).executeTakeFirst();
      return row ?? null;
    },
  };
}
