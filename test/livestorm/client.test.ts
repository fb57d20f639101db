import { expect, test } from 'vitest';
import { take } from '../../src/livestorm/client.ts';
import { stage } from './stage.ts';

test('a call counts for whom it was made, and as upkeep when nobody said', async () => {
  await using on = await stage();
  await on.livestorm.ping();
  const digest = on.livestorm.for({ kind: 'digest', who: 'digest' });
  await digest.ping();
  await digest.for({ kind: 'command', who: 'U1' }).ping();
  await digest.ping();
  expect(on.calls.map(({ purpose }) => purpose)).toEqual([
    { kind: 'upkeep' },
    { kind: 'digest', who: 'digest' },
    { kind: 'command', who: 'U1' },
    { kind: 'digest', who: 'digest' },
  ]);
});

test('a list that ends before the limit is taken whole', async () => {
  await using on = await stage();
  on.world.addEvent();
  expect(await take(on.livestorm.events.list(), 500)).toHaveLength(1);
});

test('an id that leads elsewhere is not found, without a call', async () => {
  await using on = await stage();
  for (const id of ['', '..', '.']) {
    await expect(on.livestorm.events.remove(id)).rejects.toThrow('livestorm_not_found');
    await expect(take(on.livestorm.sessions.people(id), 1)).rejects.toThrow('livestorm_not_found');
  }
  await expect(on.livestorm.events.get('../users')).rejects.toThrow('livestorm_not_found');
  expect(on.sandbox.calls.map(({ operation }) => operation)).toEqual(['getEvent']);
});

test('nothing that the local Livestorm was asked is outside the description of the API', async () => {
  await using on = await stage();
  const event = on.world.addEvent();
  const since = new Date('2026-01-01');
  const bounds = { createdSince: since, createdUntil: since, updatedSince: since, updatedUntil: since };
  const session = on.world.addSession(event);
  const sessions = { ...bounds, dateFrom: since, dateTo: since, status: 'live', includeBreakoutRooms: false };
  await take(on.livestorm.events.list({ ...bounds, everyoneCanSpeak: true, schedulingStatus: 'cancelled' }), 1);
  await take(on.livestorm.sessions.list(sessions), 1);
  await take(on.livestorm.events.sessions(event.id, sessions), 1);
  await take(on.livestorm.sessions.people(session.id, { ...bounds, role: 'participant', attended: false }), 1);
  await take(
    on.livestorm.people.attributes({ type: 'text', slug: 'x', name: 'x', description: 'x', placeholder: 'x' }),
    1,
  );
  await take(on.livestorm.people.attributes({ userId: 'x' }), 1);
  await take(on.livestorm.users.list({ pendingInvite: true }), 1);
  expect(on.calls.map(({ status }) => status)).toEqual(Array(7).fill(200));
});
