// Sessions that some channel follows: which are coming, which have ended, and which should be looked at.
import { type RawBuilder, sql } from 'kysely';
import { interval } from './database-clock.ts';
import { coversSession } from './subscriptions.ts';
import type { Db } from './tables.ts';

export interface Followed {
  /** When those begin that begin between the two moments and were not called off, soonest first. */
  starts(from: Date, to: Date): Promise<Date[]>;
  /** How many ended between the two moments. */
  ended(from: Date, to: Date): Promise<number>;
  /**
   * Ended between the two moments, after a channel asked, and without a digest; oldest first. With `now`, those are left
   * out whose next look is still to come.
   */
  undigested(from: Date, to: Date, now?: Date): Promise<{ id: string; title: string | null; endedAt: Date }[]>;
  /**
   * Sessions that, by their times, should be in another state than the one that is known, and whose next look has
   * come; the longest due first.
   */
  due(asked: DueAsked): Promise<DueSession[]>;
  /** Notes a look; the next one comes at that moment. */
  looked(session: Pick<DueSession, 'id' | 'dueSince'>, nextAt: Date): Promise<void>;
}

export interface DueAsked {
  now: Date;
  /** After the time planned for the start; null: sessions that have not started are looked at when they should be over. */
  startLateMs: number | null;
  /** After the time planned for the end. */
  endLateMs: number;
  /** Those that became due before are given up. */
  notBefore: Date;
  limit: number;
}

export interface DueSession {
  id: string;
  title: string | null;
  dueSince: Date;
  isStarted: boolean;
  /** Made before this one. */
  looks: number;
}

/** An event says how long it takes, mostly. */
const USUAL_MINUTES = 60;

/** After every look. */
const END = new Date('9999-12-31T00:00:00Z');

const isFollowed = sql<boolean>`exists (select from subscriptions where ${coversSession})`;

const isOpen = sql<boolean>`sessions.canceled_at is null and sessions.ended_at is null
  and sessions.status not in ('past', 'past_not_started', 'canceled', 'draft', 'on_demand') and events.status <> 'draft'`;

/** Who begins a few minutes late is not looked at once more for that. */
const isSame = (one: RawBuilder<unknown>, other: RawBuilder<unknown>) =>
  sql<boolean>`abs(extract(epoch from ${one} - ${other})) <= 300`;

export function followed(db: Db): Followed {
  return {
    async starts(from, to) {
      const { rows } = await sql<{ startsAt: Date }>`select starts_at from sessions
        join events on events.id = event_id
        where starts_at > ${from} and starts_at <= ${to} and canceled_at is null and events.status <> 'draft' and ${isFollowed}
        order by starts_at`.execute(db);
      return rows.map(({ startsAt }) => startsAt);
    },
    async ended(from, to) {
      const { rows } = await sql<{ sessions: number }>`select count(*)::integer as sessions from sessions
        where ended_at > ${from} and ended_at <= ${to} and ${isFollowed}`.execute(db);
      return rows[0]?.sessions ?? 0;
    },
    async undigested(from, to, now = END) {
      const { rows } = await sql<{ id: string; title: string | null; endedAt: Date }>`
        select sessions.id, title, ended_at from sessions join events on events.id = event_id
        where ended_at > ${from} and ended_at <= ${to}
          and not exists (select from digests where session_id = sessions.id)
          and not exists (select from looks where session_id = sessions.id and due_since = ended_at and next_at > ${now})
          and exists (select from subscriptions where created_at <= ended_at and ${coversSession})
        order by ended_at, sessions.id`.execute(db);
      return rows;
    },
    async due({ now, startLateMs, endLateMs, notBefore, limit }) {
      const planned = sql`make_interval(mins => coalesce(estimated_duration_minutes, ${USUAL_MINUTES}))`;
      const since = sql<Date>`case when started_at is null and ${startLateMs !== null}
        then starts_at + ${interval(startLateMs ?? 0)}
        else coalesce(started_at, starts_at) + ${planned} + ${interval(endLateMs)} end`;
      const { rows } = await sql<DueSession>`
        select sessions.id, title, due.since as due_since, started_at is not null or sessions.status = 'live' as is_started,
          case when ${isSame(sql`looks.due_since`, sql`due.since`)} then looks.looks else 0 end as looks
        from sessions join events on events.id = event_id
          cross join lateral (select ${since} as since) due
          left join looks on looks.session_id = sessions.id
        where ${isOpen} and ${isFollowed} and due.since <= ${now} and due.since > ${notBefore}
          and (looks.session_id is null or not ${isSame(sql`looks.due_since`, sql`due.since`)} or looks.next_at <= ${now})
        order by due.since, sessions.id limit ${limit}`.execute(db);
      return rows;
    },
    async looked({ id, dueSince }, nextAt) {
      await sql`insert into looks (session_id, due_since, looks, next_at) values (${id}, ${dueSince}, 1, ${nextAt})
        on conflict (session_id) do update set next_at = excluded.next_at, due_since = excluded.due_since,
          looks = case when ${isSame(sql`looks.due_since`, sql`excluded.due_since`)} then looks.looks + 1 else 1 end`.execute(
        db,
      );
    },
  };
}
