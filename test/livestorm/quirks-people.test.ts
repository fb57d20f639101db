// The quirks of Livestorm's API. Numbers are those of the API notes, section 8, from Q8: people mostly.
import { expect, test } from 'vitest';
import { take } from '../../src/livestorm/client.ts';
import { example } from './examples.ts';
import { neighbour, problem } from './neighbour.ts';
import { type Stage, stage } from './stage.ts';

const email = (value: string) => ({ fields: [{ id: 'email', value }] });
const aSession = ({ world }: Stage) => world.addSession(world.addEvent());

test('Q8: a registration may be missing or in parts', async () => {
  const body = example('PersonListDoc');
  const [ada] = body.data;
  body.data = [
    { ...ada, id: 'host', attributes: { ...ada.attributes, role: 'team_member', registrant_detail: null } },
    { ...ada, id: 'part', attributes: { ...ada.attributes, registrant_detail: { event_id: 'e1', created_at: 0 } } },
    { id: 'bare', type: 'people', attributes: { role: 'participant' } },
  ];
  await using livestorm = await neighbour([{ body }]);
  expect(await take(livestorm.livestorm.sessions.people('s1'), 9)).toMatchObject([
    { registration: null },
    { registration: { eventId: 'e1', sessionId: null, attended: null, attendanceRate: null, fields: [] } },
    { firstName: null, email: null, registration: null, messagesCount: 0 },
  ]);
});

test("Q9: a person's field may not say whether it is required", async () => {
  const body = example('PersonDoc');
  body.data.attributes.registrant_detail.fields = [{ id: 'email', type: 'text', value: null, required: null }];
  await using livestorm = await neighbour([{ body }]);
  const person = await livestorm.livestorm.sessions.person('s1', 'p1');
  expect(person.registration?.fields).toEqual([{ id: 'email', value: null }]);
});

test("Q10: a session's people that fail once are read the second time", async () => {
  await using on = await stage();
  const session = aSession(on);
  on.world.addPerson(session);
  on.sandbox.faults.add({ operation: 'listSessionPeople', status: 502, times: 2 });
  expect(await take(on.livestorm.sessions.people(session.id), 9)).toHaveLength(1);
});

test('Q11: a tag is taken off by a body, a person by an address whose plus stays a plus', async () => {
  await using on = await stage();
  const event = on.world.addEvent({ tags: ['one', 'two'] });
  const session = on.world.addSession(event);
  on.world.addPerson(session, { email: 'ada+news@example.com' });
  await on.livestorm.events.removeTag(event.id, 'one');
  expect(event.tags).toEqual(['two']);
  await on.livestorm.sessions.unregister(session.id, 'ada+news@example.com');
  expect(on.world.peopleOf(session.id)).toEqual([]);
});

test.each([409, 422] as const)('Q12: who is registered already is told so, not as an error (%i)', async (status) => {
  await using on = await stage();
  on.world.switches.duplicateStatus = status;
  const session = aSession(on);
  on.world.addPerson(session, { email: 'ada@example.com' });
  expect(await on.livestorm.sessions.register(session.id, email('ada@example.com'))).toEqual({
    outcome: 'already_registered',
  });
  expect(on.sandbox.calls).toHaveLength(1);
});

test.each([
  'Email has already been taken',
  'has already been invited',
  'This person is already registered',
  'You have already been registered',
])('Q12: "%s" is how Livestorm says it', async (detail) => {
  await using livestorm = await neighbour([{ status: 422, body: { errors: [{ detail }] } }]);
  expect(await livestorm.livestorm.sessions.register('s1', email('ada@example.com'))).toEqual({
    outcome: 'already_registered',
  });
});

test('Q12: another 422 is an error', async () => {
  await using livestorm = await neighbour([{ status: 422, body: { errors: [{ detail: 'Session is over' }] } }]);
  expect(await problem(livestorm.livestorm.sessions.register('s1', email('a@example.com')))).toMatchObject({
    code: 'livestorm_rejected',
    detail: 'Session is over',
  });
});

test('Q12: in a job, who is registered already is told apart from a failure', async () => {
  await using on = await stage();
  on.world.switches.jobDelayMs = 1;
  const session = aSession(on);
  on.world.addPerson(session, { email: 'ada@example.com' });
  const list = ['ada@example.com', 'grace@example.com'].map(email);
  const job = await on.livestorm.sessions.registerMany(session.id, list);
  await on.sandbox.until(() => on.world.jobs.get(job.id)?.status !== 'processing');
  expect(await on.livestorm.jobs.get(job.id)).toMatchObject({ status: 'failed', succeeded: 1, failed: 1 });
  expect(await on.livestorm.jobs.tasks(job.id)).toMatchObject([
    { status: 'failed', alreadyRegistered: true },
    { status: 'succeeded', alreadyRegistered: false, errors: [] },
  ]);
});

test("Q13: a request's relationships are plain lists", async () => {
  await using on = await stage();
  const { owner } = on.world;
  const start = { startsAt: '2026-12-03 15:00:00', timeZone: 'Europe/Paris' };
  const { event } = await on.livestorm.events.create({ title: 'New', status: 'draft', sessions: [start] });
  await on.livestorm.events.createSession(event.id, { ...start, teamMemberIds: [owner.id] });
  expect(on.sandbox.calls.map(({ body }) => body)).toMatchObject([
    { data: { relationships: { sessions: [{ type: 'sessions', attributes: { timezone: 'Europe/Paris' } }] } } },
    { data: { relationships: { people: [{ data: { type: 'people', id: owner.id, role: 'team_member' } }] } } },
  ]);
});

test('Q14: a private token is the workspace, an OAuth2 one a user of it', async () => {
  await using livestorm = await neighbour([{ body: example('OrganizationDoc') }, { body: example('MeOauthDoc') }]);
  expect(await livestorm.livestorm.me()).toMatchObject({ user: null, organization: { name: 'Example Corp' } });
  expect(await livestorm.livestorm.me()).toMatchObject({
    user: { firstName: 'Lin', role: 'host' },
    organization: { name: 'Example Corp' },
  });
});

test('Q15: a person of a session is addressed by the session', async () => {
  await using on = await stage();
  const session = aSession(on);
  const { id } = on.world.addPerson(session);
  await on.livestorm.sessions.person(session.id, id);
  expect(on.sandbox.calls[0]?.path).toBe(`/sessions/${session.id}/people/${id}`);
});

test('Q16: a loop over many registrations is never too fast', async () => {
  await using on = await stage();
  const session = aSession(on);
  for (let n = 0; n < 15; n += 1) await on.livestorm.sessions.register(session.id, email(`p${n}@example.com`));
  expect(on.world.peopleOf(session.id)).toHaveLength(15);
  expect(on.calls.map(({ status }) => status)).toEqual(Array(15).fill(201));
});
