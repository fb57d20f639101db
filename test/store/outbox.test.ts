// The outbox's rows: what may be claimed, by whom, and what the database refuses.
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Claimed, OutboxTimes } from '../../src/store/outbox-claim.ts';
import type { Store } from '../../src/store/store.ts';
import { forget, openTestStore } from '../support/store.ts';

const TIMES: OutboxTimes = {
  paceMs: 1_000,
  guardMs: 2_000,
  callMs: 10_000,
  leaseMs: 60_000,
  lookMs: 30_000,
  editMs: 3_000,
};

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterEach(() => forget(store));
afterAll(() => store.close());

const words = (...texts: string[]) => texts.map((text) => ({ text, blocks: [] }));
const claim = (channel = 'C1', times = TIMES) =>
  store.transaction((within) => within.outbox.claim(channel, { ...TIMES, ...times }));

async function take(channel = 'C1'): Promise<Claimed> {
  const taken = await claim(channel);
  if (taken.kind !== 'message') throw new Error(`no message, but ${taken.kind}`);
  return taken.claimed;
}

/** As if so much time had gone by. */
async function pass(ms: number): Promise<void> {
  const back = sql`make_interval(secs => ${ms / 1_000})`;
  await sql`update outbox set tried_at = tried_at - ${back}, looked_at = looked_at - ${back},
    not_before = not_before - ${back}`.execute(store.database.kysely);
  await sql`update posting set next_at = next_at - ${back}`.execute(store.database.kysely);
}

test('after a message its channel waits a second, another channel does not', async () => {
  await store.outbox.add('C1', 'a', words('one', 'two'));
  await store.outbox.add('C2', 'b', words('one'));
  const { id } = await take();
  await store.outbox.sent(id, '1.1');
  const later = await claim();
  if (later.kind !== 'later') throw new Error(later.kind);
  const wait = later.at.getTime() - Date.now();
  expect(wait).toBeGreaterThan(800);
  expect(wait).toBeLessThanOrEqual(1_000);
  expect(await take('C2')).toMatchObject({ key: 'b' });
  await pass(1_000);
  expect(await take()).toMatchObject({ key: 'a', part: 1, threadTs: '1.1' });
});

test('while a message is on its way nothing else is claimed in its channel, however many ask at once', async () => {
  await store.outbox.add('C1', 'a', words('one'));
  await store.outbox.add('C1', 'b', words('two'));
  const claims = await Promise.all([claim(), claim(), claim()]);
  expect(claims.map(({ kind }) => kind).toSorted()).toEqual(['later', 'later', 'message']);
  await pass(5_000);
  expect((await claim()).kind).toBe('later');
  await pass(8_100);
  expect(await take()).toMatchObject({ key: 'b' });
});

test('one of unknown outcome holds up its thread, and nothing else in its channel', async () => {
  await store.outbox.add('C1', 'a', words('one', 'two'));
  await store.outbox.add('C1', 'b', words('next'));
  await store.outbox.unknown(await take(), 'http_500');
  await pass(1_000);
  expect(await take()).toMatchObject({ key: 'b' });
});

test('who was away too long changes nothing of what another has claimed since', async () => {
  await store.outbox.add('C1', 'a', words('one'));
  const first = await take();
  await pass(70_000);
  await store.outbox.notFound(first, TIMES);
  await pass(30_000);
  await store.outbox.notFound(first, TIMES);
  const second = await take();
  expect(second.tries).toBe(2);
  await store.outbox.again(first, { waitMs: 0, error: null });
  await store.outbox.failed(first, 'late');
  await store.outbox.notFound(first, TIMES);
  expect(await store.outbox.ambiguous(first, 'late')).toBe(false);
  expect(await store.outbox.of('a')).toMatchObject([{ state: 'sending', tries: 2, looks: 0 }]);
  await store.outbox.sent(first.id, '1.1');
  expect(await store.outbox.of('a')).toMatchObject([{ state: 'sent', ts: '1.1' }]);
});

test('a second look counts only half a minute after the first', async () => {
  await store.outbox.add('C1', 'a', words('one'));
  const claimed = await take();
  expect(await store.outbox.toLookFor(TIMES)).toEqual([]);
  await pass(60_000);
  expect(await store.outbox.toLookFor(TIMES)).toMatchObject([{ id: claimed.id, tries: 1 }]);
  await store.outbox.notFound(claimed, TIMES);
  await store.outbox.notFound(claimed, TIMES);
  expect(await store.outbox.toLookFor(TIMES)).toEqual([]);
  expect(await store.outbox.of('a')).toMatchObject([{ state: 'sending', looks: 1 }]);
  const next = await store.outbox.nextLook(TIMES);
  expect(Math.round(((next?.getTime() ?? 0) - Date.now()) / 1_000)).toBe(30);
});

test('an ambiguous message is decided once', async () => {
  await store.outbox.add('C1', 'a', words('one', 'two'));
  const claimed = await take();
  expect(await store.outbox.ambiguous(claimed, 'missing_scope')).toBe(true);
  expect((await claim()).kind).toBe('nothing');
  expect(await store.outbox.decide(claimed.id, 'there')).toMatchObject({ key: 'a', state: 'there' });
  expect(await store.outbox.decide(claimed.id, 'again')).toBeNull();
  await pass(1_000);
  expect(await take()).toMatchObject({ part: 1, threadTs: null });
});

test('halves keep their place before what comes after them, in their own message and in the channel', async () => {
  await store.outbox.add('C1', 'a', words('long', 'two', 'three'));
  await store.outbox.add('C1', 'b', words('next'));
  const [first, second] = words('lo', 'ng');
  if (!first || !second) throw new Error('no halves');
  await store.outbox.halve(await take(), [first, second]);
  const order: string[] = [];
  for (let turn = 0; turn < 5; turn++) {
    await pass(1_000);
    const { id, message, part, of } = await take();
    order.push(`${message.text} ${part}/${of}`);
    await store.outbox.sent(id, `1.${turn}`);
  }
  expect(order).toEqual(['lo 0/4', 'ng 1/4', 'two 2/4', 'three 3/4', 'next 0/1']);
});

test.each([
  ['sent without a timestamp', "state = 'sent', tries = 1, tried_at = now()"],
  ['a timestamp without being sent', "ts = '1.1'"],
  ['sending without having been tried', "state = 'sending'"],
  ['a try without its moment', 'tries = 1'],
  ['failed without a reason', "state = 'failed'"],
  ['sent with an error', "state = 'sent', ts = '1.1', tries = 1, tried_at = now(), error = 'x'"],
  ['a part beyond the last', 'part = 1'],
  ['a look at what is not on its way', 'looks = 1, looked_at = now()'],
  ['a state of its own', "state = 'lost'"],
])('the database refuses %s', async (_what, change) => {
  await store.outbox.add('C1', 'a', words('one'));
  const update = sql`update outbox set ${sql.raw(change)}`.execute(store.database.kysely);
  await expect(update).rejects.toThrow(/violates check/);
});
