// Faults on demand, as a client feels them.
import { expect, test } from 'vitest';
import { type Livestorm, startLivestorm } from '../../../sandbox/livestorm/server.ts';
import { ask, detail, registration } from './asking.ts';

const newcomer = (livestorm: Livestorm) => {
  const session = livestorm.world.addSession(livestorm.world.addEvent());
  return {
    session,
    post: () => ask(livestorm, 'POST', `/sessions/${session.id}/people`, { body: registration('a@example.com') }),
  };
};

test('a canned answer hits its operation once and nothing is done', async () => {
  await using livestorm = await startLivestorm();
  livestorm.faults.add({
    operation: 'registerPerson',
    status: 503,
    body: '{"errors":[{"detail":"down"}]}',
    headers: { 'x-why': 'test' },
  });
  const { session, post } = newcomer(livestorm);
  expect((await ask(livestorm, 'GET', '/ping')).status).toBe(200);
  const told = await post();
  expect([told.status, detail(told), told.headers.get('x-why')]).toEqual([503, 'down', 'test']);
  expect(session.registrants_count).toBe(0);
  expect((await post()).status).toBe(201);
  expect(livestorm.calls.map(({ operation, status }) => [operation, status])).toEqual([
    ['ping', 200],
    ['registerPerson', 503],
    ['registerPerson', 201],
  ]);
});

test('a fault without an operation hits anything, as often as it says, until it is cleared', async () => {
  await using livestorm = await startLivestorm();
  livestorm.faults.add({ status: 500, times: 2 });
  expect((await ask(livestorm, 'GET', '/ping')).status).toBe(500);
  expect((await ask(livestorm, 'GET', '/me')).status).toBe(500);
  expect((await ask(livestorm, 'GET', '/me')).status).toBe(200);
  livestorm.faults.add({ status: 500 });
  livestorm.faults.clear();
  expect((await ask(livestorm, 'GET', '/me')).status).toBe(200);
});

test('a web page can come where JSON should', async () => {
  await using livestorm = await startLivestorm();
  livestorm.faults.add({ status: 502, body: '<h1>Bad gateway</h1>', contentType: 'text/html' });
  const answer = await fetch(`${livestorm.url}/ping`, { headers: { authorization: livestorm.token } });
  expect([answer.headers.get('content-type'), await answer.text()]).toEqual(['text/html', '<h1>Bad gateway</h1>']);
});

test('headers alone change the real answer', async () => {
  await using livestorm = await startLivestorm();
  livestorm.faults.add({ headers: { 'RateLimit-Monthly-Remaining': '12' } });
  const told = await ask(livestorm, 'GET', '/me');
  expect([told.one.type, told.headers.get('RateLimit-Monthly-Remaining')]).toEqual(['organizations', '12']);
});

test.each([
  ['before', 0],
  ['after', 1],
] as const)('a socket cut %s leaves %i registrations behind', async (drop, count) => {
  await using livestorm = await startLivestorm();
  const { session, post } = newcomer(livestorm);
  livestorm.faults.add({ drop });
  await expect(post()).rejects.toThrow('fetch failed');
  expect(session.registrants_count).toBe(count);
  expect(livestorm.calls).toMatchObject([{ operation: 'registerPerson', status: 0 }]);
});

test('a client that gives up waiting is unsure: the write was done', async () => {
  await using livestorm = await startLivestorm();
  const { session, post } = newcomer(livestorm);
  livestorm.faults.add({ delayMs: 60_000 });
  const hanging = post().catch((error: Error) => error.message);
  await livestorm.until(() => session.registrants_count === 1);
  await livestorm.stop();
  expect(await hanging).toBe('fetch failed');
});

test('a condition that stays false is named when the time is up', async () => {
  await using livestorm = await startLivestorm();
  await expect(livestorm.until(() => livestorm.calls.length > 3, 30)).rejects.toThrow(
    /Not true after 30 ms: .*livestorm\.calls\.length > 3/,
  );
});
