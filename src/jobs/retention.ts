// Forgets what was kept long enough, every night: the periods stand in store/retention.ts.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { defineJob } from './job.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

export const retention = defineJob({
  name: 'retention',
  summary: 'Deletes what was kept long enough.',
  payload: z.object({}),
  every: '41 3 * * *',
  async run(_payload, { store, clock, log }: Deps) {
    for (const { what, days, forget } of store.retention) {
      const before = new Date(clock().getTime() - days * DAY_MS);
      const { numAffectedRows: rows = 0n } = await forget(before).execute(store.database.kysely);
      if (rows > 0n) log.info({ what, days, rows: Number(rows) }, 'kept long enough');
    }
  },
});
