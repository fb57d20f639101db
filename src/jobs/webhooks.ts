// Keeps Livestorm's webhooks registered: four looks a day, and one an hour while none has succeeded.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { areWebhooksDue, checkWebhooks, WEBHOOKS } from '../operations/check-webhooks.ts';
import { defineJob } from './job.ts';
import { upkeep } from './upkeep.ts';

export const webhooks = defineJob({
  name: WEBHOOKS,
  summary: 'Looks whether Livestorm still delivers to Showrunner, and registers what is missing.',
  payload: z.object({}),
  every: '23 * * * *',
  async run(_payload, deps: Deps) {
    if (await areWebhooksDue(deps)) await upkeep('webhooks', deps, checkWebhooks);
  },
});
