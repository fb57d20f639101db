// Keeps Livestorm's webhooks registered: four looks a day, and one an hour while none has succeeded.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { callsAreKept } from '../errors.ts';
import { areWebhooksDue, checkWebhooks, WEBHOOKS } from '../operations/check-webhooks.ts';
import { defineJob } from './job.ts';

export const webhooks = defineJob({
  name: WEBHOOKS,
  summary: 'Looks whether Livestorm still delivers to Showrunner, and registers what is missing.',
  payload: z.object({}),
  every: '23 * * * *',
  async run(_payload, deps: Deps) {
    if (!(await areWebhooksDue(deps))) return;
    try {
      await checkWebhooks({ ...deps, livestorm: deps.livestorm.for({ kind: 'upkeep', who: 'webhooks' }) });
    } catch (error) {
      // The next hour asks again: upkeep is the first thing to wait.
      if (!callsAreKept(error)) throw error;
      deps.log.info({ job: 'webhooks' }, 'upkeep waits: the last calls are kept for people');
    }
  },
});
