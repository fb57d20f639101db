// What a channel was told of: what is meant there when somebody names nothing.
import { sql } from 'kysely';
import type { Db } from './tables.ts';

export interface Told {
  /**
   * Of the sessions with a card or a digest in this channel the one that is nearest in time; of two, the one told of
   * last. Null when there is none that Livestorm still has.
   */
  lastSession(channel: string, now: Date): Promise<string | null>;
}

/** What was said longer ago is not meant. */
const NEWEST = 30;

export function told(db: Db): Told {
  return {
    async lastSession(channel, now) {
      const { rows } = await sql<{ id: string }>`
        select s.id from (
          select id as said, split_part(key, ' ', 2) as session_id from outbox
          where channel = ${channel} and state in ('sent', 'there') and part = 0 and under is null
            and (key like 'digest %' or key like 'card %')
          order by id desc limit ${NEWEST}
        ) told
        join sessions s on s.id = told.session_id
        where s.canceled_at is null
        order by abs(extract(epoch from coalesce(s.started_at, s.starts_at) - ${now}::timestamptz)) nulls last, said desc
        limit 1`.execute(db);
      return rows[0]?.id ?? null;
    },
  };
}
