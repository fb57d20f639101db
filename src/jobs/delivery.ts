// Works one delivery of Livestorm's from the inbox.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { callsAreKept } from '../errors.ts';
import { type Delivery, parseDelivery } from '../livestorm/webhooks.ts';
import { IMPORT } from '../operations/begin-import.ts';
import { type Follows, receiveDelivery } from '../operations/receive-delivery.ts';
import { countRegistration } from '../operations/registrations.ts';
import { card } from './card.ts';
import { digest } from './digest.ts';
import { defineJob, type Job } from './job.ts';

export const delivery: Job<{ key: string }, Deps> = defineJob({
  name: 'delivery',
  summary: 'Takes in what Livestorm delivered.',
  payload: z.object({ key: z.string() }),
  async run({ key }, deps: Deps) {
    const stored = await deps.store.deliveries.get(key);
    if (!stored || stored.doneAt) return;
    const parsed = parseDelivery(Buffer.from(stored.body));
    if (parsed.kind === 'person') {
      const sessionId = await countRegistration(deps, key, parsed);
      if (sessionId) await deps.jobs.send(card.name, { sessionId }, { key: sessionId });
      return;
    }
    const follows = await worked(key, parsed, deps);
    if (!follows) return;
    for (const sessionId of cardsOf(follows)) await deps.jobs.send(card.name, { sessionId }, { key: sessionId });
    if (follows.kind === 'digest') {
      await deps.jobs.send(digest.name, { sessionId: follows.sessionId }, { key: follows.sessionId });
    }
    if (follows.kind === 'import') {
      await deps.jobs.send(IMPORT, { id: follows.importId }, { key: follows.importId });
    }
    await deps.store.deliveries.markDone(key, deps.clock());
  },
});

const cardsOf = (follows: Follows): string[] => {
  if (follows.kind === 'cards') return follows.sessionIds;
  return follows.kind === 'digest' ? [follows.sessionId] : [];
};

const HOUR_MS = 60 * 60 * 1_000;

/** Null when it must be read from Livestorm and the calls are kept for people: it is tried again in an hour. */
async function worked(key: string, told: Delivery, deps: Deps): Promise<Follows | null> {
  try {
    return await receiveDelivery(deps, told);
  } catch (error) {
    if (!callsAreKept(error)) throw error;
    deps.log.info({ job: 'delivery' }, 'an unsigned delivery waits: the last calls are kept for people');
    await deps.jobs.send(delivery.name, { key }, { key, startAfter: new Date(deps.clock().getTime() + HOUR_MS) });
    return null;
  }
}
