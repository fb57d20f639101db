// Messages of which nobody knows whether they stand: when each is looked for, and what becomes of it.
import { sql } from 'kysely';
import { interval, now } from './database-clock.ts';
import type { Claimed, OutboxTimes } from './outbox-claim.ts';
import type { Db } from './tables.ts';

export interface OutboxLooks {
  /** Messages whose outcome is not known and that are to be looked for now, oldest first. */
  toLookFor(times: OutboxTimes): Promise<Claimed[]>;
  /** When the next one is to be looked for; null when there is none. */
  nextLook(times: OutboxTimes): Promise<Date | null>;
  /** It was looked for in vain; the second time it is to be posted again. */
  notFound(claimed: Claimed, times: OutboxTimes): Promise<void>;
}

/** Only what is still the claimer's: who was away too long finds that another has taken it. */
export const mineOf =
  (db: Db) =>
  ({ id, tries }: Claimed) =>
    db.updateTable('outbox').where('id', '=', id).where('tries', '=', tries).where('state', '=', 'sending');

export function outboxLooks(db: Db): OutboxLooks {
  const mine = mineOf(db);
  return {
    async toLookFor(times) {
      return await unsettled(db)
        .select(['o.id', 'o.channel', 'o.key', 'o.part', 'o.of', 'o.message', 'o.tries', 'o.createdAt', 'o.under'])
        .select(['o.triedAt', 'root.ts as threadTs'])
        .where(lookAt(times), '<=', now)
        .orderBy('o.id')
        .execute()
        .then((rows) => rows.map(({ triedAt, ...row }) => ({ ...row, triedAt: triedAt ?? row.createdAt })));
    },
    async nextLook(times) {
      const next = sql<Date | null>`min(${lookAt(times)})`.as('at');
      return (await unsettled(db).select(next).executeTakeFirst())?.at ?? null;
    },
    async notFound(claimed, { lookMs }) {
      const second = await mine(claimed)
        .set({ state: 'pending', looks: 0, lookedAt: null })
        .where('looks', '=', 1)
        .where('lookedAt', '<=', sql<Date>`${now} - ${interval(lookMs)}`)
        .executeTakeFirst();
      if (second.numUpdatedRows > 0n) return;
      await mine(claimed).set({ looks: 1, lookedAt: now }).where('looks', '=', 0).execute();
    },
  };
}

const unsettled = (db: Db) =>
  db
    .selectFrom('outbox as o')
    .leftJoin('outbox as root', (join) =>
      join.on('root.key', '=', sql<string>`coalesce(o.under, o.key)`).on('root.part', '=', 0),
    )
    .where('o.state', '=', 'sending')
    // A thread is looked into when it is known where it is.
    .where((is) =>
      is.or([sql<boolean>`o.part = 0 and o.under is null`, is('root.state', 'not in', ['pending', 'sending'])]),
    );

/** First after the lease, then after the first look. */
const lookAt = ({ leaseMs, lookMs }: OutboxTimes) =>
  sql<Date>`greatest(o.tried_at + ${interval(leaseMs)}, o.looked_at + ${interval(lookMs)})`;
