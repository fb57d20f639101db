// The inbox's door: what arrives together is stored by one statement and its jobs sent by another, in one commit.

import type { NewDelivery } from '../store/deliveries.ts';
import type { Store } from '../store/store.ts';
import { delivery } from './delivery.ts';
import type { Runner } from './runner.ts';
import { type Limits, together } from './together.ts';

export type Accepted = 'stored' | 'known' | 'busy';

/**
 * Livestorm waits five seconds for an answer (livestorm-api.md, 6.4): rather refused at once than answered too late.
 * 1,000 bodies of 1 MB would be too much for one statement.
 */
const LIMITS: Limits = { waiting: 1_000, together: 100, atOnce: 2 };

/** Resolves once the delivery and its job are committed, whether here or before; rejects when they are not. */
export function createInbox(
  { transaction }: Pick<Store, 'transaction'>,
  { sendAll }: Pick<Runner, 'sendAll'>,
): (incoming: NewDelivery) => Promise<Accepted> {
  const accept = together<NewDelivery, Accepted>(async (batch) => {
    const stored = await transaction(async (within) => {
      const added = await within.deliveries.acceptAll(batch);
      const sent = [...added].map((key) => ({ payload: { key }, key }));
      if (sent.length > 0) await sendAll(delivery.name, sent, within.trx);
      return added;
    });
    // Of two with one key in a batch, one was stored.
    return batch.map(({ key }) => (stored.delete(key) ? 'stored' : 'known'));
  }, LIMITS);
  return async (incoming) => await accept(incoming);
}
