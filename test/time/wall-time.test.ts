// Moments and clocks: what a wall shows, and what is said when the clocks change.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dateString,
  dateTimeString,
  isTimeZone,
  parseWallTime,
  timeString,
  toInstant,
  type WallTime,
  wallTime,
} from '../../src/time/wall-time.ts';

const wall = (date: string, time: string): WallTime => {
  const parsed = parseWallTime(date, time);
  if (!parsed) throw new Error(`not a wall time: ${date} ${time}`);
  return parsed;
};
const utc = (iso: string): Date => new Date(`${iso}:00Z`);

describe('the moment of a wall time', () => {
  test('an ordinary hour has one moment, whatever zone the process runs in', () => {
    expect(toInstant(wall('2026-12-03', '15:00'), 'Europe/Paris')).toEqual({ kind: 'ok', at: utc('2026-12-03T14:00') });
    expect(toInstant(wall('2026-07-01', '09:30'), 'Asia/Kolkata')).toEqual({ kind: 'ok', at: utc('2026-07-01T04:00') });
  });

  test.each([
    ['Europe/Paris', '2026-03-29', '02:30', '02:00', '03:00'],
    ['America/New_York', '2026-03-08', '02:00', '02:00', '03:00'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '02:00', '02:30'],
    ['Africa/Casablanca', '2026-03-22', '02:30', '02:00', '03:00'],
    ['America/Santiago', '2026-09-06', '00:30', '00:00', '01:00'],
    ['Pacific/Apia', '2011-12-30', '12:00', '00:00', '00:00'],
  ])('in %s the clocks skip %s %s, and it is said from when to when', (zone, date, time, before, after) => {
    expect(toInstant(wall(date, time), zone)).toEqual({ kind: 'skipped', before, after });
  });

  test.each([
    ['Europe/Paris', '2026-10-25', '02:30', '2026-10-25T00:30', '2026-10-25T01:30'],
    ['America/New_York', '2026-11-01', '01:00', '2026-11-01T05:00', '2026-11-01T06:00'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45', '2026-04-04T15:15'],
    ['Africa/Casablanca', '2026-02-15', '02:30', '2026-02-15T01:30', '2026-02-15T02:30'],
  ])('in %s the clocks show %s %s twice, and both moments are given in order', (zone, date, time, first, second) => {
    expect(toInstant(wall(date, time), zone)).toEqual({ kind: 'repeated', first: utc(first), second: utc(second) });
  });

  test('the minutes beside a change are ordinary', () => {
    for (const [time, iso] of [
      ['01:59', '2026-03-29T00:59'],
      ['03:00', '2026-03-29T01:00'],
    ] as const) {
      expect(toInstant(wall('2026-03-29', time), 'Europe/Paris')).toEqual({ kind: 'ok', at: utc(iso) });
    }
    expect(toInstant(wall('2026-10-25', '03:00'), 'Europe/Paris').kind).toBe('ok');
    expect(toInstant(wall('2026-10-25', '01:59'), 'Europe/Paris').kind).toBe('ok');
  });

  test('a day that is not in the calendar and an unknown zone are errors of the caller', () => {
    expect(() => toInstant({ year: 2026, month: 2, day: 31, hour: 1, minute: 0 }, 'UTC')).toThrow(RangeError);
    expect(() => toInstant(wall('2026-02-01', '01:00'), 'Mars/Olympus')).toThrow(RangeError);
  });

  test('every moment of the century is found again from what its wall shows', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const minutes = fc.integer({ min: Date.UTC(2000, 0) / 60_000, max: Date.UTC(2100, 0) / 60_000 });
    fc.assert(
      fc.property(minutes, zones, (minute, zone) => {
        const at = new Date(minute * 60_000);
        const instant = toInstant(wallTime(at, zone), zone);
        const moments = instant.kind === 'repeated' ? [instant.first, instant.second] : [];
        if (instant.kind === 'ok') moments.push(instant.at);
        expect(moments).toContainEqual(at);
      }),
      { numRuns: 1_500 },
    );
  });

  test('of a whole year of quarter hours, only the half hour of each change is skipped or repeated', () => {
    const seen = { ok: 0, skipped: 0, repeated: 0 };
    for (let at = Date.UTC(2026, 0); at < Date.UTC(2027, 0); at += 15 * 60_000) {
      seen[toInstant(wallTime(new Date(at), 'UTC'), 'Australia/Lord_Howe').kind] += 1;
    }
    expect(seen).toEqual({ ok: 365 * 96 - 4, skipped: 2, repeated: 2 });
  });
});

describe('what pickers give', () => {
  test('a date and a time become a wall time, and back', () => {
    const given = wall('2028-02-29', '00:05');
    expect(given).toEqual({ year: 2028, month: 2, day: 29, hour: 0, minute: 5 });
    expect([dateString(given), timeString(given), dateTimeString(given)]).toEqual([
      '2028-02-29',
      '00:05',
      '2028-02-29 00:05:00',
    ]);
  });

  test.each([
    ['2026-02-31', '10:00'],
    ['2027-02-29', '10:00'],
    ['2026-12-03', '24:00'],
    ['2026-12-03', '24:30'],
    ['2026-13-01', '10:00'],
    ['3 Dec', '10:00'],
    ['', ''],
  ])('%s %s is not in the calendar', (date, time) => {
    expect(parseWallTime(date, time)).toBeNull();
  });
});

test('only IANA names are zones: an abbreviation or an offset does not say when clocks change', () => {
  for (const id of ['Europe/Paris', 'UTC', 'Asia/Kolkata', 'Asia/Calcutta', 'Europe/Kyiv', 'America/Port-au-Prince']) {
    expect([id, isTimeZone(id)]).toEqual([id, true]);
  }
  for (const id of ['EST', 'CET', '+02:00', 'UTC+2', 'europe/paris', 'Europe/Atlantis', 'Paris', '', ' UTC']) {
    expect([id, isTimeZone(id)]).toEqual([id, false]);
  }
});
