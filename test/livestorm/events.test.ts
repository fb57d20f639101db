import { expect, test } from 'vitest';
import { take } from '../../src/livestorm/client.ts';
import { example } from './examples.ts';
import { neighbour, problem } from './neighbour.ts';
import { stage } from './stage.ts';

const START = { startsAt: '2026-12-03 15:00:00', timeZone: 'Europe/Paris' };

test('one call lists events with their sessions and tags, each with its own', async () => {
  await using on = await stage();
  const tour = on.world.addEvent({ title: 'Tour', tags: ['new'] });
  const lab = on.world.addEvent({ title: 'Lab', tags: ['new', 'deep'] });
  on.world.addSession(tour, { name: 'T1' });
  on.world.addSession(lab, { name: 'L1' });
  on.world.addSession(lab, { name: 'L2' });
  const found = await take(on.livestorm.events.list({ include: ['sessions', 'tags'] }), 9);
  const seen = found.map(({ event, sessions, tags }) => [event.title, sessions.map(({ name }) => name), tags]);
  expect(seen).toEqual([
    ['Tour', ['T1'], ['new']],
    ['Lab', ['L1', 'L2'], ['new', 'deep']],
  ]);
  expect(on.sandbox.calls).toHaveLength(1);
});

test('what was not asked for is empty, not wrong', async () => {
  await using on = await stage();
  const event = on.world.addEvent({ tags: ['new'] });
  on.world.addSession(event);
  expect(await on.livestorm.events.get(event.id)).toMatchObject({
    sessions: [],
    tags: [],
    event: { sessionsCount: 1 },
  });
});

test('an event keeps nothing undefined, however little Livestorm says', async () => {
  const attributes = { title: 'Bare', status: 'draft', scheduling_status: 'not_scheduled' };
  await using livestorm = await neighbour([{ body: { data: { id: 'e1', type: 'events', attributes } } }]);
  const { event } = await livestorm.livestorm.events.get('e1');
  expect(event).toMatchObject({ slug: null, owner: null, fields: [], registrationLink: null, chatEnabled: false });
  expect(Object.values(event)).not.toContain(undefined);
});

test('a field of the form says what may be chosen, and whether more than one', async () => {
  await using on = await stage();
  const { event } = await on.livestorm.events.get(on.world.addEvent().id);
  expect(event.fields.at(-1)).toEqual({
    id: 'interests',
    type: 'multiple',
    order: 5,
    required: false,
    custom: true,
    options: ['api', 'slack'],
    multiple: true,
  });
});

test('a copy names the event it is made from', async () => {
  await using on = await stage();
  const old = on.world.addEvent({ title: 'Tour', description: '<p>Old</p>' });
  const sessions = [START];
  const copy = await on.livestorm.events.create({
    title: 'Tour 2',
    status: 'draft',
    sessions,
    copyFromEventId: old.id,
  });
  expect(copy).toMatchObject({
    event: { title: 'Tour 2', description: '<p>Old</p>' },
    sessions: [{ status: 'upcoming' }],
  });
});

test('a session that came along and changed is named, not left out', async () => {
  const body = example('EventDoc');
  body.included[0].attributes.timezone = null;
  await using livestorm = await neighbour([{ body }]);
  expect(await problem(livestorm.livestorm.events.get('e1'))).toMatchObject({
    field: 'included.sessions.0.attributes.timezone',
  });
});

test('a kind of resource that we do not read may come along', async () => {
  const body = example('EventDoc');
  body.included.push({ type: 'polls' }, null);
  await using livestorm = await neighbour([{ body }]);
  expect((await livestorm.livestorm.events.get('e1')).sessions).toHaveLength(1);
});

test('a write whose answer got lost is unsure, and the event may be there', async () => {
  await using on = await stage();
  on.sandbox.faults.add({ operation: 'createEvent', drop: 'after' });
  const lost = on.livestorm.events.create({ title: 'New', status: 'draft', sessions: [] });
  expect(await problem(lost)).toMatchObject({ code: 'livestorm_unsure' });
  expect(on.world.events.size).toBe(1);
});
