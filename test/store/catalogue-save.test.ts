// Which state stays, in whatever order they arrive.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { anEvent, aSession, minutes, NOON } from '../support/catalogue.ts';
import { openTestStore } from '../support/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const lin = { id: 'lin', firstName: 'Lin', lastName: 'Host', email: 'lin.host@example.com' };
const form = [
  { id: 'team', type: 'multiple', required: false, order: 3, custom: true, options: ['API', 'Slack'], multiple: true },
];

function orders<T>(things: T[]): T[][] {
  if (things.length < 2) return [things];
  return things.flatMap((first, n) => orders(things.toSpliced(n, 1)).map((rest) => [first, ...rest]));
}

describe('an event', () => {
  test('comes back as it was saved', async () => {
    const whole = anEvent('whole', { ownerId: 'lin', owner: lin, fields: form, fieldsReadAt: minutes(1) });
    await store.catalogue.saveEvents([whole], NOON);
    expect(await store.catalogue.event('whole')).toEqual(whole);
  });

  test('that nobody saved is null', async () => {
    expect(await store.catalogue.event('nobody')).toBeNull();
  });

  test('keeps what a later answer does not say: its form, its owner, its zone', async () => {
    const said = anEvent('said', { ownerId: 'lin', owner: lin, fields: form, fieldsReadAt: minutes(1) });
    const silent = anEvent('said', { title: 'New title', timeZone: null, updatedAt: minutes(2) });
    await store.catalogue.saveEvents([said], NOON);
    await store.catalogue.saveEvents([silent], minutes(2));
    expect(await store.catalogue.event('said')).toEqual({ ...said, title: 'New title', updatedAt: minutes(2) });
  });

  test('is not changed by an older state that arrives late', async () => {
    await store.catalogue.saveEvents([anEvent('late', { title: 'New', updatedAt: minutes(5) })], minutes(6));
    await store.catalogue.saveEvents([anEvent('late', { title: 'Old', updatedAt: minutes(4) })], minutes(7));
    expect(await store.catalogue.event('late')).toMatchObject({ title: 'New', updatedAt: minutes(5) });
  });

  test('without a time of change is as old as the moment it was read', async () => {
    await store.catalogue.saveEvents([anEvent('read', { title: 'Read', updatedAt: null })], minutes(5));
    await store.catalogue.saveEvents([anEvent('read', { title: 'Before', updatedAt: minutes(4) })], minutes(6));
    expect(await store.catalogue.event('read')).toMatchObject({ title: 'Read' });
    await store.catalogue.saveEvents([anEvent('read', { title: 'After', updatedAt: minutes(6) })], minutes(7));
    expect(await store.catalogue.event('read')).toMatchObject({ title: 'After' });
  });

  test('may stand twice in one answer: the newer one stays', async () => {
    const [older, newer] = [
      anEvent('twice', { title: 'Older' }),
      anEvent('twice', { title: 'Newer', updatedAt: minutes(1) }),
    ];
    await store.catalogue.saveEvents([newer, older], minutes(2));
    expect(await store.catalogue.event('twice')).toMatchObject({ title: 'Newer' });
  });

  test('with a NUL in its title does not stop the others', async () => {
    await store.catalogue.saveEvents([anEvent('nul', { title: 'a\0b' }), anEvent('next')], NOON);
    expect(await store.catalogue.event('nul')).toMatchObject({ title: 'ab' });
    expect(await store.catalogue.event('next')).toMatchObject({ title: 'Event next' });
  });
});

describe('a session', () => {
  test('comes back as it was saved, with its event', async () => {
    const session = aSession('s', {
      eventId: 'of-s',
      name: 'Morning',
      status: 'past',
      startedAt: minutes(61),
      endedAt: minutes(90),
      registrantsCount: 12,
      attendeesCount: 7,
      durationSeconds: 1740,
      roomLink: 'https://app.livestorm.co/p/of-s/live?s=s',
    });
    await store.catalogue.saveEvents([anEvent('of-s')], NOON);
    await store.catalogue.saveSessions([session], NOON);
    expect(await store.catalogue.session('s')).toEqual({ ...session, event: anEvent('of-s') });
  });

  test('is kept before its event is known, and the event takes its place when it is read, however old it is', async () => {
    await store.catalogue.saveSessions([aSession('early', { eventId: 'unread' })], NOON);
    expect((await store.catalogue.session('early'))?.event).toMatchObject({ id: 'unread', title: null });
    await store.catalogue.saveEvents([anEvent('unread', { updatedAt: minutes(-9999) })], minutes(1));
    expect((await store.catalogue.session('early'))?.event).toMatchObject({ title: 'Event unread' });
  });

  test('never brings back what an event already is', async () => {
    await store.catalogue.saveEvents([anEvent('known')], NOON);
    await store.catalogue.saveSessions([aSession('of-known', { eventId: 'known' })], minutes(1));
    expect(await store.catalogue.event('known')).toMatchObject({ title: 'Event known' });
  });

  test('ends up the same in every order of its states', async () => {
    const states = [
      aSession('any', { updatedAt: minutes(0), registrantsCount: 5 }),
      aSession('any', { updatedAt: minutes(1), status: 'live', startedAt: minutes(1), registrantsCount: 6 }),
      aSession('any', { updatedAt: minutes(2), status: 'past', startedAt: minutes(1), endedAt: minutes(2) }),
      aSession('any', {
        updatedAt: minutes(3),
        status: 'past',
        startedAt: minutes(1),
        endedAt: minutes(2),
        attendeesCount: 4,
      }),
    ];
    for (const [n, order] of orders(states).entries()) {
      const id = `any-${n}`;
      for (const state of order) await store.catalogue.saveSessions([{ ...state, id }], minutes(9));
      expect(await store.catalogue.session(id)).toMatchObject({
        status: 'past',
        endedAt: minutes(2),
        attendeesCount: 4,
      });
    }
  });

  test('comes in any number: 5,000 in one call', async () => {
    const many = Array.from({ length: 5_000 }, (_, n) => aSession(`many-${n}`, { eventId: 'many' }));
    await store.catalogue.saveSessions(many, NOON);
    expect(await store.catalogue.sessionsOf('many')).toHaveLength(5_000);
  });
});
