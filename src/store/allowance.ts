// Livestorm's allowance, shared by all instances: the turns of a second, and what is left of the month.
import { sql } from 'kysely';
import { interval, now, soon } from './database-clock.ts';
import type { Jump } from './quota-tables.ts';
import type { Db } from './tables.ts';

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
  /** What this one must leave untouched. */
  leaves: Leaves;
  now: Date;
}

/**
 * The larger of `share` of the period's calls and `calls` (at most half of the period's) with `above`, a share too.
 * See operations/governor.ts.
 */
export interface Leaves {
  share: number;
  calls: number;
  above: number;
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
  /** The newest three. */
  jumps(): Promise<Jump[]>;
}

/** Calls. Answers that overtake each other differ by less. */
const JUMP = 20;

export function allowance(db: Db): Allowance {
  async function seen(): Promise<Seen | null> {
    const row = await db.selectFrom('allowance').selectAll().executeTakeFirst();
    if (!row || row.remaining === null || row.seenAt === null) return null;
    return { at: row.seenAt, limit: row.periodLimit, remaining: row.remaining, resetsAt: row.resetsAt };
  }
  async function take({ spacingMs, leaves, now: asked }: Asked): Promise<Turn> {
    const spacing = interval(spacingMs);
    const { rows } = await sql<{ waitMs: number; heldMs: number }>`
      insert into allowance as known (next_at) values (${now} + ${spacing})
      on conflict (one) do update
        set next_at = greatest(known.next_at, known.held_until, ${now}) + ${spacing}
        where known.remaining is null or known.remaining > greatest(
            coalesce(known.period_limit, 0) * ${leaves.share}::float8,
            least(${leaves.calls}::float8, coalesce(known.period_limit, 0) / 2.0) + coalesce(known.period_limit, 0) * ${leaves.above}::float8
          )
          or known.resets_at <= ${asked} or known.seen_at <= ${asked}::timestamptz - interval '1 day'
      returning
        greatest(0, extract(epoch from next_at - ${spacing} - ${now}) * 1000)::float8 as wait_ms,
        case when held_until > ${now} then extract(epoch from held_until - ${now}) * 1000 else 0 end::float8 as held_ms
    `.execute(db);
    const [turn] = rows;
    if (turn) return { kind: 'go', ...turn };
    const last = await seen();
    // Another instance saw more just now: ask once more.
    return last ? { kind: 'spent', seen: last } : take({ spacingMs, leaves, now: asked });
  }

  return {
    seen,
    take,
    async hold(milliseconds) {
      await db
        .insertInto('allowance')
        .values({ heldUntil: soon(milliseconds) })
        .onConflict((known) =>
          known.column('one').doUpdateSet({ heldUntil: sql`greatest(allowance.held_until, excluded.held_until)` }),
        )
        .execute();
    },
    async see({ at, limit, remaining, resetsAt }) {
      // One statement: what stood there before is compared with what takes its place. The end of the period is named by
      // few answers, and holds until it is over.
      await sql`
        with jump as (
          insert into jumps (before_at, after_at)
          select seen_at, ${at} from allowance
          where seen_at < ${at} and (period_limit - remaining) - (coalesce(${limit}::integer, period_limit) - ${remaining}::integer) > ${JUMP}
          on conflict do nothing
        )
        insert into allowance as known (seen_at, period_limit, remaining, resets_at)
        values (${at}, ${limit}, ${remaining}, ${resetsAt})
        on conflict (one) do update set
          seen_at = excluded.seen_at,
          remaining = excluded.remaining,
          period_limit = coalesce(excluded.period_limit, known.period_limit),
          resets_at = coalesce(excluded.resets_at, case when known.resets_at > excluded.seen_at then known.resets_at end)
        where known.seen_at is null or known.seen_at <= excluded.seen_at
      `.execute(db);
    },
    async jumps() {
      return await db.selectFrom('jumps').selectAll().orderBy('afterAt', 'desc').limit(3).execute();
    },
  };
}
