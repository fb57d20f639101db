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

test('the first digest of a session stays', async () => {
  const data = { title: 'A\0B', startedAt: NOON, questions: [{ id: 'q' }] };
  expect(await store.digests.get('s1')).toBeNull();
  expect(await store.digests.save('s1', data, NOON)).toBe(true);
  expect(await store.digests.save('s1', { title: 'other' }, minutes(1))).toBe(false);
  expect(await store.digests.get('s1')).toEqual({ data: { ...data, startedAt: NOON.toISOString() }, builtAt: NOON });
});
