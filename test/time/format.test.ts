// Moments and lengths of time as people read them.

import { expect, test } from 'vitest';
import { formatDuration, formatOffset, formatWhen } from '../../src/time/format.ts';

const utc = (iso: string): Date => new Date(`${iso}:00Z`);

test('a moment is given with its weekday and its zone', () => {
  expect(formatWhen(utc('2026-12-03T14:00'), 'Europe/Paris')).toBe('Thu 3 Dec 2026, 15:00 (Europe/Paris)');
  expect(formatWhen(utc('2026-12-31T23:30'), 'Asia/Tokyo')).toBe('Fri 1 Jan 2027, 08:30 (Asia/Tokyo)');
});

test('a zone newer than our own list is shown in UTC, and says so', () => {
  expect(formatWhen(utc('2026-12-03T14:00'), 'Europe/Atlantis')).toBe('Thu 3 Dec 2026, 14:00 (UTC)');
});

test.each([
  [0, '00:00'],
  [123, '02:03'],
  [3723.9, '1:02:03'],
  [36_000, '10:00:00'],
  [-5, '00:00'],
])('%d seconds into the recording is %s', (seconds, text) => {
  expect(formatOffset(seconds)).toBe(text);
});

test.each([
  [0, '0 s'],
  [45, '45 s'],
  [59.6, '1 min'],
  [2460, '41 min'],
  [3590, '1 h'],
  [11_084, '3 h 5 min'],
])('%d seconds last %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});
