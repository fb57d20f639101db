// Keeps the catalogue fresh: four full readings a day at most, webhooks tell the rest.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { isCatalogueStale } from '../operations/catalogue.ts';
import { readCatalogue } from '../operations/subscriptions.ts';
import { defineJob } from './job.ts';
import { upkeep } from './upkeep.ts';

export const catalogue = defineJob({
  name: 'catalogue',
  summary: 'Reads all events and sessions from Livestorm when the last reading is six hours old.',
  payload: z.object({}),
  every: '7 * * * *',
  async run(_payload, deps: Deps) {
    if (await isCatalogueStale(deps)) await upkeep('catalogue', deps, readCatalogue);
  },
});
