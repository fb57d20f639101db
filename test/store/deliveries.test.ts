// The inbox.
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { minutes, NOON } from '../support/catalogue.ts';
import { forget, openTestStore } from '../support/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterEach(() => forget(store));
afterAll(() => store.close());

const ended = {
  key: 'd1',
  event: 'session.ended',
  body: '{"data": {"id":"s1", "note":"a\\u0000b", "tags":[1,null], "id":"s2"}}',
  receivedAt: NOON,
};

test('a delivery is accepted once, and kept as it came the first time', async () => {
  expect(await store.deliveries.accept(ended)).toBe(true);
  expect(await store.deliveries.accept({ ...ended, body: '"other"', receivedAt: minutes(1) })).toBe(false);
  expect(await store.deliveries.get('d1')).toEqual({ ...ended, doneAt: null, error: null });
});

test('of ten copies that come at once, one is accepted', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => store.deliveries.accept(ended)));
  expect(answers.filter((accepted) => accepted)).toHaveLength(1);
});

test('a key that is kept for a moment counts as new again when it came before that', async () => {
  const press = (at: number, since: number) =>
    store.deliveries.first('press', 'slack.button', minutes(at), minutes(since));
  expect([await press(0, -2), await press(1, -1), await press(5, 3), await press(6, 4)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

const giveUp = (key: string) =>
  sql`update deliveries set error = 'too_old' where key = ${key}`.execute(store.database.kysely);

test('what is neither done nor given up long after its job is left, oldest first', async () => {
  for (const [key, at] of [
    ['c', 3],
    ['a', 1],
    ['done', 0],
    ['failed', 0],
    ['b', 2],
    ['new', 8],
  ] as const) {
    await store.deliveries.accept({ ...ended, key, receivedAt: minutes(at) });
  }
  await store.deliveries.markDone('done', minutes(4));
  await giveUp('failed');
  expect(await store.deliveries.left(minutes(9))).toEqual(['a', 'b', 'c']);
});

test('what worked in the end has worked', async () => {
  await store.deliveries.accept(ended);
  await giveUp('d1');
  await store.deliveries.markDone('d1', minutes(1));
  expect(await store.deliveries.get('d1')).toMatchObject({ doneAt: minutes(1), error: null });
});

test('the database refuses one that is both done and given up, and one without a key', async () => {
  await store.deliveries.accept(ended);
  const both = sql`update deliveries set done_at = now(), error = 'x'`;
  await expect(both.execute(store.database.kysely)).rejects.toThrow(/violates check/);
  await expect(store.deliveries.accept({ ...ended, key: '' })).rejects.toThrow(/violates check/);
});
