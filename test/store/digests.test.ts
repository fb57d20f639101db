// Digests.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { minutes, NOON } from '../support/catalogue.ts';
import { openTestStore } from '../support/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

test('a digest is kept as it was made', async () => {
  const data = { title: 'A\0B', startedAt: NOON, questions: [{ id: 'q' }] };
  expect(await store.digests.get('s1')).toBeNull();
  await store.digests.replace('s1', data, NOON);
  expect(await store.digests.get('s1')).toEqual({ data: { ...data, startedAt: NOON.toISOString() }, builtAt: NOON });
});

test('a digest that was read anew takes its place', async () => {
  await store.digests.replace('s2', { title: 'old' }, NOON);
  await store.digests.replace('s2', { title: 'new' }, minutes(1));
  await store.digests.replace('s3', { title: 'first' }, minutes(2));
  expect(await store.digests.get('s2')).toEqual({ data: { title: 'new' }, builtAt: minutes(1) });
  expect(await store.digests.get('s3')).toEqual({ data: { title: 'first' }, builtAt: minutes(2) });
});
