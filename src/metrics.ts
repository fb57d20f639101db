// What Prometheus may ask: what is counted while it happens, and how the store and the queue stand.

import { setTimeout as wait } from 'node:timers/promises';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { type Counts, createCounts } from './metrics/counts.ts';
import { createGauges, type Health } from './metrics/gauges.ts';

export interface Metrics extends Counts {
  /** Never rejects for the store's sake. */
  expose(): Promise<{ contentType: string; text: string }>;
}

export interface MetricsOptions {
  version: string;
  store: 'embedded' | 'server';
  /** Asked when somebody scrapes, at most every five seconds; may throw or take its time. */
  gather(): Promise<Health>;
  clock: () => Date;
  /** How long a scrape waits for it. */
  patienceMs?: number;
}

const GATHERED_MS = 5_000;

/** Prometheus gives up after ten seconds unless told. */
const PATIENCE_MS = 2_000;

export function createMetrics(options: MetricsOptions): Metrics {
  const { version, store, gather, clock, patienceMs = PATIENCE_MS } = options;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const show = createGauges(registry, clock);
  const counts = createCounts(registry);
  new Gauge({
    name: 'showrunner_build_info',
    help: 'Always 1: which version runs, on which kind of store.',
    labelNames: ['version', 'store'],
    registers: [registry],
  }).set({ version, store }, 1);

  let gathered = Number.NEGATIVE_INFINITY;
  let gathering: Promise<void> | undefined;

  /** Scrapes at once share one. One that comes too late for its scrape is shown by the next. */
  async function refresh(): Promise<void> {
    if (performance.now() - gathered < GATHERED_MS) return;
    gathering ??= gather()
      .then(show, () => show(null))
      .finally(() => {
        gathered = performance.now();
        gathering = undefined;
      });
    const inTime = gathering.then(() => true);
    if (!(await Promise.race([inTime, wait(patienceMs, false, { ref: false })]))) show(null);
  }

  return {
    ...counts,
    async expose() {
      await refresh();
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}
