// Requests that must not get through: wrong keys, wrong paths, wrong words.
import { expect, test } from 'vitest';
import { startLivestorm } from '../../../sandbox/livestorm/server.ts';
import { ask, detail, registration } from './asking.ts';

const nowhere = '00000000-0000-4000-8000-000000000000';

test('a private token behind "Bearer" is answered 401 by the OAuth2 layer', async () => {
  await using livestorm = await startLivestorm();
  const told = await ask(livestorm, 'GET', '/ping', { headers: { authorization: `Bearer ${livestorm.token}` } });
  expect(told.status).toBe(401);
  expect(told.headers.get('www-authenticate')).toBe('Bearer realm="Doorkeeper", error="invalid_token"');
  expect(told.body.errors[0]?.status).toBe('unauthorized');
});

test.each([{ authorization: '' }, { authorization: 'something else' }])(
  '$authorization is not a token',
  async (headers) => {
    await using livestorm = await startLivestorm();
    const told = await ask(livestorm, 'GET', '/ping', { headers });
    expect(told.status).toBe(401);
    expect(told.headers.has('www-authenticate')).toBe(false);
  },
);

test('a token without the scope is answered 403, and a write scope also reads', async () => {
  await using livestorm = await startLivestorm({ scopes: ['events:read', 'webhooks:write'] });
  expect((await ask(livestorm, 'GET', '/ping')).status).toBe(200);
  expect((await ask(livestorm, 'GET', '/events')).status).toBe(200);
  expect((await ask(livestorm, 'GET', '/webhooks')).status).toBe(200);
  const refused = await ask(livestorm, 'POST', '/events', {
    body: { data: { type: 'events', attributes: { title: 'T' } } },
  });
  expect(refused.status).toBe(403);
  expect(detail(refused)).toContain('events:write');
  expect(livestorm.world.events.size).toBe(0);
});

test('a blocked workspace is answered 403 for everything', async () => {
  await using livestorm = await startLivestorm();
  livestorm.world.switches.apiBlocked = true;
  expect(detail(await ask(livestorm, 'GET', '/ping'))).toBe('The API access to your workspace is currently blocked');
});

test.each([
  ['GET', '/webinars'],
  ['GET', `/sessions/${nowhere}/chat-messages`],
  ['GET', `/sessions/${nowhere}`],
  ['GET', '/sessions/not-an-id'],
  ['POST', '/ping'],
  ['GET', `/webhooks/${nowhere}`],
  ['GET', '/events/'],
])('%s %s is not found', async (method, path) => {
  await using livestorm = await startLivestorm();
  expect((await ask(livestorm, method, path)).status).toBe(404);
  expect(livestorm.problems).toEqual([]);
});

test.each([
  ['/events?page=1', 'Unknown parameter page'],
  ['/events?filter[status]=live', 'Unknown parameter filter[status]'],
  ['/events?page[number]=one', 'page[number] must be integer'],
  ['/events?page[number]=-1', 'page[number] must be >= 0'],
  ['/events?page[size]=0', 'page[size] must be >= 1'],
  ['/events?include=speakers', 'must be equal to one of the allowed values'],
  ['/events?filter[title]=a&filter[title]=b', 'filter[title] is given more than once'],
  ['/events?filter[created_since]=yesterday', 'is not a date'],
  ['/sessions?filter[status]=cancelled', 'must be equal to one of the allowed values'],
  ['/ping?verbose=true', 'Unknown parameter verbose'],
])('GET %s is a bad request: %s', async (path, problem) => {
  await using livestorm = await startLivestorm();
  livestorm.world.addEvent();
  const told = await ask(livestorm, 'GET', path);
  expect(told.status).toBe(400);
  expect(detail(told)).toContain(problem);
  expect(told.body.errors[0]?.code).toBe('400');
});

test.each([
  ['no body', undefined, {}],
  ['no JSON', '{', {}],
  ['a form', 'title=Tour', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['an unknown attribute', { data: { type: 'events', attributes: { title: 'T', estimated_duration: 3 } } }, {}],
])('an event made of %s is a bad request', async (_what, body, headers) => {
  await using livestorm = await startLivestorm();
  const told = await ask(livestorm, 'POST', '/events', { body, headers });
  expect(told.status).toBe(400);
  expect(livestorm.world.events.size).toBe(0);
});

test('application/json is accepted too', async () => {
  await using livestorm = await startLivestorm();
  const session = livestorm.world.addSession(livestorm.world.addEvent());
  const told = await ask(livestorm, 'POST', `/sessions/${session.id}/people`, {
    body: registration('ada@example.com'),
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
  expect(told.status).toBe(201);
});

test('page parameters on the tasks of a job are answered 500', async () => {
  await using livestorm = await startLivestorm();
  const job = livestorm.world.addJob(1);
  expect((await ask(livestorm, 'GET', `/jobs/${job.id}/tasks?page[number]=0`)).status).toBe(500);
  expect(livestorm.problems).toEqual([]);
});

test('the record of a call leaves the token out', async () => {
  await using livestorm = await startLivestorm();
  await ask(livestorm, 'GET', '/events?page[size]=5');
  expect(livestorm.calls).toMatchObject([
    { operation: 'listEvents', method: 'GET', path: '/events', query: { 'page[size]': '5' }, status: 200 },
  ]);
  expect(JSON.stringify(livestorm.calls)).not.toContain(livestorm.token);
});
