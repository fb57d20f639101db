// Where a widely copied summary of Livestorm's API is wrong. Numbers are those of the API notes, section 1.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { take } from '../../src/livestorm/client.ts';
import { parseDelivery, verifySignature, webhookEvents } from '../../src/livestorm/webhooks.ts';
import { example } from './examples.ts';
import { neighbour, problem } from './neighbour.ts';
import { type Stage, stage } from './stage.ts';

const START = { startsAt: '2026-12-03 15:00:00', timeZone: 'Europe/Paris' };
const registration = { fields: [{ id: 'email', value: 'grace@example.com' }] };
const aSession = ({ world }: Stage) => world.addSession(world.addEvent());

test('1: pages count from 0, so the first is not skipped', async () => {
  await using on = await stage();
  on.world.addEvent({ title: 'Only one' });
  expect(await take(on.livestorm.events.list(), 5)).toMatchObject([{ event: { title: 'Only one' } }]);
  expect(on.sandbox.calls[0]?.query['page[number]']).toBe('0');
});

test('2: a page holds 50 at most, and we ask for that many', async () => {
  await using on = await stage();
  await take(on.livestorm.events.list(), 5);
  expect(on.sandbox.calls[0]?.query['page[size]']).toBe('50');
});

test('3: chat is at chat_messages, with an underscore', async () => {
  await using on = await stage();
  const session = aSession(on);
  await take(on.livestorm.sessions.chatMessages(session.id), 5);
  expect(on.sandbox.calls[0]?.path).toBe(`/sessions/${session.id}/chat_messages`);
});

test("4: a registration's fields are a list of id and value", async () => {
  await using on = await stage();
  await on.livestorm.sessions.register(aSession(on).id, registration);
  expect(on.sandbox.calls[0]?.body).toEqual({
    data: { type: 'people', attributes: { fields: [{ id: 'email', value: 'grace@example.com' }] } },
  });
});

test('5: a subscription has a url and an event', async () => {
  await using on = await stage();
  await on.livestorm.webhooks.create('session.ended', 'https://hooks.example.com/x');
  expect(on.sandbox.calls[0]?.body).toEqual({
    data: { type: 'webhooks', attributes: { url: 'https://hooks.example.com/x', event: 'session.ended' } },
  });
});

test('6: there are ten dotted event names, and none of an unregistration', async () => {
  await using on = await stage();
  for (const event of webhookEvents) await on.livestorm.webhooks.create(event, 'https://hooks.example.com/x');
  expect(on.sandbox.calls.map(({ status }) => status)).toEqual(Array(10).fill(201));
  expect(webhookEvents.join()).not.toContain('unregist');
});

test('7: times are Unix seconds, and 0 is no moment', async () => {
  await using on = await stage();
  const session = on.world.addSession(on.world.addEvent(), { estimated_started_at: 1_796_310_000 });
  expect(await on.livestorm.sessions.get(session.id)).toMatchObject({
    startsAt: new Date('2026-12-03T15:00:00Z'),
    startedAt: null,
    endedAt: null,
    canceledAt: null,
  });
});

test('8 and 9: attendance is in the registration: attended, rate in per cent, seconds', async () => {
  await using on = await stage();
  const session = aSession(on);
  on.world.addPerson(session, { attended: true, attendance_rate: 92, attendance_duration: 1670 });
  const [person] = await take(on.livestorm.sessions.people(session.id), 1);
  expect(person?.registration).toMatchObject({ attended: true, attendanceRate: 92, attendanceSeconds: 1670 });
});

test('10: a session has seven statuses, and an eighth breaks nothing', async () => {
  const statuses = ['upcoming', 'live', 'on_demand', 'past', 'past_not_started', 'canceled', 'draft', 'postponed'];
  const row = example('SessionListDoc').data[0];
  const data = statuses.map((status) => ({ ...row, id: status, attributes: { ...row.attributes, status } }));
  await using livestorm = await neighbour([{ body: { data } }]);
  const sessions = await take(livestorm.livestorm.sessions.list(), 9);
  expect(sessions.map(({ status }) => status)).toEqual(statuses);
});

test('11: a new event names its owner, and one unknown to Livestorm is told', async () => {
  await using on = await stage();
  const { owner } = on.world;
  const event = { title: 'New', status: 'draft', sessions: [], ownerId: owner.id } as const;
  expect((await on.livestorm.events.create(event)).event.owner?.id).toBe(owner.id);
  expect(on.sandbox.calls[0]?.body).toEqual({
    data: { type: 'events', attributes: { title: 'New', status: 'draft', owner_id: owner.id } },
  });
  expect(await problem(on.livestorm.events.create({ ...event, ownerId: 'nobody' }))).toEqual({
    code: 'livestorm_rejected',
    status: 422,
    detail: 'Team member not found',
  });
});

test('12: the registration pages are switched by the two detailed and light switches', async () => {
  await using on = await stage();
  const { id } = on.world.addEvent();
  const { event } = await on.livestorm.events.update(id, {
    detailedRegistrationPageEnabled: false,
    lightRegistrationPageEnabled: false,
  });
  expect(event).toMatchObject({ detailedRegistrationPageEnabled: false, lightRegistrationPageEnabled: false });
});

test('13: twenty calls in a row never meet the limit of five a second', async () => {
  await using on = await stage();
  for (let n = 0; n < 20; n += 1) await on.livestorm.ping();
  expect(on.calls.map(({ status }) => status)).toEqual(Array(20).fill(200));
});

test('14: when the month starts anew is read from Livestorm', async () => {
  await using on = await stage({ monthlyLimit: 2 });
  await on.livestorm.ping();
  await on.livestorm.ping();
  expect(await problem(on.livestorm.ping())).toEqual({
    code: 'livestorm_quota',
    resetsAt: new Date('2026-12-28T09:00:00Z'),
  });
  expect(on.calls.at(-1)?.headers).toMatchObject({ monthlyLimit: 2, monthlyRemaining: 0 });
});

test('15: writes are JSON:API by their content type', async () => {
  await using on = await stage();
  await on.livestorm.sessions.register(aSession(on).id, registration);
  expect(on.sandbox.calls[0]?.requestHeaders['content-type']).toBe('application/vnd.api+json');
});

test('16: not every answer has data: ping and deletions are empty, and an owner is inside the attributes', async () => {
  await using on = await stage();
  const { id } = on.world.addEvent();
  expect(await on.livestorm.ping()).toBeUndefined();
  expect((await on.livestorm.events.get(id)).event.owner).toMatchObject({ firstName: 'Lin' });
  expect(await on.livestorm.events.remove(id)).toBeUndefined();
});

test('17: a missing scope is said, whether by 403 or by 401', async () => {
  await using on = await stage({ scopes: ['identity:read'] });
  expect(await problem(take(on.livestorm.users.list(), 1))).toMatchObject({ code: 'livestorm_forbidden' });
  on.sandbox.faults.add({ status: 401 });
  expect(await problem(take(on.livestorm.for({ kind: 'command' }).users.list(), 1))).toEqual({
    code: 'livestorm_token',
  });
});

test('18: the token goes without Bearer', async () => {
  await using livestorm = await neighbour([{}]);
  await livestorm.livestorm.ping();
  expect(livestorm.asked[0]?.headers.authorization).not.toMatch(/bearer/i);
});

test('19: tags, jobs and users are there too', async () => {
  await using on = await stage();
  const { id } = on.world.addEvent();
  await on.livestorm.events.addTag(id, 'Beginners');
  const [found] = await take(on.livestorm.events.list({ tags: ['beginners'], include: ['tags'] }), 5);
  expect(found).toMatchObject({ event: { id }, tags: ['Beginners'] });
  const job = await on.livestorm.sessions.registerMany(aSession(on).id, [registration]);
  expect(await on.livestorm.jobs.tasks(job.id)).toHaveLength(1);
  expect(await take(on.livestorm.users.list(), 5)).toMatchObject([{ email: 'lin.host@example.com' }]);
});

test('20: what Livestorm delivers is signed, and read', async () => {
  await using on = await stage({ webhookSecret: 'shared-secret' });
  const delivered: { header: string | undefined; rawBody: Buffer }[] = [];
  const receiver = createServer(async (request, response) => {
    const rawBody = Buffer.concat(await request.toArray());
    delivered.push({ header: request.headers['x-livestorm-signature']?.toString(), rawBody });
    response.writeHead(204).end();
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  await using _receiver = { [Symbol.asyncDispose]: async () => void receiver.close() };
  const { port } = receiver.address() as AddressInfo;
  await on.livestorm.webhooks.create('people.registered', `http://127.0.0.1:${port}/x`);
  await on.livestorm.sessions.register(aSession(on).id, registration);
  await on.sandbox.until(() => delivered.length === 1);
  const { header, rawBody } = delivered[0] ?? { header: undefined, rawBody: Buffer.of() };
  const now = new Date(Date.UTC(2026, 10, 28, 9, 0, 1));
  expect(verifySignature({ header, rawBody, secrets: ['shared-secret'], now })).toMatchObject({ ok: true });
  expect(parseDelivery(rawBody)).toMatchObject({
    kind: 'person',
    event: 'people.registered',
    resource: { email: 'grace@example.com' },
  });
});

test('21: a start is written as the wall time of its zone', async () => {
  await using on = await stage();
  const { id } = on.world.addEvent();
  await on.livestorm.events.createSession(id, START);
  expect(on.sandbox.calls[0]?.body).toEqual({
    data: { type: 'sessions', attributes: { estimated_started_at: '2026-12-03 15:00:00', timezone: 'Europe/Paris' } },
  });
  for (const startsAt of ['2026-12-03T15:00:00.000Z', '2026-12-03T15:00:00+01:00', '2026-12-03']) {
    await expect(on.livestorm.events.createSession(id, { ...START, startsAt })).rejects.toThrow(RangeError);
  }
  expect(on.sandbox.calls).toHaveLength(1);
});
