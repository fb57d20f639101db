import { expect, test } from 'vitest';
import { noLimits, readRateLimits } from '../../src/livestorm/rate-limits.ts';

const now = Date.UTC(2026, 10, 28, 9);
const read = (headers: Record<string, string>) => readRateLimits(new Headers(headers), now);

test('all headers of a 429 are read', () => {
  expect(
    read({
      'RateLimit-Monthly-Limit': '10000',
      'RateLimit-Monthly-Remaining': '9421',
      'RateLimit-Interval-Limit': '5',
      'RateLimit-Interval-Remaining': '0',
      'RateLimit-Reset': '1796083200',
      'Retry-After': '1',
    }),
  ).toEqual({
    monthlyLimit: 10_000,
    monthlyRemaining: 9421,
    intervalLimit: 5,
    intervalRemaining: 0,
    resetsAt: new Date('2026-12-01T00:00:00Z'),
    retryAfterSeconds: 1,
  });
});

test('the spelling of 2021 is read where the right one is missing or makes no sense', () => {
  expect(read({ 'RateLimit-Montly-Limit': '10000', 'RateLimit-Montly-Remaining': '7' })).toMatchObject({
    monthlyLimit: 10_000,
    monthlyRemaining: 7,
  });
  expect(read({ 'RateLimit-Montly-Limit': '1', 'RateLimit-Monthly-Limit': '2' }).monthlyLimit).toBe(2);
  expect(read({ 'RateLimit-Montly-Limit': '1', 'RateLimit-Monthly-Limit': 'many' }).monthlyLimit).toBe(1);
});

test('no headers, no knowledge', () => {
  expect(read({})).toEqual(noLimits);
});

test.each(['many', '', '1.5', '10, 10', '0x10', 'NaN', '9'.repeat(30)])('a limit of "%s" makes no sense', (text) => {
  expect(read({ 'RateLimit-Interval-Limit': text, 'RateLimit-Monthly-Remaining': text })).toEqual(noLimits);
});

test.each([
  ['1796083200', '2026-12-01T00:00:00.000Z'],
  ['1796083200000', '2026-12-01T00:00:00.000Z'],
  ['2026-12-01T00:00:00Z', '2026-12-01T00:00:00.000Z'],
  ['2026-12-01T01:00:00+01:00', '2026-12-01T00:00:00.000Z'],
])('a reset at %s is a moment', (text, moment) => {
  expect(read({ 'RateLimit-Reset': text }).resetsAt?.toISOString()).toBe(moment);
});

test.each(['3600', '0', 'soon', '-1', '2026-99-99', '1796083200.5'])('a reset at "%s" makes no sense', (text) => {
  expect(read({ 'RateLimit-Reset': text }).resetsAt).toBeNull();
});

test.each([
  ['0', 0],
  ['1', 1],
  ['1.2', 2],
  ['2592000', 2_592_000],
  ['Sat, 28 Nov 2026 09:00:30 GMT', 30],
  ['Sat, 28 Nov 2026 08:00:00 GMT', 0],
])('"Retry-After: %s" is %d seconds', (text, seconds) => {
  expect(read({ 'Retry-After': text }).retryAfterSeconds).toBe(seconds);
});

test.each(['-1', 'soon', '1e9', 'tomorrow GMT', '', '9'.repeat(30)])('"Retry-After: %s" makes no sense', (text) => {
  expect(read({ 'Retry-After': text }).retryAfterSeconds).toBeNull();
});
