// A day, an hour and a zone out of a form.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMoment, readSeries } from '../../src/commands/moment.ts';
import { dateString, parseWallTime, timeString, toInstant } from '../../src/time/wall-time.ts';

const now = new Date('2026-11-23T12:00:00Z');
const read = (date: string | null, time: string | null, zone: string | null = 'Europe/Paris') =>
  readMoment({ date, time, zone }, now);

describe('a moment', () => {
  test('is the wall time and its zone, as they were chosen', () => {
    expect(read('2026-12-03', '15:00', 'Asia/Tokyo')).toEqual({
      session: { wall: { year: 2026, month: 12, day: 3, hour: 15, minute: 0 }, timeZone: 'Asia/Tokyo' },
      errors: {},
    });
  });

  test('may be left out as a whole: an event needs no session', () => {
    expect(read(null, null)).toEqual({ session: null, errors: {} });
    expect(read(null, null, null)).toEqual({ session: null, errors: {} });
    expect(readMoment({}, now)).toEqual({ session: null, errors: {} });
    expect(readMoment({ date: '', time: '', zone: 'UTC' }, now)).toEqual({ session: null, errors: {} });
  });

  test.each([
    ['a day without an hour', '2026-12-03', null, 'Europe/Paris', 'time', 'Choose an hour as well.'],
    ['an hour without a day', null, '15:00', 'Europe/Paris', 'date', 'Choose a day as well.'],
    ['no zone', '2026-12-03', '15:00', null, 'zone', 'Choose a time zone.'],
    ['a zone that is none', '2026-12-03', '15:00', 'Mars/Base', 'zone', 'Choose a time zone.'],
    ['an abbreviation', '2026-12-03', '15:00', 'EST', 'zone', 'Choose a time zone.'],
    ['a day that is none', '2027-02-31', '15:00', 'Europe/Paris', 'date', 'There is no such day.'],
    ['a year with two digits', '26-12-03', '15:00', 'Europe/Paris', 'date', 'There is no such day.'],
    [
      'an hour that has passed',
      '2026-11-23',
      '12:59',
      'Europe/Paris',
      'date',
      'Mon 23 Nov 2026, 12:59 (Europe/Paris) has passed.',
    ],
    ['this very minute', '2026-11-23', '13:00', 'Europe/Paris', 'date', 'has passed. Choose a later moment.'],
    ['29 February of a year without one', '2027-02-29', '15:00', 'Europe/Paris', 'date', 'There is no such day.'],
    ['24:00', '2026-12-31', '24:00', 'Europe/Paris', 'date', 'There is no such day.'],
    ['the first day of Unix time', '1970-01-01', '00:00', 'UTC', 'date', 'has passed. Choose a later moment.'],
    ['the last second of 32 bits', '2038-01-19', '03:14', 'UTC', 'date', 'more than three years ahead'],
    ['an hour that half the clocks skip', '2027-10-03', '02:15', 'Australia/Lord_Howe', 'time', 'from 02:00 to 02:30'],
    ['half an hour that comes twice', '2027-04-04', '01:45', 'Australia/Lord_Howe', 'time', 'comes twice in Australia'],
    ['an hour skipped in spring', '2027-03-14', '02:30', 'America/New_York', 'time', 'from 02:00 to 03:00'],
    ['a year far ahead', '2030-01-01', '15:00', 'Europe/Paris', 'date', 'more than three years ahead'],
    [
      'an hour that the clocks skip',
      '2027-03-28',
      '02:30',
      'Europe/Paris',
      'time',
      'the clocks go from 02:00 to 03:00',
    ],
    ['an hour that comes twice', '2027-10-31', '02:30', 'Europe/Paris', 'time', 'comes twice in Europe/Paris'],
  ])('%s is said under its own field', (_what, date, time, zone, field, words) => {
    const { session, errors } = read(date, time, zone);
    expect(session).toBeNull();
    expect(Object.keys(errors)).toEqual([field]);
    expect(errors[field]).toContain(words);
  });

  test.each([
    ['one minute ahead', '2026-11-23', '13:01', 'Europe/Paris'],
    ['ahead only where it is meant', '2026-11-23', '07:30', 'America/New_York'],
    ['the last day of the third year', '2029-12-31', '23:59', 'Europe/Paris'],
    ['29 February of a year that has one', '2028-02-29', '15:00', 'Europe/Paris'],
    ['the last minute of the year', '2026-12-31', '23:59', 'Pacific/Kiritimati'],
    ['right after the clocks skipped', '2027-03-28', '03:00', 'Europe/Paris'],
    ['an hour that is skipped elsewhere', '2027-03-28', '02:30', 'Asia/Tokyo'],
  ])('%s is taken', (_what, date, time, zone) => {
    expect(read(date, time, zone)).toMatchObject({ session: { timeZone: zone }, errors: {} });
  });
});

describe('a series', () => {
  const series = (date: string, time: string, weeks: string | null) =>
    readSeries({ date, time, zone: 'Europe/Paris', weeks }, now);

  test('keeps the hour on the wall when the clocks change', () => {
    const { sessions } = series('2027-03-22', '15:00', '3');
    expect(sessions.map(({ wall }) => `${dateString(wall)} ${timeString(wall)}`)).toEqual([
      '2027-03-22 15:00',
      '2027-03-29 15:00',
      '2027-04-05 15:00',
    ]);
    const utc = sessions
      .map(({ wall, timeZone }) => toInstant(wall, timeZone))
      .flatMap((at) => (at.kind === 'ok' ? at.at.getUTCHours() : []));
    expect(utc).toEqual([14, 13, 13]);
  });

  test('is one session without a number, or with one that is none', () => {
    for (const weeks of [null, '', '0', '-3', 'often'])
      expect(series('2026-12-03', '15:00', weeks).sessions).toHaveLength(1);
    expect(series('2026-12-03', '15:00', '999').sessions).toHaveLength(26);
  });

  test('with a week whose hour is skipped or comes twice is refused, with its day', () => {
    expect(series('2027-03-14', '02:30', '3').errors.time).toContain('Sun 28 Mar 2027, 02:30 does not exist');
    expect(series('2027-10-17', '02:30', '3').errors.time).toContain('Sun 31 Oct 2027, 02:30 comes twice');
  });

  test('is none when nothing was chosen, or the first will not do', () => {
    expect(readSeries({ weeks: '3' }, now)).toEqual({ sessions: [], errors: {} });
    expect(series('2001-01-01', '15:00', '3')).toMatchObject({ sessions: [], errors: { date: expect.any(String) } });
  });
});

test('whatever the form gives, there is a moment ahead, or one sentence, or nothing was chosen', () => {
  const date = fc.oneof(
    fc.constant(null),
    fc.date({ noInvalidDate: true, min: now, max: new Date('2032-01-01') }).map((at) => at.toISOString().slice(0, 10)),
    fc.string(),
  );
  const time = fc.oneof(fc.constant(null), fc.constantFrom('00:00', '02:30', '23:59', '24:00'), fc.string());
  const zone = fc.oneof(fc.constantFrom('Europe/Paris', 'America/New_York', 'UTC', 'EST'), fc.string());
  const one = (value: fc.Arbitrary<string | null>): fc.Arbitrary<string | string[] | null> =>
    fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: fc.constant<string[]>(['a']) });
  fc.assert(
    fc.property(one(date), one(time), one(zone), (day, hour, place) => {
      const { session, errors } = readMoment({ date: day, time: hour, zone: place }, now);
      const faults = Object.keys(errors).length;
      expect(faults).toBe(session || (!day && !hour) ? 0 : 1);
      if (!session) return;
      expect(parseWallTime(dateString(session.wall), timeString(session.wall))).toEqual(session.wall);
      const instant = toInstant(session.wall, session.timeZone);
      expect(instant.kind === 'ok' && instant.at > now).toBe(true);
    }),
  );
});
