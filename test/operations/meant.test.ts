// What is meant by words, or by nothing in a channel that was told of a session.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { eventMeant, narrowed, sessionMeant } from '../../src/operations/meant.ts';
import type { Store } from '../../src/store/store.ts';
import { anEvent, aSession, minutes, NOON } from '../support/catalogue.ts';
import { forget, openTestStore } from '../support/store.ts';

let store: Store;
const clock = () => NOON;
beforeAll(async () => {
  store = await openTestStore();
});
afterEach(() => forget(store));
afterAll(() => store.close());

async function post(channel: string, key: string): Promise<void> {
  await store.outbox.add(channel, `${key} ${channel}`, [{ text: key, blocks: [] }]);
  const times = { paceMs: 0, guardMs: 0, callMs: 0, leaseMs: 60_000, lookMs: 0, editMs: 0 };
  const taken = await store.transaction((within) => within.outbox.claim(channel, times));
  if (taken.kind !== 'message') throw new Error(`no message, but ${taken.kind}`);
  await store.outbox.sent(taken.claimed.id, '1.1');
}

/** Digests of two sessions, as they were posted in a channel one after the other. */
async function tell(channel: string): Promise<void> {
  await store.catalogue.saveEvents([anEvent('e1'), anEvent('e2')], NOON);
  await store.catalogue.saveSessions([aSession('s1'), aSession('s2', { eventId: 'e2' })], NOON);
  for (const key of ['digest s1', 'digest s2', 'quota 50']) {
    await post(channel, key);
  }
  await store.outbox.add(channel, `digest s3 ${channel}`, [{ text: 'on its way', blocks: [] }]);
}

test('nothing typed means the session nearest in time of those the channel was told of, of two the last, and its event', async () => {
  await tell('C1');
  expect(await sessionMeant({ store, clock }, '', 'C1')).toMatchObject({ kind: 'one', match: { id: 's2' } });
  expect(await eventMeant({ store, clock }, '', 'C1')).toMatchObject({ kind: 'one', match: { id: 'e2' } });
});

test('nothing typed means nothing elsewhere, or when no session the channel was told of is known any more', async () => {
  await tell('C1');
  for (const channel of ['C2', null])
    expect(await sessionMeant({ store, clock }, '', channel)).toEqual({ kind: 'unsaid' });
  for (const gone of ['s1', 's2']) await store.catalogue.removeSession(gone);
  expect(await sessionMeant({ store, clock }, '', 'C1')).toEqual({ kind: 'unsaid' });
  expect(await eventMeant({ store, clock }, '', 'C1')).toEqual({ kind: 'unsaid' });
});

test('a card stands for its session: the one that is nearest in time is meant', async () => {
  await store.catalogue.saveSessions(
    [aSession('live', { startedAt: minutes(-5), updatedAt: minutes(1) }), aSession('next', { startsAt: minutes(20) })],
    minutes(1),
  );
  for (const id of ['live', 'next']) await post('C1', `card ${id}`);
  expect(await sessionMeant({ store, clock }, '', 'C1')).toMatchObject({ match: { id: 'live' } });
  expect(await sessionMeant({ store, clock: () => minutes(16) }, '', 'C1')).toMatchObject({ match: { id: 'next' } });
});

test('words mean what they name, whatever the channel was told', async () => {
  await tell('C1');
  expect(await sessionMeant({ store, clock }, 'event e1', 'C1')).toMatchObject({ kind: 'one', match: { id: 's1' } });
  expect(await eventMeant({ store, clock }, 'event', 'C1')).toMatchObject({ kind: 'several' });
  expect(await eventMeant({ store, clock }, 'nothing like it', 'C1')).toMatchObject({ kind: 'none' });
});

test('what a verb is not for is left out; of what was named, it is said', () => {
  const even = (number: number) => number % 2 === 0;
  expect(narrowed({ kind: 'several', matches: [1, 2, 3, 4] }, even, true)).toEqual({
    kind: 'several',
    matches: [2, 4],
  });
  expect(narrowed({ kind: 'several', matches: [1, 2, 3] }, even, true)).toEqual({ kind: 'one', match: 2 });
  expect(narrowed({ kind: 'several', matches: [1, 3] }, even, true)).toEqual({ kind: 'over', match: 1 });
  expect(narrowed({ kind: 'one', match: 1 }, even, false)).toEqual({ kind: 'unsaid' });
  expect(narrowed<number>({ kind: 'none', nearest: ['a'] }, even, true)).toEqual({ kind: 'none', nearest: ['a'] });
});
