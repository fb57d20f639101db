// What a reader of the catalogue finds, and in which order.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SessionState } from '../../src/store/catalogue.ts';
import type { Store } from '../../src/store/store.ts';
import { anEvent, aSession, minutes, NOON } from '../support/catalogue.ts';
import { openTestStore } from '../support/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
  const [lin, ada] = ['Lin', 'Ada'].map((firstName) => ({
    id: firstName,
    firstName,
    lastName: 'Host',
    email: `${firstName}@example.com`,
  }));
  await store.catalogue.saveEvents(
    [
      anEvent('e1', { ownerId: 'Lin', owner: lin ?? null }),
      anEvent('e2', { ownerId: 'Lin', owner: lin ?? null, updatedAt: minutes(5) }),
      anEvent('e3', { ownerId: 'Ada', owner: ada ?? null, status: 'draft', updatedAt: minutes(-5) }),
    ],
    minutes(5),
  );
  await store.catalogue.saveSessions(
    [
      aSession('tomorrow', { startsAt: minutes(1440) }),
      aSession('soon', { startsAt: minutes(30) }),
      aSession('late', { startsAt: minutes(-20) }),
      aSession('forgotten', { startsAt: minutes(-2000) }),
      aSession('canceled', { canceledAt: NOON }),
      aSession('drafted', { eventId: 'e3' }),
      aSession('unread', { eventId: 'e4', startsAt: minutes(45) }),
      aSession('live by its start', { startsAt: minutes(-10), startedAt: minutes(-9) }),
      aSession('live by its status', { startsAt: minutes(-5), status: 'live' }),
      aSession('past by its end', {
        startsAt: minutes(-90),
        startedAt: minutes(-90),
        endedAt: minutes(-60),
        status: 'live',
      }),
      aSession('past by its status', { startsAt: minutes(-600), startedAt: minutes(-600), status: 'past' }),
    ],
    NOON,
  );
});
afterAll(() => store.close());

async function listed(state: SessionState, limit = 20): Promise<string[]> {
  return (await store.catalogue.sessions({ state, now: NOON, limit })).map(({ id }) => id);
}

describe('the sessions', () => {
  test('that are upcoming: soonest first, one that should have begun included, no draft, none canceled', async () => {
    expect(await listed('upcoming')).toEqual(['late', 'soon', 'unread', 'tomorrow']);
  });

  test('that are live: begun and not ended, or said to be live', async () => {
    expect(await listed('live')).toEqual(['live by its status', 'live by its start']);
  });

  test('that are past: newest first, whatever an old status says', async () => {
    expect(await listed('past')).toEqual(['past by its end', 'past by its status']);
  });

  test('of drafts', async () => {
    expect(await listed('draft')).toEqual(['drafted']);
  });

  test('stop at the limit', async () => {
    expect(await listed('upcoming', 2)).toEqual(['late', 'soon']);
  });

  test('of one event come in the order of their start', async () => {
    expect((await store.catalogue.sessionsOf('e1')).map(({ id }) => id).slice(0, 3)).toEqual([
      'forgotten',
      'past by its status',
      'past by its end',
    ]);
  });
});

test('events come with the newest change first, and last the one of which only the id is known', async () => {
  expect((await store.catalogue.allEvents(20)).map(({ id }) => id)).toEqual(['e2', 'e1', 'e3', 'e4']);
});

test('owners come once each, with who owns most first', async () => {
  expect(await store.catalogue.owners()).toEqual([
    { id: 'Lin', firstName: 'Lin', lastName: 'Host', email: 'Lin@example.com' },
    { id: 'Ada', firstName: 'Ada', lastName: 'Host', email: 'Ada@example.com' },
  ]);
});

test('the time of the last refresh is null before the first one', async () => {
  expect(await store.catalogue.readAt()).toBeNull();
  await store.catalogue.markRefreshed(NOON);
  expect(await store.catalogue.readAt()).toEqual(NOON);
});

test('what was removed is gone, an event with its sessions', async () => {
  const before = await store.catalogue.countEvents();
  await store.catalogue.saveEvents([anEvent('gone')], NOON);
  await store.catalogue.saveSessions([aSession('g1', { eventId: 'gone' }), aSession('g2', { eventId: 'gone' })], NOON);
  await store.catalogue.removeSession('g1');
  expect((await store.catalogue.sessionsOf('gone')).map(({ id }) => id)).toEqual(['g2']);
  expect(await store.catalogue.countEvents()).toBe(before + 1);
  await store.catalogue.removeEvent('gone');
  expect(await store.catalogue.event('gone')).toBeNull();
  expect(await store.catalogue.session('g2')).toBeNull();
  expect(await store.catalogue.countEvents()).toBe(before);
});

test('the age of an event is that of its oldest part', async () => {
  await store.catalogue.saveEvents([anEvent('old')], minutes(5));
  expect(await store.catalogue.ageOfEvent('old')).toEqual(minutes(5));
  await store.catalogue.saveSessions([aSession('o1', { eventId: 'old' })], minutes(3));
  expect(await store.catalogue.ageOfEvent('old')).toEqual(minutes(3));
  expect(await store.catalogue.ageOfSession('o1')).toEqual(minutes(3));
  expect(await store.catalogue.ageOfEvent('unknown')).toBeNull();
  await store.catalogue.removeEvent('old');
});

test('a session is named by its id or a link that carries it, and by no words', async () => {
  await store.catalogue.saveSessions([aSession('named', { eventId: 'e1' })], NOON);
  const named = async (words: string) => (await store.catalogue.namedSession(words))?.id;
  expect(await named(' named ')).toBe('named');
  expect(await named('https://app.livestorm.co/p/event-e1/live?s=named')).toBe('named');
  expect(await named('https://app.livestorm.co/p/event-e1')).toBeUndefined();
  expect(await named('event named')).toBeUndefined();
  await store.catalogue.removeSession('named');
});
