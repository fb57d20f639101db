// Forgets what was read for somebody to leaf through.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { keptSince } from '../operations/session-people.ts';
import { defineJob } from './job.ts';

export const readings = defineJob({
  name: 'readings',
  summary: 'Deletes the people that were read for somebody to leaf through, ten minutes later.',
  payload: z.object({}),
  every: '*/5 * * * *',
  run: (_payload, deps: Deps) => deps.store.readings.forget(keptSince(deps)),
});
