// The two allowances, on a clock that the test moves.
import { expect, test } from 'vitest';
import { startLivestorm } from '../../../sandbox/livestorm/server.ts';
import { ask, detail } from './asking.ts';

const day = 24 * 3600 * 1000;

function clock(start = Date.parse('2026-11-23T09:00:00Z')) {
  const now = () => now.at;
  now.at = start;
  return now;
}

test('the sixth call within a second is told to wait a second, and then may go on', async () => {
  const now = clock();
  await using livestorm = await startLivestorm({ now });
  for (let call = 0; call < 5; call += 1) {
    const told = await ask(livestorm, 'GET', '/ping');
    expect([told.status, told.headers.get('RateLimit-Interval-Remaining')]).toEqual([200, String(4 - call)]);
    now.at += 100;
  }
  const told = await ask(livestorm, 'GET', '/ping');
  expect([told.status, told.headers.get('Retry-After'), detail(told)]).toEqual([429, '1', 'Throttle limit reached']);
  expect(told.headers.get('RateLimit-Monthly-Remaining')).toBe('9995');
  now.at += 500;
  expect((await ask(livestorm, 'GET', '/ping')).status).toBe(200);
  expect((await ask(livestorm, 'GET', '/ping')).status).toBe(429);
});

test('a spent month is said with its end, and comes back after 30 days from the first call', async () => {
  const now = clock();
  await using livestorm = await startLivestorm({ now, monthlyLimit: 2, burst: 0 });
  await ask(livestorm, 'GET', '/ping');
  now.at += 5 * day;
  expect((await ask(livestorm, 'GET', '/ping')).headers.get('RateLimit-Monthly-Remaining')).toBe('0');
  const told = await ask(livestorm, 'GET', '/ping');
  expect(told.status).toBe(429);
  expect(told.headers.get('RateLimit-Monthly-Remaining')).toBe('0');
  expect(told.headers.get('RateLimit-Reset')).toBe(String((now.at + 25 * day) / 1000));
  now.at += 25 * day;
  expect((await ask(livestorm, 'GET', '/ping')).headers.get('RateLimit-Monthly-Remaining')).toBe('1');
});

test('what others have spent counts, and the limit is as set', async () => {
  await using livestorm = await startLivestorm({ monthlyLimit: 500, monthlyUsed: 480 });
  const { headers } = await ask(livestorm, 'GET', '/ping');
  expect([headers.get('RateLimit-Monthly-Limit'), headers.get('RateLimit-Monthly-Remaining')]).toEqual(['500', '19']);
});

test('a refused credential spends nothing', async () => {
  await using livestorm = await startLivestorm();
  const { headers } = await ask(livestorm, 'GET', '/ping', { headers: { authorization: 'nobody' } });
  expect(headers.get('RateLimit-Monthly-Remaining')).toBe('10000');
});

test('the headers can be spelt as in 2021', async () => {
  await using livestorm = await startLivestorm();
  livestorm.world.switches.montlySpelling = true;
  const { headers } = await ask(livestorm, 'GET', '/ping');
  expect([headers.get('RateLimit-Montly-Remaining'), headers.get('RateLimit-Monthly-Remaining')]).toEqual([
    '9999',
    null,
  ]);
});

test('without a burst limit nobody waits', async () => {
  await using livestorm = await startLivestorm({ burst: 0, now: clock() });
  const told = await Promise.all(Array.from({ length: 30 }, () => ask(livestorm, 'GET', '/ping')));
  expect(told.every(({ status }) => status === 200)).toBe(true);
  expect(told[0]?.headers.get('RateLimit-Interval-Limit')).toBe('5');
});
