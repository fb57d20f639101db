// Digests, and the parts of them that stand in channels.
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

test('a part is claimed until it is posted, and posted from then on', async () => {
  await store.digests.save('s2', {}, NOON);
  expect(await store.digests.claimPost('s2', 'C1', 0)).toBe('claimed');
  expect(await store.digests.claimPost('s2', 'C1', 0)).toBe('claimed');
  await store.digests.markPosted('s2', 'C1', 0, '1700000000.000100');
  expect(await store.digests.claimPost('s2', 'C1', 0)).toBe('posted');
  expect(await store.digests.claimPost('s2', 'C1', 1)).toBe('claimed');
  expect(await store.digests.claimPost('s2', 'C2', 0)).toBe('claimed');
});

test('a part keeps the timestamp of the message that stands in the channel first', async () => {
  await store.digests.save('s3', {}, NOON);
  await store.digests.claimPost('s3', 'C1', 1);
  await store.digests.markPosted('s3', 'C1', 0, '1.1');
  await store.digests.markPosted('s3', 'C1', 0, '2.2');
  expect(await store.digests.posts('s3', 'C1')).toEqual([
    { part: 0, ts: '1.1' },
    { part: 1, ts: null },
  ]);
});

test('no part is posted of a digest that does not exist, and none before the first', async () => {
  await expect(store.digests.claimPost('nowhere', 'C1', 0)).rejects.toThrow(/violates foreign key/);
  await store.digests.save('s4', {}, NOON);
  await expect(store.digests.claimPost('s4', 'C1', -1)).rejects.toThrow(/violates check/);
});
