// What was decided about a session of more pages than are read unasked: once, by whoever was first.
import type { Db } from './tables.ts';

export interface LongSessionRow {
  sessionId: string;
  decision: 'read' | 'left';
  /** The Slack user who decided. */
  decidedBy: string;
  decidedAt: Date;
}

export interface LongSessions {
  /** False when it was decided before: then nothing changes. */
  decide(decided: LongSessionRow): Promise<boolean>;
  get(sessionId: string): Promise<LongSessionRow | null>;
  /** It may be asked about anew. */
  forget(sessionId: string): Promise<void>;
}

export function longSessions(db: Db): LongSessions {
  return {
    async decide(decided) {
      const result = await db
        .insertInto('longSessions')
        .values(decided)
        .onConflict((known) => known.doNothing())
        .executeTakeFirst();
      return result.numInsertedOrUpdatedRows === 1n;
    },
    async get(sessionId) {
      const row = await db.selectFrom('longSessions').selectAll().where('sessionId', '=', sessionId).executeTakeFirst();
      return row ?? null;
    },
    async forget(sessionId) {
      await db.deleteFrom('longSessions').where('sessionId', '=', sessionId).execute();
    },
  };
}
