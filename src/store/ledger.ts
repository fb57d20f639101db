// Every call to Livestorm: who spent it, and what Livestorm said was left of the month.
import { sql } from 'kysely';
import type { Db, LedgerRow } from './tables.ts';

/** `path` has no query; no address and no name of a person belongs here. */
export type LedgerCall = Omit<LedgerRow, 'id'>;

export interface Ledger {
  record(call: LedgerCall): Promise<void>;
  /** The newest call whose answer carried the month's figures. */
  latest(): Promise<LedgerCall | null>;
  /** Calls by purpose at or after this moment, most first. */
  since(moment: Date): Promise<{ purposeKind: string; calls: number }[]>;
  /** How the newest answered call of each operation ended, oldest first. */
  statuses(): Promise<Pick<LedgerRow, 'method' | 'path' | 'status'>[]>;
  /** All calls at or after this moment. */
  countSince(moment: Date): Promise<number>;
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
    async latest() {
      const row = await db
        .selectFrom('ledger')
        .selectAll()
        .where('monthlyRemaining', 'is not', null)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (row === undefined) return null;
      const { id: _, ...call } = row;
      return call;
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
    async countSince(moment) {
      const row = await db
        .selectFrom('ledger')
        .select(calls.as('calls'))
        .where('at', '>=', moment)
        .executeTakeFirstOrThrow();
      return row.calls;
    },
  };
}
