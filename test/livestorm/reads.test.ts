// What the client does when Livestorm, or the way to it, fails. Every wait is a jump of the test's clock.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { cut, hangUp, html, impatient, nobody, session, silence } from './mishaps.ts';
import { neighbour, problem, type Script } from './neighbour.ts';

describe('a read', () => {
  test.each([408, 429, 500, 502, 503, 504])('is asked again after a %i', async (status) => {
    await using livestorm = await neighbour([{ status }, { status }, session]);
    expect(await livestorm.livestorm.sessions.get('s1')).toMatchObject({ status: 'past' });
    expect(livestorm.asked).toHaveLength(3);
  });

  test.each<[string, Script, string]>([
    ['a 500', { status: 500 }, 'status 500'],
    ["a proxy's page", html, 'an answer that is not JSON'],
    ['half an answer', { body: '{"data": {"id"' }, 'an answer that is not JSON'],
    ['an empty answer', { status: 204 }, 'an empty answer'],
    ['a hang-up', hangUp, 'UND_ERR_SOCKET'],
    ['a cut in the middle of the answer', cut, 'UND_ERR_SOCKET'],
    [
      'an answer whose compression is broken',
      { headers: { 'content-encoding': 'gzip' }, body: 'not gzip' },
      'Z_DATA_ERROR',
    ],
  ])('gives up after three times %s, and says what it was', async (_name, script, detail) => {
    await using livestorm = await neighbour([script]);
    expect(await problem(livestorm.livestorm.sessions.get('s1'))).toEqual({ code: 'livestorm_down', detail });
    expect(livestorm.asked).toHaveLength(3);
  });

  test('is given ten seconds at most and then asked again', async () => {
    await using livestorm = await neighbour([silence, session], { fetch: impatient() });
    expect(await livestorm.livestorm.sessions.get('s1')).toMatchObject({ status: 'past' });
    expect(livestorm.calls.map(({ status }) => status)).toEqual([null, 200]);
  });

  test('that nobody is there for is tried three times', async () => {
    await using livestorm = await neighbour([], { baseUrl: await nobody() });
    expect(await problem(livestorm.livestorm.ping())).toEqual({ code: 'livestorm_down', detail: 'ECONNREFUSED' });
    expect(livestorm.calls).toHaveLength(3);
  });

  test.each([
    [0, [375, 750]],
    [0.5, [500, 1000]],
    [1, [625, 1250]],
  ])('waits twice as long the second time, give or take a quarter (%d)', async (random, waits) => {
    await using livestorm = await neighbour([{ status: 500 }, { status: 500 }, session], { random: () => random });
    await livestorm.livestorm.sessions.get('s1');
    expect(livestorm.waits).toEqual(waits);
  });

  test('waits as long as a 503 asks', async () => {
    await using livestorm = await neighbour([{ status: 503, headers: { 'retry-after': '7' } }, session]);
    await livestorm.livestorm.sessions.get('s1');
    expect(livestorm.waits).toEqual([7000]);
  });

  test('does not wait longer than half a minute for a 503', async () => {
    await using livestorm = await neighbour([{ status: 503, headers: { 'retry-after': '31' } }]);
    expect(await problem(livestorm.livestorm.ping())).toEqual({ code: 'livestorm_busy', retryAfterSeconds: 31 });
    expect(livestorm.waits).toEqual([]);
  });

  test('holds everybody for ten minutes at most, whatever a 503 asks', async () => {
    await using livestorm = await neighbour([{ status: 503, headers: { 'retry-after': '99999999' } }]);
    await problem(livestorm.livestorm.ping());
    expect(livestorm.holds).toEqual([600_000]);
    expect(livestorm.asked).toHaveLength(1);
  });

  test('of more than five megabytes is dropped at once, not asked again', async () => {
    await using livestorm = await neighbour([{ body: ' '.repeat(5_000_001) }]);
    expect(await problem(livestorm.livestorm.sessions.get('s1'))).toEqual({
      code: 'livestorm_changed',
      path: '/sessions/s1',
      field: 'body',
      detail: 'more than 5 MB',
    });
    expect(livestorm.asked).toHaveLength(1);
  });

  test('of a little that unpacks to more than five megabytes is dropped too', async () => {
    const bomb: Script = (response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(6_000_000, ' ')));
      return undefined;
    };
    await using livestorm = await neighbour([bomb]);
    expect(await problem(livestorm.livestorm.sessions.get('s1'))).toMatchObject({ field: 'body' });
  });

  test('does not follow a redirect to another host', async () => {
    await using elsewhere = await neighbour([session]);
    await using livestorm = await neighbour([{ status: 302, headers: { location: `${elsewhere.url}/sessions/s1` } }]);
    expect(await problem(livestorm.livestorm.sessions.get('s1'))).toMatchObject({
      code: 'livestorm_changed',
      field: 'status',
      detail: 'a redirect (302), which is not followed',
    });
    expect(elsewhere.asked).toEqual([]);
  });
});
