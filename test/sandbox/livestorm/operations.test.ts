// Every operation of the document, asked over HTTP and checked against the document.
import { expect, test } from 'vitest';
import { checkAnswer } from '../../../sandbox/livestorm/checks.ts';
import { operations } from '../../../sandbox/livestorm/document.ts';
import { type Livestorm, startLivestorm } from '../../../sandbox/livestorm/server.ts';
import { ask, registration } from './asking.ts';

/** A workspace with one of everything. */
function furnish({ world }: Livestorm) {
  const event = world.addEvent({ tags: ['Onboarding'] });
  const draft = world.addEvent({ title: 'Not yet', status: 'draft' });
  const session = world.addSession(event);
  const host = world.addPerson(session, { id: world.owner.id });
  const ada = world.addPerson(session, { email: 'ada@example.com', attended: true, attendance_rate: 92 });
  world.addMessage(session, { author_id: ada.id });
  world.addMessage(session, { author_id: host.id, text_content: 'Hello, <everybody>!' });
  const reply = { response: 'Yes.', response_author_id: host.id, responded_at: world.now() };
  world.addQuestion(session, { question_author_id: ada.id, ...reply });
  world.addQuestion(session);
  world.addRecording(session);
  const guest = world.addTeamMember({ role: 'moderator' });
  const webhook = world.addWebhook({ url: 'https://hooks.example.com/livestorm', event: 'session.ended' });
  const job = world.addJob(2);
  return { event, draft, session, ada, guest, webhook, job };
}

type Furniture = ReturnType<typeof furnish>;
type Request = [path: string | ((at: Furniture) => string), status: number, body?: unknown];

const write = (type: string, attributes: object, more: object = {}) => ({ data: { type, attributes, ...more } });
const later = { estimated_started_at: '2099-11-28 10:30:00', timezone: 'Europe/Paris' };

const requests: Record<string, Request> = {
  ping: ['/ping', 200],
  getMe: ['/me', 200],
  getOrganization: ['/organization', 200],
  listEvents: ['/events?include=sessions,tags&filter[tag]=onboarding&filter[scheduling_status]=upcoming', 200],
  createEvent: [
    '/events',
    201,
    write(
      'events',
      { title: 'Tour', status: 'published' },
      { relationships: { sessions: [{ type: 'sessions', attributes: later }] } },
    ),
  ],
  getEvent: [({ event }) => `/events/${event.id}?include=sessions,tags`, 200],
  updateEvent: [({ draft }) => `/events/${draft.id}`, 200, write('events', { status: 'published' })],
  replaceEvent: [({ event }) => `/events/${event.id}`, 200, write('events', { title: 'Updated title' })],
  deleteEvent: [({ draft }) => `/events/${draft.id}`, 204],
  assignEventTag: [({ event }) => `/events/${event.id}/tags`, 201, write('tags', { title: 'emea' })],
  removeEventTag: [({ event }) => `/events/${event.id}/tags`, 204, write('tags', { title: 'onboarding' })],
  listEventPeople: [({ event }) => `/events/${event.id}/people?filter[role]=participant`, 200],
  getEventPerson: [({ event, ada }) => `/events/${event.id}/people/${ada.id}`, 200],
  listEventSessions: [
    ({ event }) => `/events/${event.id}/sessions?include=event,people&filter[date_from]=2020-01-01`,
    200,
  ],
  createEventSession: [
    ({ event }) => `/events/${event.id}/sessions`,
    201,
    write('sessions', { ...later, name: 'Morning' }),
  ],
  listSessions: ['/sessions?filter[status]=upcoming&filter[created_since]=1500000000', 200],
  getSession: [({ session }) => `/sessions/${session.id}?include=people,event`, 200],
  updateSession: [({ session }) => `/sessions/${session.id}`, 200, write('sessions', later)],
  replaceSession: [({ session }) => `/sessions/${session.id}`, 200, write('sessions', { name: 'Evening run' })],
  deleteSession: [({ session }) => `/sessions/${session.id}`, 204],
  listSessionPeople: [
    ({ session }) => `/sessions/${session.id}/people?include=event,session&filter[attended]=true`,
    200,
  ],
  registerPerson: [({ session }) => `/sessions/${session.id}/people`, 201, registration('grace@example.com')],
  removePersonByEmail: [({ session }) => `/sessions/${session.id}/people?filter[email]=ada%40example.com`, 204],
  getSessionPerson: [({ session, ada }) => `/sessions/${session.id}/people/${ada.id}`, 200],
  updateSessionPerson: [
    ({ session, ada }) => `/sessions/${session.id}/people/${ada.id}`,
    200,
    write('people', { fields: [{ id: 'job_title', value: 'Analyst' }] }),
  ],
  removePersonById: [({ session, ada }) => `/sessions/${session.id}/people/${ada.id}`, 204],
  bulkRegisterPeople: [
    ({ session }) => `/sessions/${session.id}/people/bulk`,
    202,
    write('jobs', { tasks: [{ fields: [{ id: 'email', value: 'grace@example.com' }] }] }),
  ],
  listChatMessages: [({ session }) => `/sessions/${session.id}/chat_messages?include=people`, 200],
  listQuestions: [({ session }) => `/sessions/${session.id}/questions?include=asker,responder`, 200],
  listRecordings: [({ session }) => `/sessions/${session.id}/recordings?url_expires_in=3600`, 200],
  listPeople: ['/people?filter[role]=team_member', 200],
  getPerson: [({ ada }) => `/people/${ada.id}`, 200],
  listPeopleAttributes: ['/people_attributes?sort=-slug&filter[builtin]=true', 200],
  listUsers: ['/users?filter[email]=LIN.HOST@example.com', 200],
  inviteUser: ['/users', 201, write('users', { email: 'new.host@example.com', role: 'moderator' })],
  removeUser: [({ guest }) => `/users/${guest.id}`, 204],
  listWebhooks: ['/webhooks?filter[event]=session.ended', 200],
  createWebhook: ['/webhooks', 201, write('webhooks', { url: 'https://hooks.example.com/l', event: 'job.ended' })],
  deleteWebhook: [({ webhook }) => `/webhooks/${webhook.id}`, 204],
  getJob: [({ job }) => `/jobs/${job.id}`, 200],
  listJobTasks: [({ job }) => `/jobs/${job.id}/tasks`, 200],
};

test('the table asks for every operation of the document', () => {
  expect(Object.keys(requests).sort()).toEqual(operations.map(({ id }) => id).sort());
});

test.for(operations.map((operation) => [operation.id, operation] as const))(
  '%s answers as the document says',
  async ([id, operation]) => {
    await using livestorm = await startLivestorm();
    const furniture = furnish(livestorm);
    const [path, status, body] = requests[id] ?? ['/', 0];
    const told = await ask(livestorm, operation.method, typeof path === 'string' ? path : path(furniture), { body });
    expect(told.status, JSON.stringify(told.body)).toBe(status);
    expect(checkAnswer(operation, told.status, told.body)).toEqual([]);
    expect(livestorm.calls.map((call) => call.operation)).toEqual([id]);
    // Lists must have found something, or their filters would be tested on nothing.
    if (Array.isArray(told.body?.data)) expect(told.body.data).not.toHaveLength(0);
    for (const header of ['Monthly-Limit', 'Monthly-Remaining', 'Interval-Limit', 'Interval-Remaining']) {
      expect(told.headers.get(`RateLimit-${header}`)).toMatch(/^\d+$/);
    }
    expect(livestorm.problems).toEqual([]);
  },
);
