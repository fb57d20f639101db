// What the client does when Livestorm, or the way to it, misbehaves. Every wait is a jump of the test's clock.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createLivestorm, take } from '../../src/livestorm/client.ts';
import { example } from './examples.ts';
import { type Answer, neighbour, problem, type Script, START, TOKEN } from './neighbour.ts';

const session = { body: example('SessionDoc') };
const html = { headers: { 'content-type': 'text/html' }, body: '<html>Bad gateway</html>' };
const cut: Script = (response) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('{"data":');
  setImmediate(() => response.destroy());
  return undefined;
};
const hangUp: Script = (response) => {
  response.destroy();
  return undefined;
};
const silence: Script = () => undefined;
/** The real fetch, with less patience than ten seconds. */
const impatient: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: AbortSignal.any([AbortSignal.timeout(60), ...(init?.signal ? [init.signal] : [])]) });
/** A port that nobody listens on. */
const refused = { baseUrl: `http://127.0.0.1:${await closedPort()}/v1` };
const registration = { fields: [{ id: 'email', value: 'ada@example.com' }] };

describe('a request', () => {
  test('carries the token as it is and asks for JSON:API', async () => {
    await using livestorm = await neighbour([session]);
    await livestorm.livestorm.sessions.get('s1');
    expect(livestorm.asked[0]).toMatchObject({
      method: 'GET',
      path: '/v1/sessions/s1',
      headers: { authorization: TOKEN, accept: 'application/vnd.api+json' },
    });
    expect(livestorm.asked[0]?.headers).not.toHaveProperty('content-type');
  });

  test('that writes says that its body is JSON:API', async () => {
    await using livestorm = await neighbour([session]);
    await livestorm.livestorm.sessions.update('s1', { name: 'Evening run' });
    expect(livestorm.asked[0]?.headers['content-type']).toBe('application/vnd.api+json');
  });

  test('goes to the same address with a slash at the end of the base', async () => {
    await using livestorm = await neighbour([{}]);
    const slashed = createLivestorm({ token: TOKEN, baseUrl: `${livestorm.url}/`, log: silent });
    await slashed.ping();
    expect(livestorm.asked[0]?.url).toBe('/v1/ping');
  });

  test('is not even made with a token that no header can carry, and the error does not quote it', () => {
    const make = () => createLivestorm({ token: 'abc\ndef', baseUrl: 'http://127.0.0.1:1', log: silent });
    expect(make).toThrow('livestorm_token');
  });
});

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
    await using livestorm = await neighbour([silence, session], { fetch: impatient });
    expect(await livestorm.livestorm.sessions.get('s1')).toMatchObject({ status: 'past' });
    expect(livestorm.calls.map(({ status }) => status)).toEqual([null, 200]);
  });

  test('that nobody is there for is tried three times', async () => {
    await using livestorm = await neighbour([], refused);
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

describe('a write', () => {
  test.each<[string, Script]>([
    ['a 500', { status: 500 }],
    ['a 503 that names a time', { status: 503, headers: { 'retry-after': '1' } }],
    ['a 408', { status: 408 }],
    ['a hang-up', hangUp],
    ['a cut answer', cut],
    ["a proxy's page", html],
    ['an empty answer', { status: 201 }],
    ['a redirect', { status: 303, headers: { location: '/elsewhere' } }],
    ['more than five megabytes', { body: ' '.repeat(5_000_001) }],
    ['an answer that cannot be read', { status: 201, body: { data: { id: 7 } } }],
  ])('is not sent again after %s: Livestorm may have done it', async (_name, script) => {
    await using livestorm = await neighbour([script, session]);
    const write = livestorm.livestorm.events.createSession('e1', { startsAt: '2026-11-28 10:30:00', timeZone: 'UTC' });
    expect(await problem(write)).toMatchObject({ code: 'livestorm_unsure' });
    expect(livestorm.asked).toHaveLength(1);
  });

  test('is not sent again after ten seconds of silence', async () => {
    await using livestorm = await neighbour([silence, {}], { fetch: impatient });
    expect(await problem(livestorm.livestorm.events.remove('e1'))).toEqual({
      code: 'livestorm_unsure',
      detail: 'TimeoutError',
    });
    expect(livestorm.asked).toHaveLength(1);
  });

  test('that found nobody there is known not to have been done', async () => {
    await using livestorm = await neighbour([], refused);
    expect(await problem(livestorm.livestorm.events.remove('e1'))).toEqual({
      code: 'livestorm_down',
      detail: 'ECONNREFUSED',
    });
    expect(livestorm.calls).toHaveLength(1);
  });

  test.each([
    'ENOTFOUND',
    'EAI_AGAIN',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
  ])('that failed with %s has not left this machine', async (code) => {
    const fetch = () => Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(), { code }) }));
    await using livestorm = await neighbour([], { fetch });
    expect(await problem(livestorm.livestorm.events.remove('e1'))).toEqual({ code: 'livestorm_down', detail: code });
  });

  test('is sent again after a 429, which says that nothing was done', async () => {
    await using livestorm = await neighbour([{ status: 429, headers: { 'retry-after': '2' } }, { status: 204 }]);
    await livestorm.livestorm.events.remove('e1');
    expect(livestorm.asked).toHaveLength(2);
    expect(livestorm.waits).toEqual([2000]);
  });

  test('that was answered with something else than its kind of resource names the field', async () => {
    await using livestorm = await neighbour([{ status: 201, body: { data: { id: 7 } } }]);
    expect(await problem(livestorm.livestorm.sessions.register('s1', registration))).toEqual({
      code: 'livestorm_unsure',
      detail: 'an answer without a readable data.id',
    });
  });
});

describe('the limits', () => {
  test('a 429 makes everybody wait, also those who have not asked yet', async () => {
    const limited = { status: 429, headers: { 'retry-after': '5' } };
    await using livestorm = await neighbour([limited, {}, {}]);
    const first = livestorm.livestorm.ping();
    const second = first.then(() => livestorm.livestorm.for({ kind: 'digest' }).ping());
    await Promise.all([first, second]);
    expect(livestorm.calls.map(({ at }) => at.getTime() - START)).toEqual([0, 5000, 5250]);
  });

  test('a 429 that names no time is waited for a second, then longer', async () => {
    await using livestorm = await neighbour([{ status: 429 }, { status: 429 }, {}]);
    await livestorm.livestorm.ping();
    expect(livestorm.calls.map(({ at }) => at.getTime() - START)).toEqual([0, 1000, 2000]);
  });

  test('three times 429 is busy', async () => {
    await using livestorm = await neighbour([{ status: 429, headers: { 'retry-after': '3' } }]);
    expect(await problem(livestorm.livestorm.ping())).toEqual({ code: 'livestorm_busy', retryAfterSeconds: 3 });
    expect(livestorm.asked).toHaveLength(3);
  });

  test('a wait of over half a minute is told, not slept, and no call is spent until it is over', async () => {
    await using livestorm = await neighbour([{ status: 429, headers: { 'retry-after': '31' } }, {}]);
    expect(await problem(livestorm.livestorm.ping())).toEqual({ code: 'livestorm_busy', retryAfterSeconds: 31 });
    expect(await problem(livestorm.livestorm.ping())).toEqual({ code: 'livestorm_busy', retryAfterSeconds: 31 });
    expect(livestorm.asked).toHaveLength(1);
    expect(livestorm.waits).toEqual([]);
  });

  test.each<[string, Answer['headers']]>([
    ['nothing remains', { 'ratelimit-monthly-remaining': '0' }],
    ['less than nothing remains', { 'ratelimit-monthly-remaining': '-2', 'retry-after': '1' }],
    ['nothing remains, spelt as in 2021', { 'ratelimit-montly-remaining': '0' }],
  ])('the month is spent when %s: no wait, no second try', async (_name, headers = {}) => {
    const reset = { 'ratelimit-reset': '1796083200' };
    await using livestorm = await neighbour([{ status: 429, headers: { ...headers, ...reset } }]);
    expect(await problem(livestorm.livestorm.ping())).toEqual({
      code: 'livestorm_quota',
      resetsAt: new Date('2026-12-01T00:00:00Z'),
    });
    expect(livestorm.asked).toHaveLength(1);
    expect(livestorm.waits).toEqual([]);
  });

  test('the month is spent when the wait is too long for anything else', async () => {
    await using livestorm = await neighbour([{ status: 429, headers: { 'retry-after': '86400' } }]);
    expect(await problem(livestorm.livestorm.ping())).toEqual({
      code: 'livestorm_quota',
      resetsAt: new Date(START + 86_400_000),
    });
  });

  test('the month is spent although Livestorm does not say until when', async () => {
    await using livestorm = await neighbour([{ status: 429, headers: { 'ratelimit-monthly-remaining': '0' } }]);
    expect(await problem(livestorm.livestorm.ping())).toEqual({ code: 'livestorm_quota', resetsAt: null });
  });

  test('the last call of the month is as good as any other', async () => {
    await using livestorm = await neighbour([{ headers: { 'ratelimit-monthly-remaining': '0' } }]);
    await livestorm.livestorm.ping();
    expect(livestorm.calls[0]?.headers.monthlyRemaining).toBe(0);
  });
});

describe('a refusal', () => {
  const errors = (detail: string) => ({ errors: [{ title: 'Title', detail, code: '400', status: 'bad_request' }] });
  test.each<[number, unknown, Record<string, unknown>]>([
    [401, errors('no'), { code: 'livestorm_token' }],
    [402, errors('no'), { code: 'livestorm_contacts' }],
    [403, errors('API access is blocked'), { code: 'livestorm_forbidden', detail: 'API access is blocked' }],
    [404, errors('Session not found'), { code: 'livestorm_not_found', path: '/sessions/s1' }],
    [409, errors('is taken'), { code: 'livestorm_conflict', detail: 'is taken' }],
    [422, errors('Slug has already been taken'), { code: 'livestorm_conflict', detail: 'Slug has already been taken' }],
    [
      422,
      errors('Team member not found'),
      { code: 'livestorm_rejected', status: 422, detail: 'Team member not found' },
    ],
    [
      400,
      { errors: [{ title: 'Bad' }, { detail: 'Worse' }] },
      { code: 'livestorm_rejected', status: 400, detail: 'Bad; Worse' },
    ],
    [400, { error: 'oops' }, { code: 'livestorm_rejected', status: 400, detail: 'oops' }],
    [400, { message: 'oops' }, { code: 'livestorm_rejected', status: 400, detail: 'oops' }],
    [400, { errors: 'oops' }, { code: 'livestorm_rejected', status: 400, detail: '' }],
    [400, '<html>', { code: 'livestorm_rejected', status: 400, detail: '' }],
    [418, undefined, { code: 'livestorm_rejected', status: 418, detail: '' }],
  ])('%i with %j is told at once', async (status, body, expected) => {
    await using livestorm = await neighbour([{ status, body }]);
    expect(await problem(livestorm.livestorm.sessions.get('s1'))).toEqual(expected);
    expect(livestorm.asked).toHaveLength(1);
  });
});

describe('an answer that changed', () => {
  test('is named by path and field, to the caller and in the log, without its values', async () => {
    const document = example('SessionDoc');
    document.data.attributes.status = { secret: 'value' };
    await using livestorm = await neighbour([{ body: document }]);
    const changed = await problem(livestorm.livestorm.sessions.get('s1'));
    expect(changed).toMatchObject({ code: 'livestorm_changed', path: '/sessions/s1', field: 'data.attributes.status' });
    expect(livestorm.logs.at(-1)).toMatchObject({
      level: 'warn',
      message: 'livestorm_changed',
      line: { operation: 'getSession', path: '/sessions/{id}', field: 'data.attributes.status' },
    });
    expect(JSON.stringify([changed, livestorm.logs])).not.toContain('value');
    expect(livestorm.asked).toHaveLength(1);
  });

  test('as a whole is named too', async () => {
    await using livestorm = await neighbour([{ body: [] }]);
    expect(await problem(livestorm.livestorm.sessions.get('s1'))).toMatchObject({ field: 'body' });
  });

  test('by more than we read is no change for us', async () => {
    const document = example('SessionDoc');
    document.data.attributes.mood = 'sunny';
    document.data.attributes.status = 'postponed';
    await using livestorm = await neighbour([{ body: document }]);
    expect(await livestorm.livestorm.sessions.get('s1')).toMatchObject({ status: 'postponed' });
  });
});

describe('the ledger', () => {
  test('hears of every try, for whom it was, and what Livestorm said is left', async () => {
    const headers = { 'ratelimit-monthly-limit': '10000', 'ratelimit-monthly-remaining': '42' };
    await using livestorm = await neighbour([hangUp, { ...session, headers }]);
    await livestorm.livestorm.for({ kind: 'command', who: 'U1' }).sessions.get('s1');
    expect(livestorm.calls).toMatchObject([
      { operation: 'getSession', method: 'GET', path: '/sessions/{id}', status: null, purpose: { who: 'U1' } },
      { at: new Date(START + 500), status: 200, headers: { monthlyLimit: 10_000, monthlyRemaining: 42 } },
    ]);
  });

  test('hears of an answer that was cut: the call was counted', async () => {
    await using livestorm = await neighbour([cut, session]);
    await livestorm.livestorm.sessions.get('s1');
    expect(livestorm.calls.map(({ status }) => status)).toEqual([200, 200]);
  });

  test('that cannot write does not spoil the answer', async () => {
    const onCall = () => {
      throw new Error('disk full');
    };
    await using livestorm = await neighbour([session], { onCall });
    expect(await livestorm.livestorm.sessions.get('s1')).toMatchObject({ status: 'past' });
    expect(livestorm.logs.at(-1)?.message).toBe('livestorm_call_not_recorded');
  });

  test('is told how long each try took', async () => {
    const slow: Script = (_response, _asked, pass) => {
      pass(30);
      return {};
    };
    await using livestorm = await neighbour([slow]);
    await livestorm.livestorm.ping();
    expect(livestorm.calls[0]?.milliseconds).toBe(30);
  });
});

test('no secret and no e-mail address gets into an error or a log line', async () => {
  const link = 'https://app.livestorm.co/p/e1/live?email=ada%40example.com&key=0123456789abcdef';
  const detail = `${TOKEN} ada@example.com ${link} password_key=0123456789abcdef`;
  await using livestorm = await neighbour([{ status: 503 }, { status: 422, body: { errors: [{ detail }] } }]);
  const error = await problem(
    take(livestorm.livestorm.events.people('ada@example.com', { email: 'ada@example.com' }), 1),
  );
  const said = JSON.stringify([error, livestorm.logs]);
  expect(said).not.toMatch(/ada|example\.com|0123456789|secret-token/);
  expect(livestorm.logs.map(({ message }) => message)).toContain('livestorm_retry');
});

test('without clock, chance and fetch of its own, a test and the app use the same client', async () => {
  await using livestorm = await neighbour([{ status: 500 }, {}]);
  const { url } = livestorm;
  await createLivestorm({ token: TOKEN, baseUrl: url, log: silent, random: () => -1.5 + 1e-3 }).ping();
  expect(livestorm.asked).toHaveLength(2);
});

const silent = { info: () => undefined, warn: () => undefined, debug: () => undefined };

async function closedPort(): Promise<string> {
  await using gone = await neighbour([]);
  return new URL(gone.url).port;
}
