// What the client understands when Livestorm says no.
import { describe, expect, test } from 'vitest';
import { type Answer, neighbour, problem, START } from './neighbour.ts';

describe('the limits', () => {
  test('a 429 makes everybody wait, also those who have not asked yet', async () => {
    const limited = { status: 429, headers: { 'retry-after': '5' } };
    await using livestorm = await neighbour([limited, {}, {}]);
    const first = livestorm.livestorm.ping();
    const second = first.then(() => livestorm.livestorm.for({ kind: 'digest' }).ping());
    await Promise.all([first, second]);
    expect(livestorm.calls.map(({ at }) => at.getTime() - START)).toEqual([0, 5000, 5000]);
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

  test('a wait of over half a minute is told, not slept, and everybody is held for as long', async () => {
    await using livestorm = await neighbour([{ status: 429, headers: { 'retry-after': '31' } }, {}]);
    expect(await problem(livestorm.livestorm.ping())).toEqual({ code: 'livestorm_busy', retryAfterSeconds: 31 });
    expect(livestorm.asked).toHaveLength(1);
    expect(livestorm.holds).toEqual([31_000]);
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
