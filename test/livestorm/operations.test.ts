// Every operation of Livestorm's API description, called once against the local Livestorm, which refuses what the
// description does not have. Each is named by its operationId.
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Livestorm, take } from '../../src/livestorm/client.ts';
import { part } from './examples.ts';
import { type Stage, stage } from './stage.ts';

/** Path parameters are all called `{id}` here. */
const operations = Object.entries<Record<string, { operationId: string }>>(
  parse(part('paths', 'components')).paths,
).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([method]) => method !== 'parameters')
    .map(([method, { operationId }]) => ({
      operationId,
      method: method.toUpperCase(),
      path: path.replaceAll(/\{\w+\}/g, '{id}'),
    })),
);

const START = { startsAt: '2026-12-03 15:00:00', timeZone: 'Europe/Paris' };
const email = (value: string) => ({ fields: [{ id: 'email', value }] });

/** An event whose session is over, with one person of each kind and what they left behind, and one to come. */
function fill({ world }: Stage) {
  const event = world.addEvent({ title: 'Product tour', tags: ['onboarding'] });
  const session = world.addSession(event, { status: 'past', started_at: 1, ended_at: 2 });
  const next = world.addSession(world.addEvent({ title: 'Next' }));
  const ada = world.addPerson(session, { email: 'ada@example.com', attended: true });
  const host = world.addPerson(session, { id: world.owner.id });
  world.addMessage(session, { author_id: ada.id, text_content: 'Hello' });
  world.addQuestion(session, { question_author_id: ada.id, response_author_id: host.id, response: 'Yes' });
  world.addRecording(session);
  const webhook = world.addWebhook({ url: 'https://hooks.example.com/x', event: 'session.ended' });
  const guest = world.addTeamMember({ email: 'guest@example.com' });
  const job = world.addJob(2);
  return { event, session, next, ada, host, webhook, guest, job };
}
type Filled = ReturnType<typeof fill>;

const table: Record<string, (livestorm: Livestorm, filled: Filled) => [Promise<unknown>, unknown]> = {
  ping: (l) => [l.ping(), undefined],
  getMe: (l) => [l.me(), { user: null, organization: { name: 'Example Corp' } }],
  getOrganization: (l) => [l.organization(), { slug: 'example-corp' }],
  listUsers: (l) => [
    take(l.users.list({ role: 'host', email: 'GUEST@example.com' }), 9),
    [{ email: 'guest@example.com' }],
  ],
  inviteUser: (l) => [l.users.invite('new@example.com', 'host'), { pendingInvite: true, role: 'host' }],
  removeUser: (l, { guest }) => [l.users.remove(guest.id), undefined],
  listEvents: (l, { session }) => [
    take(l.events.list({ title: 'Product tour', tags: ['Onboarding'], include: ['sessions', 'tags'] }), 9),
    [{ event: { title: 'Product tour' }, sessions: [{ id: session.id }], tags: ['onboarding'] }],
  ],
  createEvent: (l) => [
    l.events.create({ title: 'New', status: 'published', sessions: [START, { ...START, name: 'Second' }] }),
    { event: { title: 'New', status: 'published' }, sessions: [{ name: null }, { name: 'Second' }] },
  ],
  getEvent: (l, { event, session }) => [
    l.events.get(event.id, ['sessions']),
    { event: { id: event.id }, sessions: [{ id: session.id }], tags: [] },
  ],
  updateEvent: (l, { event }) => [
    l.events.update(event.id, { title: 'Tour', chatEnabled: false }),
    { event: { title: 'Tour', chatEnabled: false, questionsEnabled: true } },
  ],
  replaceEvent: (l, { event }) => [l.events.replace(event.id, { title: 'Tour' }), { event: { title: 'Tour' } }],
  deleteEvent: (l, { event }) => [l.events.remove(event.id), undefined],
  assignEventTag: (l, { event }) => [l.events.addTag(event.id, 'Beginners'), { title: 'Beginners' }],
  removeEventTag: (l, { event }) => [l.events.removeTag(event.id, 'onboarding'), undefined],
  listEventPeople: (l, { event }) => [
    take(l.events.people(event.id, { role: 'participant' }), 9),
    [{ email: 'ada@example.com', registration: { eventId: event.id, sessionId: null, attended: null } }],
  ],
  getEventPerson: (l, { event, ada }) => [l.events.person(event.id, ada.id), { id: ada.id }],
  listEventSessions: (l, { event }) => [
    take(l.events.sessions(event.id, { status: 'past', includeBreakoutRooms: true }), 9),
    [{ eventId: event.id }],
  ],
  createEventSession: (l, { event, host }) => [
    l.events.createSession(event.id, { ...START, name: 'Evening', teamMemberIds: [host.id] }),
    { name: 'Evening', status: 'upcoming', timeZone: 'Europe/Paris', startsAt: new Date('2026-12-03T14:00:00Z') },
  ],
  listSessions: (l, { session }) => [
    take(l.sessions.list({ status: 'past', dateFrom: new Date('2026-11-01') }), 9),
    [{ id: session.id }],
  ],
  getSession: (l, { session }) => [l.sessions.get(session.id), { status: 'past', registrantsCount: 1 }],
  updateSession: (l, { next }) => [
    l.sessions.update(next.id, { startsAt: '2026-12-24 09:00:00', timeZone: 'Asia/Tokyo' }),
    { startsAt: new Date('2026-12-24T00:00:00Z'), timeZone: 'Asia/Tokyo' },
  ],
  replaceSession: (l, { next }) => [l.sessions.replace(next.id, { ...START, name: 'Other' }), { name: 'Other' }],
  deleteSession: (l, { session }) => [l.sessions.remove(session.id), undefined],
  listSessionPeople: (l, { session, ada }) => [
    take(l.sessions.people(session.id, { role: 'participant', attended: true, email: 'ada@example.com' }), 9),
    [{ id: ada.id, registration: { sessionId: session.id, attended: true } }],
  ],
  getSessionPerson: (l, { session, ada }) => [l.sessions.person(session.id, ada.id), { id: ada.id }],
  registerPerson: (l, { next }) => [
    l.sessions.register(next.id, { ...email('grace@example.com'), referrer: 'slack', utmSource: 'team' }),
    { outcome: 'registered', person: { email: 'grace@example.com', registration: { sessionId: next.id } } },
  ],
  updateSessionPerson: (l, { session, ada }) => [
    l.sessions.updatePerson(session.id, ada.id, { fields: [{ id: 'job_title', value: 'Analyst' }] }),
    { registration: { fields: expect.arrayContaining([{ id: 'job_title', value: 'Analyst' }]) } },
  ],
  removePersonByEmail: (l, { session }) => [l.sessions.unregister(session.id, 'ada@example.com'), undefined],
  removePersonById: (l, { session, ada }) => [l.sessions.removePerson(session.id, ada.id), undefined],
  bulkRegisterPeople: (l, { session }) => [
    l.sessions.registerMany(session.id, [email('a@example.com'), email('b@example.com')]),
    { status: 'processing', total: 2, processed: 0 },
  ],
  listChatMessages: (l, { session, ada }) => [
    take(l.sessions.chatMessages(session.id), 9),
    [{ authorId: ada.id, text: 'Hello', fromTeam: false }],
  ],
  listQuestions: (l, { session }) => [
    take(l.sessions.questions(session.id), 9),
    [{ asker: { firstName: 'Ada' }, responder: { firstName: 'Lin', role: 'team_member' }, response: 'Yes' }],
  ],
  listRecordings: (l, { session }) => [
    take(l.sessions.recordings(session.id, { urlExpiresInSeconds: 3600 }), 9),
    [{ sessionId: session.id, mimeType: 'mp4', urlExpiresAt: expect.any(Date) }],
  ],
  listPeople: (l) => [take(l.people.list({ email: 'ada@example.com' }), 9), [{ firstName: 'Ada', registration: null }]],
  getPerson: (l, { ada }) => [l.people.get(ada.id), { email: 'ada@example.com' }],
  listPeopleAttributes: (l) => [
    take(l.people.attributes({ builtin: false, sort: '-name' }), 9),
    [{ slug: 'interests', options: [{ value: 'api' }, { value: 'slack' }] }],
  ],
  listWebhooks: (l, { webhook }) => [take(l.webhooks.list({ event: 'session.ended' }), 9), [{ id: webhook.id }]],
  createWebhook: (l) => [
    l.webhooks.create('people.registered', 'https://hooks.example.com/y'),
    { event: 'people.registered', url: 'https://hooks.example.com/y' },
  ],
  deleteWebhook: (l, { webhook }) => [l.webhooks.remove(webhook.id), undefined],
  getJob: (l, { job }) => [l.jobs.get(job.id), { id: job.id, status: 'processing' }],
  listJobTasks: (l, { job }) => [l.jobs.tasks(job.id), [{ status: 'processing' }, { status: 'processing' }]],
};

test.each(operations)('$operationId is done by one call: $method $path', async ({ operationId, method, path }) => {
  const call = table[operationId];
  if (!call) throw new Error(`no call of the client is known for ${operationId}`);
  await using on = await stage();
  const [answer, expected] = call(on.livestorm, fill(on));
  const got = await answer;
  if (expected === undefined) expect(got).toBeUndefined();
  else expect(got).toMatchObject(expected as object);
  expect(on.sandbox.calls).toMatchObject([{ operation: operationId }]);
  expect(on.calls).toMatchObject([{ operation: operationId, method, path }]);
  expect(on.sandbox.problems).toEqual([]);
});

test('the client knows no operation that the description does not have', () => {
  expect(operations).toHaveLength(41);
  expect(Object.keys(table).sort()).toEqual(operations.map(({ operationId }) => operationId).sort());
});
