// What Prometheus reads: how the queue, the outbox and the calls stand, also when the store says nothing.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { OUTBOX_TIMES, outbox } from '../src/jobs/outbox.ts';
import { queueFigures } from '../src/jobs/queue-figures.ts';
import type { Health } from '../src/metrics/gauges.ts';
import { createMetrics } from '../src/metrics.ts';
import { storeFigures } from '../src/store/health.ts';
import type { Store } from '../src/store/store.ts';
import { startRunner } from './support/runner.ts';
import { openTestStore } from './support/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const NOW = new Date();
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1_000);
const version = '1.2.3';

function metricsOf(gather: () => Promise<Health>, patienceMs = 20_000) {
  return createMetrics({ version, store: 'embedded', gather, clock: () => NOW, patienceMs });
}

async function figures(metrics: ReturnType<typeof createMetrics>): Promise<string[]> {
  const { text } = await metrics.expose();
  return text.split('\n').filter((line) => line.startsWith('showrunner_'));
}

const gather = async () => ({
  ...(await storeFigures(store.database.kysely)),
  jobs: await queueFigures(store.database.kysely),
});

test('an empty store has nothing that waits, and no call', async () => {
  const told = await figures(metricsOf(gather));
  expect(told).toContain('showrunner_outbox_wait_seconds_count 0');
  expect(told.filter((line) => !line.startsWith('showrunner_outbox_wait_seconds'))).toEqual([
    'showrunner_store_up 1',
    'showrunner_outbox_oldest_seconds 0',
    'showrunner_deliveries_open 0',
    'showrunner_delivery_oldest_seconds 0',
    'showrunner_build_info{version="1.2.3",store="embedded"} 1',
  ]);
});

test('what waits, what is later, what is open and what is left are told as they are', async () => {
  const runner = await startRunner({
    database: store.database,
    jobs: [{ ...outbox, atOnce: 0 }],
    deps: undefined as never,
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  await runner.send('outbox', { channel: 'C1' }, { startAfter: ago(90) });
  await runner.send('outbox', { channel: 'C1' }, { startAfter: ago(30) });
  await runner.send('outbox', { channel: 'C1' }, { startAfter: ago(-3_600) });
  await runner.stop();
  await store.transaction(async (within) => {
    await within.outbox.add('C1', 'a', [
      { text: 'one', blocks: [] },
      { text: 'two', blocks: [] },
    ]);
    const claim = await within.outbox.claim('C1', OUTBOX_TIMES);
    if (claim.kind === 'message') await within.outbox.sent(claim.claimed.id, '1.1');
  });
  await store.deliveries.accept({ key: 'k', event: 'session.ended', body: '{}', receivedAt: ago(120) });
  const resetsAt = new Date('2030-01-01T00:00:00Z');
  await store.allowance.see({ at: ago(5), limit: 10_000, remaining: 1_234, resetsAt });
  const told = await figures(metricsOf(gather));
  expect(told).toEqual(
    expect.arrayContaining([
      'showrunner_store_up 1',
      'showrunner_jobs{job="outbox",state="waiting"} 2',
      'showrunner_jobs{job="outbox",state="later"} 1',
      'showrunner_job_oldest_waiting_seconds{job="outbox"} 90',
      'showrunner_outbox_messages{state="pending"} 1',
      'showrunner_outbox_messages{state="sent"} 1',
      'showrunner_deliveries_open 1',
      'showrunner_delivery_oldest_seconds 120',
      'showrunner_webhook_age_seconds 120',
      'showrunner_livestorm_calls_remaining 1234',
      'showrunner_livestorm_calls_limit 10000',
      'showrunner_livestorm_period_ends_timestamp_seconds 1893456000',
    ]),
  );
  expect(told.join()).not.toContain('pgboss');
});

test('of the calls is told what the calls go by: none is left when Livestorm says so without a figure', async () => {
  await store.allowance.see({ at: ago(1), limit: null, remaining: 0, resetsAt: null });
  const told = await figures(metricsOf(gather));
  expect(told).toContain('showrunner_livestorm_calls_remaining 0');
  expect(told).toContain('showrunner_livestorm_calls_limit 10000');
});

test('a store that fails fails no scrape: what is counted here is told, and no old figure of the store', async () => {
  let fails = false;
  const metrics = metricsOf(() => (fails ? Promise.reject(new Error('down')) : gather()));
  metrics.delivery('session.ended', 'stored');
  fails = true;
  const told = await figures(metrics);
  expect(told).toContain('showrunner_store_up 0');
  expect(told).toContain('showrunner_webhook_deliveries_total{event="session.ended",outcome="stored"} 1');
  expect(told.join()).not.toMatch(/outbox_[mo]|jobs|calls_remaining|deliver(ies_open|y_oldest)/);
});

test('a store that says nothing does not hold a scrape up', async () => {
  const metrics = metricsOf(() => new Promise(() => {}), 20);
  expect(await figures(metrics)).toContain('showrunner_store_up 0');
});

test('however often it is scraped, the store is asked once in a while', async () => {
  let asked = 0;
  const metrics = metricsOf(() => {
    asked += 1;
    return gather();
  });
  await Promise.all([metrics.expose(), metrics.expose()]);
  await metrics.expose();
  expect(asked).toBe(1);
});
