// Livestorm's allowance, shared by all instances: the turns of a second, and what is left of the month.
import { type Generated, sql } from 'kysely';
import type { Db } from './tables.ts';

/** One row: what the newest answer of Livestorm said, and when the next call may go. */
export interface AllowanceRow {
  one: Generated<boolean>;
  nextAt: Generated<Date>;
  heldUntil: Generated<Date>;
  periodLimit: number | null;
  remaining: number | null;
  resetsAt: Date | null;
  seenAt: Date | null;
}

/** What the newest answer said. */
export interface Seen {
  at: Date;
  limit: number | null;
  remaining: number;
  /** The end of the period, when an answer has said so. */
  resetsAt: Date | null;
}

export interface Asked {
  /** Milliseconds between two calls. */
  spacingMs: number;
  /** The part of the period's calls that this one must leave untouched, 0 to 1. */
  leaves: number;
  now: Date;
}

export type Turn =
  /** `waitMs` until it is this call's turn; `heldMs` of a wait that Livestorm asked everybody for. */
  { kind: 'go'; waitMs: number; heldMs: number } | { kind: 'spent'; seen: Seen };

export interface Allowance {
  /**
   * Takes the next turn, unless too little is left. What was seen a day ago, or before the period's end, may be wrong by
   * now: then a call may go, and finds out.
   */
  take(asked: Asked): Promise<Turn>;
  /** Nobody's turn comes before so many milliseconds have passed. */
  hold(milliseconds: number): Promise<void>;
  /** Keeps what an answer said, unless a newer one is known. */
  see(seen: Seen): Promise<void>;
  seen(): Promise<Seen | null>;
}

/** Of this moment, not of the transaction's beginning. */
const clock = sql`clock_timestamp()`;

export function allowance(db: Db): Allowance {
  async function seen(): Promise<Seen | null> {
    const row = await db.selectFrom('allowance').selectAll().executeTakeFirst();
    if (!row || row.remaining === null || row.seenAt === null) return null;
    return { at: row.seenAt, limit: row.periodLimit, remaining: row.remaining, resetsAt: row.resetsAt };
  }
  async function take({ spacingMs, leaves, now }: Asked): Promise<Turn> {
    const spacing = sql`make_interval(secs => ${spacingMs / 1_000}::float8)`;
    const { rows } = await sql<{ waitMs: number; heldMs: number }>`
      insert into allowance as known (next_at) values (${clock} + ${spacing})
      on conflict (one) do update
        set next_at = greatest(known.next_at, known.held_until, ${clock}) + ${spacing}
        where known.remaining is null or known.remaining > coalesce(known.period_limit, 0) * ${leaves}::float8
          or known.resets_at <= ${now} or known.seen_at <= ${now}::timestamptz - interval '1 day'
      returning
        greatest(0, extract(epoch from next_at - ${spacing} - ${clock}) * 1000)::float8 as wait_ms,
        case when held_until > ${clock} then extract(epoch from held_until - ${clock}) * 1000 else 0 end::float8 as held_ms
    `.execute(db);
    const [turn] = rows;
    if (turn) return { kind: 'go', ...turn };
    const last = await seen();
    // Another instance saw more just now: ask once more.
    return last ? { kind: 'spent', seen: last } : take({ spacingMs, leaves, now });
  }

  return {
    seen,
    take,
    async hold(milliseconds) {
      const until = sql<Date>`${clock} + make_interval(secs => ${milliseconds / 1_000}::float8)`;
      await db
        .insertInto('allowance')
        .values({ heldUntil: until })
        .onConflict((known) =>
          known.column('one').doUpdateSet({ heldUntil: sql`greatest(allowance.held_until, excluded.held_until)` }),
        )
        .execute();
    },
    async see({ at, limit, remaining, resetsAt }) {
      const row = { seenAt: at, periodLimit: limit, remaining, resetsAt };
      await db
        .insertInto('allowance')
        .values(row)
        .onConflict((known) =>
          known
            .column('one')
            // The end of the period is named by few answers, and holds until it is over.
            .doUpdateSet({
              ...row,
              periodLimit: sql`coalesce(excluded.period_limit, allowance.period_limit)`,
              resetsAt: sql`coalesce(excluded.resets_at, case when allowance.resets_at > excluded.seen_at then allowance.resets_at end)`,
            })
            .where((is) => is.or([is('allowance.seenAt', 'is', null), is('allowance.seenAt', '<=', at)])),
        )
        .execute();
    },
  };
}
