// What the client sends, tells the ledger, and keeps to itself.
import { describe, expect, test } from 'vitest';
import { createLivestorm, take } from '../../src/livestorm/client.ts';
import { openGate } from '../support/gate.ts';
import { example } from './examples.ts';
import { cut, hangUp, session, silent } from './mishaps.ts';
import { neighbour, problem, type Script, START, TOKEN } from './neighbour.ts';

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
    const slashed = createLivestorm({ token: TOKEN, baseUrl: `${livestorm.url}/`, log: silent, gate: openGate });
    await slashed.ping();
    expect(livestorm.asked[0]?.url).toBe('/v1/ping');
  });

  test('is not even made with a token that no header can carry, and the error does not quote it', () => {
    const make = () =>
      createLivestorm({ token: 'abc\ndef', baseUrl: 'http://127.0.0.1:1', log: silent, gate: openGate });
    expect(make).toThrow('livestorm_token');
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

test('left to its own clock and fetch, the client waits and asks again', async () => {
  await using livestorm = await neighbour([{ status: 500 }, {}]);
  // A chance that makes the back-off next to nothing.
  const random = () => -1.499;
  await createLivestorm({ token: TOKEN, baseUrl: livestorm.url, log: silent, gate: openGate, random }).ping();
  expect(livestorm.asked).toHaveLength(2);
});
