// Looks at sessions that should have begun or ended and of which nothing was heard.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { FOLLOW, followSchedule } from '../operations/follow.ts';
import { defineJob } from './job.ts';

export const follow = defineJob({
  name: FOLLOW,
  summary:
    'Looks at sessions that should have begun or ended and of which nothing was heard, and begins their digests.',
  payload: z.object({}),
  every: '*/5 * * * *',
  run: (_payload, deps: Deps) => followSchedule(deps),
});
