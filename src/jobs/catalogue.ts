// Keeps the catalogue fresh: four full readings a day at most, webhooks tell the rest.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { callsAreKept } from '../errors.ts';
import { isCatalogueStale, refreshCatalogue } from '../operations/catalogue.ts';
import { defineJob } from './job.ts';

export const catalogue = defineJob({
  name: 'catalogue',
  summary: 'Reads all events and sessions from Livestorm when the last reading is six hours old.',
  payload: z.object({}),
  every: '7 * * * *',
  async run(_payload, deps: Deps) {
    if (!(await isCatalogueStale(deps))) return;
    try {
      await refreshCatalogue({ ...deps, livestorm: deps.livestorm.for({ kind: 'upkeep', who: 'catalogue' }) });
    } catch (error) {
      // The next hour asks again: upkeep is the first thing to wait.
      if (!callsAreKept(error)) throw error;
      deps.log.info({ job: 'catalogue' }, 'upkeep waits: the last calls are kept for people');
    }
  },
});
