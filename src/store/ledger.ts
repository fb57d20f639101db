// Every call to Livestorm: who spent it, and what Livestorm said was left of the month.
import { sql } from 'kysely';
import type { Db, LedgerRow } from './tables.ts';

/** `path` has no query; no address and no name of a person belongs here. */
export type LedgerCall = Omit<LedgerRow, 'id'>;

export interface Ledger {
  record(call: LedgerCall): Promise<void>;
  /** Calls by purpose at or after this moment, most first. */
  since(moment: Date): Promise<{ purposeKind: string; calls: number }[]>;
  /** How the newest answered call of each operation ended, oldest first. */
  statuses(): Promise<Pick<LedgerRow, 'method' | 'path' | 'status'>[]>;
  /** Who spent most since then, by purpose; at most so many. */
  spenders(moment: Date, limit: number): Promise<Spender[]>;
  /** Calls for a purpose since then, of one spender when one is named. */
  spentFor(purposeKind: string, moment: Date, who?: string): Promise<number>;
  /** When the first call was noted; null before it. */
  firstAt(): Promise<Date | null>;
  /** For each day before `now` back to `moment`: what Livestorm's headers say was used, and what we know of. */
  days(moment: Date, now: Date): Promise<DaySpent[]>;
  /** Registrations that Livestorm took, and its newest refusal for want of active contacts (402). */
  contacts(moment: Date): Promise<{ registered: number; imports: number; refusedAt: Date | null }>;
}

export interface Spender {
  purposeKind: string;
  /** A Slack user's id, a job's name, a session's id; null when it is not known any more. */
  who: string | null;
  calls: number;
}

export interface DaySpent {
  /** 0 for the last 24 hours, 1 for those before. */
  daysAgo: number;
  /** By everybody: how far the headers' figures moved. */
  used: number;
  ours: number;
  /** Ours that a session caused. */
  forSessions: number;
}

export function ledger(db: Db): Ledger {
  const calls = sql<number>`count(*)::integer`;
  return {
    async record(call) {
      await db
        .insertInto('ledger')
        .values({ ...call, milliseconds: Math.round(call.milliseconds) })
        .execute();
    },
    async since(moment) {
      return await db
        .selectFrom('ledger')
        .select(['purposeKind', calls.as('calls')])
        .where('at', '>=', moment)
        .groupBy('purposeKind')
        .orderBy('calls', 'desc')
        .orderBy('purposeKind')
        .execute();
    },
    async statuses() {
      const rows = await db
        .selectFrom('ledger')
        .select(['id', 'method', 'path', 'status'])
        .distinctOn('operation')
        .where('status', 'is not', null)
        .orderBy('operation')
        .orderBy('id', 'desc')
        .execute();
      return rows.sort((a, b) => Number(a.id) - Number(b.id)).map(({ id: _, ...row }) => row);
    },
    async spenders(moment, limit) {
      return await db
        .selectFrom('ledger')
        .select(['purposeKind', 'who', calls.as('calls')])
        .where('at', '>=', moment)
        .groupBy(['purposeKind', 'who'])
        .orderBy('calls', 'desc')
        .orderBy('who')
        .limit(limit)
        .execute();
    },
    async spentFor(purposeKind, moment, who) {
      const query = db.selectFrom('ledger').select(calls.as('calls')).where('purposeKind', '=', purposeKind);
      const narrowed = who === undefined ? query : query.where('who', '=', who);
      return (await narrowed.where('at', '>=', moment).executeTakeFirstOrThrow()).calls;
    },
    async firstAt() {
      const row = await db
        .selectFrom('ledger')
        .select((of) => of.fn.min('at').as('at'))
        .executeTakeFirst();
      return row?.at ?? null;
    },
    days: (moment, now) => days(db, moment, now),
    async contacts(moment) {
      const taken = (operation: string) =>
        sql<number>`count(*) filter (where operation = ${operation} and status < 300)::integer`;
      const row = await db
        .selectFrom('ledger')
        .select([
          taken('registerPerson').as('registered'),
          taken('bulkRegisterPeople').as('imports'),
          sql<Date | null>`max(at) filter (where status = 402)`.as('refusedAt'),
        ])
        .where('at', '>=', moment)
        .executeTakeFirstOrThrow();
      return row;
    },
  };
}

/** A figure that falls by more than answers do that overtake each other belongs to a new period: all of it was used since. */
async function days(db: Db, moment: Date, now: Date): Promise<DaySpent[]> {
  const { rows } = await sql<DaySpent>`
    select floor(extract(epoch from ${now}::timestamptz - at) / 86400)::integer as days_ago,
      coalesce(sum(case when used - before < -20 then used else used - before end), 0)::integer as used,
      count(*)::integer as ours,
      count(*) filter (where purpose_kind in ('digest', 'live', 'import'))::integer as for_sessions
    from (
      select at, purpose_kind, monthly_limit - monthly_remaining as used,
        -- Answers without figures are passed over.
        (select said.monthly_limit - said.monthly_remaining from ledger said
          where said.monthly_remaining is not null and (said.at, said.id) < (own.at, own.id) and said.at >= ${moment}
          order by said.at desc, said.id desc limit 1) as before
      from ledger own where at > ${moment} and at <= ${now}
    ) calls
    group by 1 order by 1
  `.execute(db);
  return rows;
}
