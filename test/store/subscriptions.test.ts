// Which channel hears about what.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import type { NewSubscription } from '../../src/store/subscriptions.ts';
import { anEvent, NOON } from '../support/catalogue.ts';
import { openTestStore } from '../support/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

function to(channel: string, more: Partial<NewSubscription> = {}): NewSubscription {
  return {
    channel,
    thing: { kind: 'event', eventId: 'e1' },
    features: ['digest'],
    people: 'initials',
    createdBy: 'U1',
    ...more,
  };
}

test('a channel has what it added, of each kind', async () => {
  const all = [
    to('C1'),
    to('C1', { thing: { kind: 'tag', tag: 'sales' } }),
    to('C1', { thing: { kind: 'all' }, people: 'none' }),
  ];
  for (const one of all) await store.subscriptions.add(one);
  const found = await store.subscriptions.of('C1');
  expect(found.map(({ createdAt: _, paused: _none, ...rest }) => rest)).toEqual(expect.arrayContaining(all));
  expect(found).toHaveLength(3);
});

test('adding the same thing again replaces what was chosen before', async () => {
  await store.subscriptions.add(to('C2'));
  await store.subscriptions.add(to('C2', { features: ['live', 'digest'], people: 'full', createdBy: 'U2' }));
  expect(await store.subscriptions.of('C2')).toEqual([
    {
      ...to('C2', { features: ['live', 'digest'], people: 'full', createdBy: 'U2' }),
      createdAt: expect.any(Date),
      paused: null,
    },
  ]);
});

test('a removed one is gone, and removing it again says that there was none', async () => {
  await store.subscriptions.add(to('C3'));
  expect(await store.subscriptions.remove('C3', { kind: 'all' })).toBe(false);
  expect(await store.subscriptions.remove('C3', { kind: 'event', eventId: 'e1' })).toBe(true);
  expect(await store.subscriptions.remove('C3', { kind: 'event', eventId: 'e1' })).toBe(false);
  expect(await store.subscriptions.of('C3')).toEqual([]);
});

test('an event reaches each channel once, under what the channel chose for this event', async () => {
  await store.subscriptions.add(to('D1', { thing: { kind: 'event', eventId: 'e9' }, features: ['own'] }));
  await store.subscriptions.add(to('D1', { thing: { kind: 'all' }, features: ['general'] }));
  await store.subscriptions.add(to('D2', { thing: { kind: 'all' }, features: ['general'] }));
  await store.subscriptions.add(to('D3', { thing: { kind: 'event', eventId: 'other' } }));
  const found = await store.subscriptions.forEvent('e9');
  expect(
    found.filter(({ channel }) => channel.startsWith('D')).map(({ channel, features }) => [channel, features]),
  ).toEqual([
    ['D1', ['own']],
    ['D2', ['general']],
  ]);
});

describe('the database refuses', () => {
  test.each([
    ['a kind that does not exist', sql`('C', 'owner', 'x', '{}', 'full', 'U')`],
    ['everything with a thing', sql`('C', 'all', 'x', '{}', 'full', 'U')`],
    ['an event without its id', sql`('C', 'event', '', '{}', 'full', 'U')`],
    ['another way of naming people', sql`('C', 'event', 'x', '{}', 'email', 'U')`],
    ['no channel', sql`('', 'event', 'x', '{}', 'full', 'U')`],
    ['nobody', sql`('C', 'event', 'x', '{}', 'full', null)`],
  ])('%s', async (_, values) => {
    const insert = sql`insert into subscriptions (channel, kind, thing, features, people, created_by) values ${values}`;
    await expect(insert.execute(store.database.kysely)).rejects.toThrow(/violates/);
  });
});

describe('a tag', () => {
  test('reaches the events that carry it, before all and after their own, in whichever case', async () => {
    await store.catalogue.saveEvents([anEvent('tagged', { tags: ['Sales', 'EMEA'] }), anEvent('plain')], NOON);
    await store.subscriptions.add(to('T1', { thing: { kind: 'all' }, features: ['general'] }));
    await store.subscriptions.add(to('T1', { thing: { kind: 'tag', tag: 'SALES' }, features: ['tagged'] }));
    await store.subscriptions.add(to('T2', { thing: { kind: 'tag', tag: 'emea' }, features: ['tagged'] }));
    await store.subscriptions.add(to('T2', { thing: { kind: 'event', eventId: 'tagged' }, features: ['own'] }));
    const reached = async (id: string) =>
      (await store.subscriptions.forEvent(id))
        .filter(({ channel }) => channel.startsWith('T'))
        .map(({ channel, features }) => `${channel} ${features}`);
    expect(await reached('tagged')).toEqual(['T1 tagged', 'T2 own']);
    expect(await reached('plain')).toEqual(['T1 general']);
    // A later reading that does not say keeps what was read.
    await store.catalogue.saveEvents([{ ...anEvent('tagged'), tags: null }], NOON);
    expect(await reached('tagged')).toEqual(['T1 tagged', 'T2 own']);
  });
});

test('a paused channel hears nothing until it is resumed or subscribed anew', async () => {
  await store.subscriptions.add(to('P1', { features: ['registrations:daily'] }));
  const hears = async () => (await store.subscriptions.forEvent('e1')).some(({ channel }) => channel === 'P1');
  expect(await store.subscriptions.anyWith('registrations')).toBe(true);
  expect(await store.subscriptions.pause('P1', 'is_archived', NOON)).toBe(1);
  expect(await store.subscriptions.pause('P1', 'is_archived', NOON)).toBe(0);
  expect(await hears()).toBe(false);
  expect(await store.subscriptions.anyWith('registrations')).toBe(false);
  expect(await store.subscriptions.of('P1')).toMatchObject([{ paused: { at: NOON, reason: 'is_archived' } }]);
  expect(await store.subscriptions.resume('P1')).toBe(1);
  expect(await hears()).toBe(true);
  await store.subscriptions.pause('P1', 'is_archived', NOON);
  await store.subscriptions.add(to('P1'));
  expect(await hears()).toBe(true);
});
