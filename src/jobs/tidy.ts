// Keeps the embedded database small: it has no autovacuum and no checkpoints of its own.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { defineJob } from './job.ts';

export const tidy = defineJob({
  name: 'tidy',
  summary: 'Frees what was deleted and bounds the log of the embedded database; a server does that by itself.',
  payload: z.object({}),
  every: '*/15 * * * *',
  run: (_payload, { store }: Deps) => store.tidy(),
});
