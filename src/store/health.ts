// How the store stands, in figures: what waits, and for how long. For /metrics; no words and no names.
import { sql } from 'kysely';
import { allowance } from './allowance.ts';
import type { OutboxState } from './outbox-row.ts';
import type { Db } from './tables.ts';

export interface StoreFigures {
  outbox: { state: OutboxState; messages: number }[];
  /** When the oldest message was written that is neither posted nor given up. */
  oldestPost: Date | null;
  /** Deliveries that are neither worked nor given up. */
  deliveriesOpen: number;
  oldestDelivery: Date | null;
  lastDelivery: Date | null;
  /** As the calls themselves go by it. */
  callsLeft: number | null;
  callsLimit: number | null;
  resetsAt: Date | null;
}

/** Throws when the database does not answer. */
export async function storeFigures(db: Db): Promise<StoreFigures> {
  const outbox = await sql<{ state: OutboxState; messages: number; oldest: Date }>`
    select state, count(*)::integer as messages, min(created_at) as oldest from outbox group by state`.execute(db);
  const deliveries = await sql<Pick<StoreFigures, 'deliveriesOpen' | 'oldestDelivery' | 'lastDelivery'>>`
    select count(*) filter (where done_at is null and error is null)::integer as deliveries_open,
      min(received_at) filter (where done_at is null and error is null) as oldest_delivery,
      max(received_at) as last_delivery from deliveries`.execute(db);
  const calls = await allowance(db).seen();
  const waiting = outbox.rows.filter(({ state }) => ['pending', 'sending', 'ambiguous'].includes(state));
  const oldest = Math.min(...waiting.map((row) => row.oldest.getTime()));
  return {
    outbox: outbox.rows.map(({ state, messages }) => ({ state, messages })),
    oldestPost: Number.isFinite(oldest) ? new Date(oldest) : null,
    ...(deliveries.rows[0] ?? { deliveriesOpen: 0, oldestDelivery: null, lastDelivery: null }),
    callsLeft: calls?.remaining ?? null,
    callsLimit: calls?.limit ?? null,
    resetsAt: calls?.resetsAt ?? null,
  };
}
