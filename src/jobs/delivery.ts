// Works one delivery of Livestorm's from the inbox.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { callsAreKept } from '../errors.ts';
import { parseDelivery } from '../livestorm/webhooks.ts';
import { IMPORT } from '../operations/begin-import.ts';
import { type Follows, receiveDelivery } from '../operations/receive-delivery.ts';
import { digest } from './digest.ts';
import { defineJob, type Job } from './job.ts';

export const delivery: Job<{ key: string }, Deps> = defineJob({
  name: 'delivery',
  summary: 'Takes in what Livestorm delivered.',
  payload: z.object({ key: z.string() }),
  async run({ key }, deps: Deps) {
    const stored = await deps.store.deliveries.get(key);
    if (!stored || stored.doneAt) return;
    const follows = await worked(key, stored.body, deps);
    if (!follows) return;
    if (follows.kind === 'digest') {
      await deps.jobs.send(digest.name, { sessionId: follows.sessionId }, { key: follows.sessionId });
    }
    if (follows.kind === 'import') {
      await deps.jobs.send(IMPORT, { id: follows.importId }, { key: follows.importId });
    }
    await deps.store.deliveries.markDone(key, deps.clock());
  },
});

const HOUR_MS = 60 * 60 * 1_000;

/** Null when it must be read from Livestorm and the calls are kept for people: it is tried again in an hour. */
async function worked(key: string, body: string, deps: Deps): Promise<Follows | null> {
  try {
    return await receiveDelivery(deps, parseDelivery(Buffer.from(body)));
  } catch (error) {
    if (!callsAreKept(error)) throw error;
    deps.log.info({ job: 'delivery' }, 'an unsigned delivery waits: the last calls are kept for people');
    await deps.jobs.send(delivery.name, { key }, { key, startAfter: new Date(deps.clock().getTime() + HOUR_MS) });
    return null;
  }
}
