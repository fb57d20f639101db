// What Prometheus may ask: calls and deliveries as they are counted here, and how the store and the queue stand.

import { setTimeout as wait } from 'node:timers/promises';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { createGauges, type Health } from './metrics/gauges.ts';

export interface Metrics {
  call(call: { purpose: string; operation: string; status: number | null; milliseconds: number }): void;
  delivery(event: string, outcome: 'stored' | 'known' | 'busy'): void;
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
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const show = createGauges(registry, clock);
  const calls = new Histogram({
    name: 'showrunner_livestorm_call_seconds',
    help: 'Calls to the Livestorm API, by purpose, operation and status.',
    labelNames: ['purpose', 'operation', 'status'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const deliveries = new Counter({
    name: 'showrunner_webhook_deliveries_total',
    help: 'Webhook deliveries accepted from Livestorm, by event; known ones had been delivered before.',
    labelNames: ['event', 'outcome'],
    registers,
  });
  new Gauge({
    name: 'showrunner_build_info',
    help: 'Always 1: which version runs, on which kind of store.',
    labelNames: ['version', 'store'],
    registers,
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
    call({ purpose, operation, status, milliseconds }) {
      calls.observe({ purpose, operation, status: status === null ? 'none' : String(status) }, milliseconds / 1000);
    },
    delivery: (event, outcome) => deliveries.inc({ event, outcome }),
    async expose() {
      await refresh();
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}
