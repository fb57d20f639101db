// What Prometheus reads after real work, and the dashboard and the alerts that are made of it.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { answerTo, deliver, formOf, SOME_DAY, stand } from '../support/doors.ts';
import { freePort } from '../support/port.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let metricsPort: number;
let scraped = '';

beforeAll(async () => {
  metricsPort = await freePort();
  world = await openWorld({ metricsPort, seed: (livestorm) => void stand(livestorm, 'Office hours') });
  const { event, session } = stand(world.livestorm, 'Grand opening');
  world.livestorm.world.addPerson(session, { email: 'ada.private@example.com', first_name: 'Ada' });
  for (const name of ['session.created', 'session.ended'])
    world.livestorm.world.addWebhook({ url: [...world.livestorm.world.webhooks.values()][0]?.url ?? '', event: name });
  await answerTo(world, 'subscribe all digest');
  await answerTo(world, 'nonsense');
  const form = await formOf(world, 'schedule office hours', 'schedule');
  await world.ada.submit(form, { date: SOME_DAY, time: '15:00' });
  await world.slack.until(() => world.ada.view?.callback_id === 'done');
  const at = session.estimated_started_at;
  await deliver(world, 'session.created', session);
  await deliver(world, 'session.ended', {
    ...session,
    status: 'past',
    started_at: at,
    ended_at: at + 60,
    duration: 60,
  });
  expect(event.title).toBe('Grand opening');
  scraped = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
});
afterAll(() => world[Symbol.asyncDispose]());

/** The value of the first sample whose line begins so. */
const value = (start: string): number =>
  Number(
    scraped
      .split('\n')
      .find((line) => line.startsWith(start))
      ?.split(' ')
      .at(-1) ?? Number.NaN,
  );

const families = (): string[] => [...scraped.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name);
const own = () => families().filter((name) => name.startsWith('showrunner_'));

describe('/metrics', () => {
  test('is on METRICS_PORT alone, when that is set', async () => {
    const on = async (port: number, path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
    expect(await on(world.bot.port, '/metrics')).toBe(404);
    expect(await on(world.bot.port, '/healthz')).toBe(200);
    expect(await on(metricsPort, '/metrics?again')).toBe(200);
    expect(await on(metricsPort, '/healthz')).toBe(404);
    expect((await fetch(`http://127.0.0.1:${metricsPort}/metrics`, { method: 'POST' })).status).toBe(404);
  });

  test('tells how long people wait, and how what they asked for ended', () => {
    expect(value('showrunner_request_seconds_count{kind="command"}')).toBe(3);
    expect(value('showrunner_request_seconds_count{kind="form"}')).toBe(1);
    expect(value('showrunner_requests_total{kind="command",outcome="unknown_command"}')).toBe(1);
    expect(value('showrunner_requests_total{kind="command",outcome="ok"}')).toBe(2);
  });

  test('tells how long Slack and Livestorm take, by what was asked of them', () => {
    expect(value('showrunner_slack_call_seconds_count{method="views.open",status="200"}')).toBe(1);
    expect(value('showrunner_livestorm_call_seconds_count{purpose="upkeep",operation="listEvents",status="200"}')).toBe(
      1,
    );
    expect(value('showrunner_livestorm_calls_remaining')).toBeGreaterThan(9_900);
  });

  test('tells how long jobs run and messages wait, and that nothing waits any more', () => {
    expect(value('showrunner_job_seconds_count{job="digest",outcome="done"}')).toBe(1);
    expect(value('showrunner_outbox_wait_seconds_count')).toBeGreaterThanOrEqual(1);
    expect(value('showrunner_outbox_wait_seconds_bucket{le="60"}')).toBe(value('showrunner_outbox_wait_seconds_count'));
    expect(value('showrunner_outbox_oldest_seconds')).toBe(0);
  });

  test('tells when Livestorm last delivered, and that all of it is worked', () => {
    expect(value('showrunner_webhook_deliveries_total{event="session.ended",outcome="stored"}')).toBe(1);
    expect(value('showrunner_webhook_age_seconds')).toBeLessThan(60);
    expect(value('showrunner_deliveries_open')).toBe(0);
    expect(value('showrunner_delivery_oldest_seconds')).toBe(0);
  });

  test('has units in its names, counters that say so, and a sentence for each', () => {
    for (const name of own()) {
      const [, help = '', type = ''] =
        new RegExp(`^# HELP ${name} (.+)\\n# TYPE ${name} (\\w+)$`, 'm').exec(scraped) ?? [];
      expect(help, name).toMatch(/^[A-Z].{10,}\.$/);
      expect(name.endsWith('_total'), name).toBe(type === 'counter');
      if (type === 'histogram') expect(name).toMatch(/_seconds$/);
    }
  });

  test('names nobody: no ids, no addresses, no titles, no secrets', () => {
    expect(scraped).not.toMatch(/@example|Grand|Office|xoxb|xapp|\/livestorm\/webhooks/);
    expect(scraped).not.toMatch(/[UCTDGSW]0[A-Z0-9]{6,}|[0-9a-f]{8}-[0-9a-f]{4}-/);
    const series = scraped.split('\n').filter((line) => line.startsWith('showrunner_'));
    expect(series.length).toBeLessThan(1_000);
  });
});

interface Panel {
  id: number;
  type: string;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: { expr: string; refId: string }[];
}

const named = (text: string) => [...new Set(text.match(/\b(?:showrunner|nodejs|process)_[a-z0-9_]+/g) ?? [])];

/** What a query may name of a family: a histogram's are its buckets, its sum and its count. */
const isThere = (name: string) =>
  families().includes(name.replace(/_(bucket|sum|count)$/, '')) || families().includes(name);

describe('docs/grafana.json', () => {
  const board = JSON.parse(readFileSync('docs/grafana.json', 'utf8'));
  const panels: Panel[] = board.panels;

  test('is a dashboard that can be imported: it asks for its data source, and its panels do not overlap', () => {
    expect(board.__inputs).toEqual([expect.objectContaining({ name: 'DS_PROMETHEUS', type: 'datasource' })]);
    expect(board.schemaVersion).toBeGreaterThanOrEqual(36);
    expect(board).toMatchObject({ id: null, uid: 'showrunner', title: 'Showrunner', time: { from: 'now-24h' } });
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const taken = new Set<string>();
    for (const { title, gridPos } of panels) {
      const { x, y, w, h } = gridPos;
      expect(x + w, title).toBeLessThanOrEqual(24);
      for (let column = x; column < x + w; column++)
        for (let row = y; row < y + h; row++) {
          expect(taken.has(`${column},${row}`), title).toBe(false);
          taken.add(`${column},${row}`);
        }
    }
  });

  test('shows every figure of Showrunner, and none that does not exist', () => {
    const asked = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)).join('\n');
    expect(named(asked).filter((name) => !isThere(name))).toEqual([]);
    const shown = named(asked).map((name) => name.replace(/_(bucket|sum|count)$/, ''));
    expect(own().filter((name) => !shown.includes(name))).toEqual([]);
  });
});

describe('docs/alerts.yaml', () => {
  const { groups } = parse(readFileSync('docs/alerts.yaml', 'utf8'));
  const rules = groups.flatMap(({ rules }: { rules: Record<string, unknown>[] }) => rules) as {
    alert: string;
    expr: string;
    annotations: { summary: string; description: string };
    labels: { severity: string };
  }[];

  test('asks for nothing that does not exist', () => {
    expect(rules.length).toBeGreaterThan(5);
    for (const { alert, expr } of rules)
      expect(
        named(expr).filter((name) => !isThere(name)),
        alert,
      ).toEqual([]);
  });

  test('says what is wrong and what to do; the page for operators has each by its name', () => {
    const page = readFileSync('docs/operating.md', 'utf8');
    for (const { alert, annotations, labels } of rules) {
      expect(annotations.summary, alert).toMatch(/\S/);
      expect(annotations.description, alert).toMatch(/\.$/);
      expect(['page', 'ticket']).toContain(labels.severity);
      expect(page).toContain(`\`${alert}\``);
    }
  });
});
