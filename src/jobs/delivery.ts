// Works one delivery of Livestorm's from the inbox.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { parseDelivery } from '../livestorm/webhooks.ts';
import { IMPORT } from '../operations/begin-import.ts';
import { receiveDelivery } from '../operations/receive-delivery.ts';
import { digest } from './digest.ts';
import { defineJob } from './job.ts';

export const delivery = defineJob({
  name: 'delivery',
  summary: 'Takes in what Livestorm delivered.',
  payload: z.object({ key: z.string() }),
  async run({ key }, deps: Deps) {
    const stored = await deps.store.deliveries.get(key);
    if (!stored || stored.doneAt) return;
    const follows = await receiveDelivery(deps, parseDelivery(Buffer.from(stored.body)));
    if (follows.kind === 'digest') {
      await deps.jobs.send(digest.name, { sessionId: follows.sessionId }, { key: follows.sessionId });
    }
    if (follows.kind === 'import') {
      await deps.jobs.send(IMPORT, { id: follows.importId }, { key: follows.importId });
    }
    await deps.store.deliveries.markDone(key, deps.clock());
  },
});
