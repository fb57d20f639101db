// Deletes what has stood in the audit log long enough.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { KEPT } from '../operations/retention.ts';
import { defineJob } from './job.ts';

export const audit = defineJob({
  name: 'audit',
  summary: 'Deletes entries of the audit log that are older than a year and a month.',
  payload: z.object({}),
  every: '41 3 * * *',
  async run(_payload, { store, clock, log }: Deps) {
    const before = new Date(clock().getTime() - KEPT.audit);
    const entries = await store.transaction((within) => within.audit.forget(before));
    if (entries > 0) log.info({ entries }, 'old entries of the audit log were deleted');
  },
});
