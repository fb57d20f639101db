// When a team works, by the clock on its wall.

import { expect, test } from 'vitest';
import { isSameDay, isWorkingTime, momentOf, nextWorkdayEnd } from '../../src/time/working-hours.ts';

const at = (iso: string) => new Date(iso);

test.each([
  ['nine on a Monday', '2026-03-02T08:00:00Z', 'Europe/Paris', true],
  ['a second before nine', '2026-03-02T07:59:59Z', 'Europe/Paris', false],
  ['a minute to five on a Friday', '2026-03-06T15:59:00Z', 'Europe/Paris', true],
  ['five on a Friday', '2026-03-06T16:00:00Z', 'Europe/Paris', false],
  ['noon on a Saturday', '2026-03-07T11:00:00Z', 'Europe/Paris', false],
  ['noon on a Sunday', '2026-03-08T11:00:00Z', 'Europe/Paris', false],
  ['nine in summer is an hour earlier for the world', '2026-03-30T07:00:00Z', 'Europe/Paris', true],
  ['and an hour later it was still night in winter', '2026-03-27T07:00:00Z', 'Europe/Paris', false],
  ['Monday morning in Tokyo is Sunday in UTC', '2026-03-02T00:30:00Z', 'Asia/Tokyo', true],
  ['Friday evening in UTC is Friday noon in Los Angeles', '2026-03-06T20:30:00Z', 'America/Los_Angeles', true],
  ['half past nine in a zone of half hours', '2026-03-02T04:00:00Z', 'Asia/Kolkata', true],
])('%s: %s in %s', (_name, moment, zone, expected) => {
  expect(isWorkingTime(at(moment), zone)).toBe(expected);
});

test.each([
  ['a Monday noon', '2026-03-02T11:00:00Z', 'Europe/Paris', '2026-03-03T16:00:00Z'],
  ['a Monday before work', '2026-03-02T05:00:00Z', 'Europe/Paris', '2026-03-03T16:00:00Z'],
  ['a Thursday night', '2026-03-05T22:30:00Z', 'Europe/Paris', '2026-03-06T16:00:00Z'],
  ['a Friday', '2026-03-06T09:00:00Z', 'Europe/Paris', '2026-03-09T16:00:00Z'],
  ['a Saturday', '2026-03-07T09:00:00Z', 'Europe/Paris', '2026-03-09T16:00:00Z'],
  ['a Sunday a minute before midnight', '2026-03-08T22:59:00Z', 'Europe/Paris', '2026-03-09T16:00:00Z'],
  ['the Friday before the clocks go forward', '2026-03-27T09:00:00Z', 'Europe/Paris', '2026-03-30T15:00:00Z'],
  ['the Friday before they go back', '2026-10-23T09:00:00Z', 'Europe/Paris', '2026-10-26T16:00:00Z'],
  ['the Sunday on which they go forward', '2026-03-08T12:00:00Z', 'America/New_York', '2026-03-09T21:00:00Z'],
  ['the last day of a year', '2026-12-31T12:00:00Z', 'UTC', '2027-01-01T17:00:00Z'],
  ['a day that is over in Auckland', '2026-03-05T12:00:00Z', 'Pacific/Auckland', '2026-03-09T04:00:00Z'],
])('what is to be done after %s (%s, %s) is due at %s', (_name, moment, zone, due) => {
  expect(nextWorkdayEnd(at(moment), zone)).toEqual(at(due));
});

test('what is due is a time of work on the wall, whatever the day and the zone', () => {
  for (const zone of ['Europe/Paris', 'America/New_York', 'Asia/Tokyo', 'Australia/Lord_Howe', 'UTC']) {
    for (let day = 0; day < 400; day++) {
      const from = new Date(Date.UTC(2026, 0, 1, 13, 37) + day * 86_400_000);
      const due = nextWorkdayEnd(from, zone);
      expect(isWorkingTime(new Date(due.getTime() - 1_000), zone)).toBe(true);
      expect(isWorkingTime(due, zone)).toBe(false);
      expect(due.getTime() - from.getTime()).toBeLessThan(4 * 86_400_000 + 3_600_000);
    }
  }
});

test('two moments are on one day of the zone, or not', () => {
  expect(isSameDay(at('2026-03-02T23:30:00Z'), at('2026-03-03T00:30:00Z'), 'Europe/Paris')).toBe(true);
  expect(isSameDay(at('2026-03-02T23:30:00Z'), at('2026-03-03T00:30:00Z'), 'UTC')).toBe(false);
});

test('an hour that the clocks skip is the next one, and of one that comes twice the first', () => {
  const wall = { year: 2026, month: 3, day: 29, hour: 2, minute: 30 };
  expect(momentOf(wall, 'Europe/Paris')).toEqual(at('2026-03-29T01:30:00Z'));
  expect(momentOf({ ...wall, month: 10, day: 25 }, 'Europe/Paris')).toEqual(at('2026-10-25T00:30:00Z'));
});
