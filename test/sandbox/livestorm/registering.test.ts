// Registering people, one by one and in bulk, as the API refuses and accepts it.
import { expect, test } from 'vitest';
import { type Livestorm, startLivestorm } from '../../../sandbox/livestorm/server.ts';
import { ask, detail, registration } from './asking.ts';

async function room(): Promise<{ livestorm: Livestorm; path: string; id: string }> {
  const livestorm = await startLivestorm({ burst: 0 });
  const session = livestorm.world.addSession(livestorm.world.addEvent());
  return { livestorm, path: `/sessions/${session.id}/people`, id: session.id };
}

test('a registration answers with the person, the filled form and a personal link, and moves the counter', async () => {
  const { livestorm, path, id } = await room();
  await using _stop = livestorm;
  const more = [
    { id: 'first_name', value: 'Zoë' },
    { id: 'interests', value: ['api', 'slack'] },
  ];
  const body = registration('zoe+list@example.com', more);
  const { status, one } = await ask(livestorm, 'POST', path, { body });
  expect(status).toBe(201);
  expect(one.attributes).toMatchObject({
    first_name: 'Zoë',
    last_name: null,
    role: 'participant',
    registrant_detail: {
      session_id: id,
      attended: false,
      attendance_rate: null,
      registration_type: 'API',
      fields: expect.arrayContaining([
        { id: 'interests', type: 'multiple', value: ['api', 'slack'], required: false, custom: true },
      ]),
      connection_link: expect.stringContaining('email=zoe%2Blist%40example.com&key='),
    },
  });
  expect((await ask(livestorm, 'GET', `/sessions/${id}`)).one.attributes.registrants_count).toBe(1);
});

test.each([
  [400, "The field 'shoe_size' doesn't exist", registration('a@example.com', [{ id: 'shoe_size', value: '42' }])],
  [422, "The field 'email' can't be blank", { data: { type: 'people', attributes: { fields: [] } } }],
  [422, "The field 'email' is not an e-mail address", registration('nobody')],
  [422, "has no option 'fax'", registration('a@example.com', [{ id: 'interests', value: ['fax'] }])],
  [422, "The field 'interests' takes a list", registration('a@example.com', [{ id: 'interests', value: 'api' }])],
  [422, "The field 'first_name' takes one value", registration('a@example.com', [{ id: 'first_name', value: ['A'] }])],
  [
    422,
    'must be the URL of a PNG',
    registration('a@example.com', [{ id: 'avatar', value: 'https://example.com/a.pdf' }]),
  ],
  [400, 'is given twice', registration('a@example.com', [{ id: 'email', value: 'b@example.com' }])],
])('%i: %s', async (status, text, body) => {
  const { livestorm, path } = await room();
  await using _stop = livestorm;
  const told = await ask(livestorm, 'POST', path, { body });
  expect([told.status, detail(told)]).toEqual([status, expect.stringContaining(text)]);
  expect(livestorm.world.people.size).toBe(1);
  expect(livestorm.problems).toEqual([]);
});

test('somebody already registered is a conflict, or a 422 as it was in 2021', async () => {
  const { livestorm, path } = await room();
  await using _stop = livestorm;
  await ask(livestorm, 'POST', path, { body: registration('ada@example.com') });
  const again = await ask(livestorm, 'POST', path, { body: registration('ADA@example.com') });
  expect([again.status, detail(again)]).toEqual([409, 'This person is already registered']);
  livestorm.world.switches.duplicateStatus = 422;
  const older = await ask(livestorm, 'POST', path, { body: registration('ada@example.com') });
  expect([older.status, detail(older)]).toEqual([422, 'Email has already been taken']);
  expect(livestorm.problems).toEqual([]);
});

test('new contacts are refused with 402 when the allowance is spent, known ones are not', async () => {
  const { livestorm, path } = await room();
  await using _stop = livestorm;
  const { world } = livestorm;
  const other = world.addSession([...world.events.values()][0] ?? world.addEvent());
  world.addPerson(other, { email: 'known@example.com' });
  world.switches.contactsLeft = 1;
  const statuses = [];
  for (const email of ['new1@example.com', 'new2@example.com', 'known@example.com']) {
    statuses.push((await ask(livestorm, 'POST', path, { body: registration(email) })).status);
  }
  expect(statuses).toEqual([201, 402, 201]);
});

test('the same address in two sessions is one person', async () => {
  const { livestorm, path, id } = await room();
  await using _stop = livestorm;
  const { world } = livestorm;
  const event = world.events.get(world.sessions.get(id)?.event_id ?? '');
  const second = world.addSession(event ?? world.addEvent());
  const first = await ask(livestorm, 'POST', path, { body: registration('ada@example.com') });
  const again = await ask(livestorm, 'POST', `/sessions/${second.id}/people`, {
    body: registration('ada@example.com'),
  });
  expect(again.one.id).toBe(first.one.id);
  expect((await ask(livestorm, 'GET', `/events/${event?.id}/people`)).body.meta.record_count).toBe(1);
});

test('nobody registers for a session that is over', async () => {
  const { livestorm, path, id } = await room();
  await using _stop = livestorm;
  Object.assign(livestorm.world.sessions.get(id) ?? {}, { status: 'past' });
  const told = await ask(livestorm, 'POST', path, { body: registration('ada@example.com') });
  expect([told.status, detail(told)]).toEqual([422, 'This session is past']);
});

test('a removed person takes their words and their place in the counters along', async () => {
  const { livestorm, path, id } = await room();
  await using _stop = livestorm;
  const { world } = livestorm;
  const session = world.sessions.get(id) ?? world.addSession(world.addEvent());
  const ada = world.addPerson(session, { email: 'ada+1@example.com', attended: true });
  world.addMessage(session, { author_id: ada.id });
  world.addQuestion(session, { question_author_id: ada.id });
  // An unencoded + is a space, and that is no address.
  expect((await ask(livestorm, 'DELETE', `${path}?filter[email]=ada+1@example.com`)).status).toBe(400);
  expect((await ask(livestorm, 'DELETE', `${path}?filter[email]=ada%2B1@example.com`)).status).toBe(204);
  expect([session.registrants_count, session.attendees_count]).toEqual([0, 0]);
  expect([...world.messagesOf(id), ...world.questionsOf(id)]).toEqual([]);
});

test('a bulk job is worked off later, row by row, and tells which rows failed and why', async () => {
  const { livestorm, path, id } = await room();
  await using _stop = livestorm;
  const row = (...values: [string, string][]) => ({ fields: values.map(([key, value]) => ({ id: key, value })) });
  const tasks = [
    row(['email', 'ada@example.com']),
    { attributes: row(['email', 'grace@example.com'], ['first_name', 'Grace']) },
    row(['email', 'ada@example.com']),
    row(['email', 'x@example.com'], ['shoe_size', '42']),
  ];
  const told = await ask(livestorm, 'POST', `${path}/bulk`, {
    body: { data: { type: 'jobs', attributes: { tasks } } },
  });
  expect([told.status, told.one.attributes]).toMatchObject([202, { status: 'processing', total_processed_items: 0 }]);
  await livestorm.until(() => livestorm.world.jobs.get(told.one.id)?.status !== 'processing');
  const job = await ask(livestorm, 'GET', `/jobs/${told.one.id}`);
  expect(job.one.attributes).toEqual({
    status: 'failed',
    total_items: 4,
    total_processed_items: 4,
    total_fail: 2,
    total_success: 2,
  });
  const rows = await ask(livestorm, 'GET', `/jobs/${told.one.id}/tasks`);
  expect(rows.body.data.map(({ attributes }) => attributes)).toEqual([
    { status: 'succeeded' },
    { status: 'succeeded' },
    { status: 'failed', errors: [{ title: 'Conflict', detail: 'This person is already registered' }] },
    { status: 'failed', errors: [{ title: 'Bad request', detail: "The field 'shoe_size' doesn't exist" }] },
  ]);
  expect(livestorm.world.sessions.get(id)?.registrants_count).toBe(2);
});

test.each([0, 51])('a bulk of %i rows is a bad request', async (count) => {
  const { livestorm, path } = await room();
  await using _stop = livestorm;
  const tasks = Array.from({ length: count }, () => ({ fields: [{ id: 'email', value: 'a@example.com' }] }));
  const told = await ask(livestorm, 'POST', `${path}/bulk`, {
    body: { data: { type: 'jobs', attributes: { tasks } } },
  });
  expect(told.status).toBe(400);
});
