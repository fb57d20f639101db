// The inbox's door: what arrives in one tick is stored by one statement and its jobs sent by another, in one commit.

import type { NewDelivery } from '../store/deliveries.ts';
import type { Store } from '../store/store.ts';
import { delivery } from './delivery.ts';
import type { Runner } from './runner.ts';

export type Accepted = 'stored' | 'known' | 'busy';

/** Livestorm waits five seconds for an answer (livestorm-api.md, 6.4): rather refused at once than answered too late. */
const MOST_WAITING = 1_000;
/** Rows in one statement: 1,000 bodies of 1 MB would be too much for one. */
const MOST_TOGETHER = 100;

interface Waiting {
  incoming: NewDelivery;
  settle: PromiseWithResolvers<Accepted>;
}

/** Resolves once the delivery and its job are committed, whether here or before; rejects when they are not. */
export function createInbox(
  store: Store,
  runner: Pick<Runner, 'sendAll'>,
): (incoming: NewDelivery) => Promise<Accepted> {
  let waiting: Waiting[] = [];
  let isWorking = false;

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MOST_TOGETHER);
      waiting = waiting.slice(MOST_TOGETHER);
      await storeAll(batch).catch((error) => {
        for (const { settle } of batch) settle.reject(error);
      });
    }
    isWorking = false;
  }

  async function storeAll(batch: Waiting[]): Promise<void> {
    const stored = await store.transaction(async (within) => {
      const added = await within.deliveries.acceptAll(batch.map(({ incoming }) => incoming));
      const sent = [...added].map((key) => ({ payload: { key }, key }));
      if (sent.length > 0) await runner.sendAll(delivery.name, sent, within.trx);
      return added;
    });
    // Of two with one key in a batch, one was stored.
    for (const { incoming, settle } of batch) settle.resolve(stored.delete(incoming.key) ? 'stored' : 'known');
  }

  return (incoming) => {
    if (waiting.length >= MOST_WAITING) return Promise.resolve('busy');
    const settle = Promise.withResolvers<Accepted>();
    waiting.push({ incoming, settle });
    if (!isWorking) {
      isWorking = true;
      setImmediate(() => void work());
    }
    return settle.promise;
  };
}
