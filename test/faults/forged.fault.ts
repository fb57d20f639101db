// Too many requests, forged ones (100,000, or as many as FORGED says), too large ones and too slow ones.

import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../support/world.ts';
import { report } from './figures.ts';
import { forge } from './forging.ts';
import { type Sender, send, tell } from './webhooks.ts';

const REQUESTS = Number(process.env.FORGED ?? 100_000);
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const SECRET = 'a-secret-of-the-webhooks';

let world: World;
let url: URL;
beforeAll(async () => {
  world = await openWorld({ livestorm: { webhookSecret: SECRET } });
  const [first] = world.livestorm.world.webhooks.values();
  url = new URL(first?.url ?? '');
}, 120_000);
afterAll(() => world[Symbol.asyncDispose]());

// First: the forgers' test makes digests of what ends.
test('a thousand deliveries in ten seconds are all taken, and none waits long', { timeout: 120_000 }, async () => {
  const sender: Sender = { url: () => url.href, secret: SECRET, sent: [] };
  const bodies = Array.from({ length: 200 }, () => tell(world.livestorm, 'Burst').bodies).flat();
  const took: number[] = [];
  const all = bodies.map(async (body, index) => {
    await wait(index * 10);
    const started = performance.now();
    await send(sender, body);
    took.push(performance.now() - started);
  });
  await Promise.all(all);
  took.sort((a, b) => a - b);
  const at = (share: number) => Math.round(took[Math.floor(took.length * share)] ?? 0);
  const statuses = Object.groupBy(sender.sent, ({ status }) => String(status));
  const refused = sender.sent.filter(({ status, attempts }) => status !== 204 || attempts > 1).length;
  report('a thousand webhooks in ten seconds', { refused, p50: at(0.5), p99: at(0.99), max: at(0.9999) });
  expect(Object.keys(statuses)).toEqual(['204']);
  expect(refused).toBe(0);
});

test(`of ${REQUESTS} forged requests (seed ${SEED}) none has an effect, and each is refused`, {
  timeout: 1_800_000,
}, async () => {
  const started = performance.now();
  const { requests, answers, wrong, effects } = await forge(world, { requests: REQUESTS, seed: SEED, secret: SECRET });
  const seconds = Math.round((performance.now() - started) / 1000);
  report('forged requests', { seed: SEED, requests, wrong: wrong.length, effects, seconds, answers });
  expect(wrong).toEqual([]);
  expect(effects).toBe(0);
  expect(answers['extended hash']).toMatchObject({ 400: expect.any(Number) });
});

test('20 MB are too large for either door, and the next request is answered', async () => {
  for (const path of [url.pathname, '/slack/events']) {
    const answer = await fetch(new URL(path, url), { method: 'POST', body: 'x'.repeat(20_000_000) });
    expect(answer.status).toBe(413);
  }
  expect((await fetch(new URL('/healthz', url))).status).toBe(200);
});

test('a thousand lines that say a byte now and then are cut, and others are answered meanwhile', {
  timeout: 60_000,
}, async () => {
  const begun = performance.now();
  const starts = [
    'POST / HTTP/1.1\r\nx-slow: ',
    `POST ${url.pathname} HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n\r\n`,
  ];
  const lines = Array.from({ length: 1_000 }, async (_, index) => {
    const line = connect(Number(url.port), '127.0.0.1');
    line.on('error', () => undefined);
    const closed = new Promise<void>((done) => void line.on('close', () => done()));
    // Otherwise what the bot answers would hold the line open from this side.
    line.resume();
    line.write(starts[index % 2] ?? '');
    const drip = setInterval(() => line.write('x'), 500);
    await closed;
    clearInterval(drip);
  });
  await wait(2_000);
  expect((await fetch(new URL('/healthz', url))).status).toBe(200);
  await Promise.all(lines);
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  report('a thousand slow lines', { seconds });
  expect(seconds).toBeLessThan(20);
});
