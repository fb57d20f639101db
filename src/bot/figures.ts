// The figures for Prometheus, of this version over this store.

import project from '../../package.json' with { type: 'json' };
import { queueFigures } from '../jobs/queue-figures.ts';
import { createMetrics, type Metrics } from '../metrics.ts';
import { storeFigures } from '../store/health.ts';
import type { Store } from '../store/store.ts';

export function createFigures({ database }: Pick<Store, 'database'>, clock: () => Date): Metrics {
  const { kind, kysely } = database;
  return createMetrics({
    version: project.version,
    store: kind,
    gather: async () => ({ ...(await storeFigures(kysely)), jobs: await queueFigures(kysely) }),
    clock,
  });
}
