// What the client does when it cannot know whether Livestorm did what it was asked.
import { describe, expect, test } from 'vitest';
import { cut, hangUp, html, impatient, nobody, session, silence } from './mishaps.ts';
import { neighbour, problem, type Script } from './neighbour.ts';

const registration = { fields: [{ id: 'email', value: 'ada@example.com' }] };

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
    await using livestorm = await neighbour([silence, {}], { fetch: impatient() });
    expect(await problem(livestorm.livestorm.events.remove('e1'))).toEqual({
      code: 'livestorm_unsure',
      detail: 'TimeoutError',
    });
    expect(livestorm.asked).toHaveLength(1);
  });

  test('that found nobody there is known not to have been done', async () => {
    await using livestorm = await neighbour([], { baseUrl: await nobody() });
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
