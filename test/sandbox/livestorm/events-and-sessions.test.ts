// Making and moving events and sessions, as the API refuses and accepts it.
import { expect, test } from 'vitest';
import { startLivestorm } from '../../../sandbox/livestorm/server.ts';
import { ask, detail } from './asking.ts';

const now = () => Date.parse('2026-11-23T09:00:00Z');
const event = (attributes: object, sessions?: object[]) => ({
  data: { type: 'events', attributes, ...(sessions ? { relationships: { sessions } } : {}) },
});
const session = (attributes: object, people?: object[]) => ({
  data: { type: 'sessions', attributes, ...(people ? { relationships: { people } } : {}) },
});
const at = (estimated_started_at: string, timezone = 'Europe/Paris') => ({ estimated_started_at, timezone });

test('one call makes an event with its sessions, and the answer brings them along', async () => {
  await using livestorm = await startLivestorm({ now });
  const sessions = [
    { type: 'sessions', attributes: at('2026-11-28 10:30:00') },
    { attributes: at('2026-12-05 10:30:00') },
  ];
  const told = await ask(livestorm, 'POST', '/events', { body: event({ title: 'Café & co' }, sessions) });
  expect(told.status).toBe(201);
  expect(told.one.attributes).toMatchObject({
    slug: 'cafe-co',
    status: 'draft',
    scheduling_status: 'draft',
    published_at: 0,
  });
  expect(told.one.attributes.sessions_count).toBe(2);
  expect(told.body.included.map(({ attributes }) => attributes.estimated_started_at)).toEqual([
    Date.parse('2026-11-28T09:30:00Z') / 1000,
    Date.parse('2026-12-05T09:30:00Z') / 1000,
  ]);
  expect(livestorm.calls).toHaveLength(1);
});

test('a session that cannot be made leaves no event behind', async () => {
  await using livestorm = await startLivestorm({ now });
  const body = event({ title: 'Tour' }, [{ attributes: at('2020-01-01 10:00:00') }]);
  expect((await ask(livestorm, 'POST', '/events', { body })).status).toBe(422);
  expect(livestorm.world.events.size).toBe(0);
});

test.each([
  [event({ title: 'T', owner_id: 'nobody' }), 'Team member not found'],
  [event({ title: ' ' }), "Title can't be blank"],
  [event({ copy_from_event_id: 'nothing', title: 'T' }), 'Event Not found'],
])('an event is refused: %j', async (body, text) => {
  await using livestorm = await startLivestorm({ now });
  const told = await ask(livestorm, 'POST', '/events', { body });
  expect([told.status, detail(told)]).toEqual([422, text]);
});

test('a copy has the configuration of the original, not its sessions', async () => {
  await using livestorm = await startLivestorm({ now });
  const original = livestorm.world.addEvent({ description: '<p>All of it</p>', chat_enabled: false });
  livestorm.world.addSession(original);
  const body = event({ copy_from_event_id: original.id, title: 'Copy' });
  const { one } = await ask(livestorm, 'POST', '/events', { body });
  expect(one.attributes).toMatchObject({
    description: '<p>All of it</p>',
    chat_enabled: false,
    status: 'draft',
    sessions_count: 0,
  });
  expect(one.attributes.slug).toBe('copy');
});

test.each([
  [at('2026-11-28 10:30:00', 'America/New_York'), '2026-11-28T15:30:00Z'],
  [at('2027-03-28 02:30:00'), '2027-03-28T01:30:00Z'],
  [at('2027-07-01 10:30'), '2027-07-01T08:30:00Z'],
  [at('2027-07-01'), '2027-06-30T22:00:00Z'],
  [at('2027-07-01T10:30:00Z'), '2027-07-01T10:30:00Z'],
  [{ estimated_started_at: '2027-07-01T10:30:00+02:00' }, '2027-07-01T08:30:00Z'],
])('%j is %s', async (attributes, moment) => {
  await using livestorm = await startLivestorm({ now });
  const { id } = livestorm.world.addEvent();
  const told = await ask(livestorm, 'POST', `/events/${id}/sessions`, { body: session(attributes) });
  expect(new Date(Number(told.one.attributes.estimated_started_at) * 1000)).toEqual(new Date(moment));
});

test.each([
  [at('2026-11-23 09:59:00'), 'Estimated started at must be in the future'],
  [at('next Tuesday'), 'Estimated started at is invalid'],
  [at('2027-02-30 10:00:00'), 'Estimated started at is invalid'],
  [at('2027-02-20 10:00:00', 'Mars/Olympus'), 'Timezone is not included in the list'],
  [{ estimated_started_at: '2027-02-20 10:00:00' }, "Timezone can't be blank"],
  [{ timezone: 'Europe/Paris' }, "Estimated started at can't be blank"],
])('a session is refused: %j', async (attributes, text) => {
  await using livestorm = await startLivestorm({ now });
  const { id } = livestorm.world.addEvent();
  const told = await ask(livestorm, 'POST', `/events/${id}/sessions`, { body: session(attributes) });
  expect([told.status, detail(told)]).toEqual([422, text]);
  expect(livestorm.world.sessions.size).toBe(0);
});

test('people linked to a new session come back in the answer, strangers are refused', async () => {
  await using livestorm = await startLivestorm({ now });
  const { id } = livestorm.world.addEvent();
  const host = { data: { type: 'people', id: livestorm.world.owner.id, role: 'team_member' } };
  const told = await ask(livestorm, 'POST', `/events/${id}/sessions`, {
    body: session(at('2027-01-01 10:00'), [host]),
  });
  expect(told.body.included.map(({ attributes }) => attributes.role)).toEqual(['team_member']);
  expect(told.one.attributes.registrants_count).toBe(0);
  const stranger = { data: { type: 'people', id: 'x' } };
  const refused = await ask(livestorm, 'POST', `/events/${id}/sessions`, {
    body: session(at('2027-01-01 10:00'), [stranger]),
  });
  expect([refused.status, detail(refused)]).toEqual([422, 'Team member not found']);
});

test('a session is moved until it starts, and renamed even after', async () => {
  await using livestorm = await startLivestorm({ now });
  const row = livestorm.world.addSession(livestorm.world.addEvent());
  const path = `/sessions/${row.id}`;
  await ask(livestorm, 'PATCH', path, { body: session(at('2027-01-01 10:00:00', 'Asia/Tokyo')) });
  expect(row).toMatchObject({
    timezone: 'Asia/Tokyo',
    estimated_started_at: Date.parse('2027-01-01T01:00:00Z') / 1000,
  });
  row.status = 'past';
  expect((await ask(livestorm, 'PATCH', path, { body: session(at('2027-01-02 10:00:00')) })).status).toBe(422);
  expect((await ask(livestorm, 'PATCH', path, { body: session({ name: 'Encore' }) })).one.attributes.name).toBe(
    'Encore',
  );
});

test('a deleted event takes its sessions along', async () => {
  await using livestorm = await startLivestorm({ now });
  const gone = livestorm.world.addEvent();
  const row = livestorm.world.addSession(gone);
  await ask(livestorm, 'DELETE', `/events/${gone.id}`);
  expect((await ask(livestorm, 'GET', `/sessions/${row.id}`)).status).toBe(404);
});

test('the scheduling status of an event follows its sessions', async () => {
  await using livestorm = await startLivestorm({ now, burst: 0 });
  const { world } = livestorm;
  const row = world.addEvent();
  const status = async () => (await ask(livestorm, 'GET', `/events/${row.id}`)).one.attributes.scheduling_status;
  expect(await status()).toBe('not_scheduled');
  const run = world.addSession(row);
  const seen = [];
  for (const next of ['upcoming', 'live', 'past', 'past_not_started', 'canceled', 'on_demand'] as const) {
    run.status = next;
    seen.push(await status());
  }
  expect(seen).toEqual(['upcoming', 'live', 'ended', 'not_started', 'cancelled', 'on_demand']);
});

test('publishing a second time changes nothing', async () => {
  const clock = { at: now() };
  await using livestorm = await startLivestorm({ now: () => clock.at });
  const row = livestorm.world.addEvent({ status: 'draft' });
  const publish = () => ask(livestorm, 'PATCH', `/events/${row.id}`, { body: event({ status: 'published' }) });
  expect((await publish()).one.attributes.published_at).toBe(now() / 1000);
  clock.at += 60_000;
  expect((await publish()).one.attributes).toMatchObject({ published_at: now() / 1000, updated_at: now() / 1000 + 60 });
});
