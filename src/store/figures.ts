// What sessions came to, in figures: a row each, without names.
import { sql } from 'kysely';
import type { Db, SessionFigures } from './tables.ts';

export interface Figures {
  /** In the place of what was known of this session. */
  save(figures: SessionFigures): Promise<void>;
  /** Takes over what the catalogue tells of ended sessions that have no row: registrants and attendees. */
  learn(): Promise<void>;
  /** The last ones that ended before a moment, newest first; `eventId` null for the whole team's. */
  before(endedAt: Date, eventId: string | null, limit: number): Promise<SessionFigures[]>;
}

export function figures(db: Db): Figures {
  return {
    async save({ sessionId, ...rest }) {
      await db
        .insertInto('sessionFigures')
        .values({ sessionId, ...rest })
        .onConflict((known) => known.column('sessionId').doUpdateSet(rest))
        .execute();
    },
    async learn() {
      // A session that nobody registered for was a trial.
      await sql`insert into session_figures (session_id, event_id, ended_at, registrants, attendees)
        select id, event_id, ended_at, registrants_count, attendees_count from sessions
        where ended_at is not null and canceled_at is null and registrants_count > 0
        on conflict do nothing`.execute(db);
    },
    async before(endedAt, eventId, limit) {
      let rows = db.selectFrom('sessionFigures').selectAll().where('endedAt', '<', endedAt);
      if (eventId !== null) rows = rows.where('eventId', '=', eventId);
      return await rows.orderBy('endedAt', 'desc').orderBy('sessionId').limit(limit).execute();
    },
  };
}
