// When the calls will run out.

import { describe, expect, test } from 'vitest';
import { type ForecastInput, forecastOf } from '../../src/operations/forecast.ts';

const DAY = 86_400_000;
const now = new Date('2026-11-23T12:00:00Z');
const day = (days: number) => new Date(now.getTime() + days * DAY);

const steady = (more: Partial<ForecastInput> = {}): ForecastInput => ({
  now,
  remaining: 1_000,
  days: Array.from({ length: 14 }, (_, daysAgo) => ({ daysAgo, used: 50, ours: 20, forSessions: 0 })),
  observedDays: 14,
  endedSessions: 0,
  scheduled: [],
  endsAt: day(30),
  ...more,
});

function known(input: ForecastInput) {
  const forecast = forecastOf(input);
  if (forecast.kind === 'unknown') throw new Error('it says nothing');
  return forecast;
}

describe('the forecast', () => {
  test('says nothing before five days were seen', () => {
    expect(forecastOf(steady({ observedDays: 4.9 }))).toEqual({ kind: 'unknown', days: 4, needed: 5 });
  });

  test('of fifty calls a day and a thousand left is twenty days', () => {
    const { perDay, runsOut } = known(steady());
    expect(perDay).toBe(50);
    expect(runsOut.likely).toEqual(day(20));
  });

  test('names no day when the period ends before', () => {
    const { runsOut, toCome } = known(steady({ endsAt: day(10) }));
    expect(runsOut).toEqual({ likely: null, earliest: null, latest: null });
    expect(toCome.likely).toBe(500);
  });

  test('adds for each scheduled session what the last ones cost', () => {
    const days = steady().days.map((one) => ({ ...one, used: 20, ours: 20, forSessions: 10 }));
    const scheduled = Array.from({ length: 10 }, (_, index) => day(index * 3 + 1));
    const { toCome } = known(steady({ days, endedSessions: 7, scheduled }));
    // 10 a day for 30 days, and 20 for each of ten sessions, and the last days as they were.
    expect(toCome.likely).toBeGreaterThanOrEqual(500);
    expect(toCome.likely).toBeLessThanOrEqual(540);
    expect(toCome.high).toBeGreaterThan(toCome.likely);
  });

  test('goes on as before where nothing is scheduled yet', () => {
    const days = steady().days.map((one) => ({ ...one, used: 20, ours: 20, forSessions: 20 }));
    expect(known(steady({ days, endedSessions: 14 })).toCome.likely).toBe(600);
  });

  test('has a range that is wider the more the days differ', () => {
    const uneven = steady().days.map((one, index) => ({ ...one, ours: 0, used: index % 2 ? 100 : 0 }));
    const wide = known(steady({ days: uneven })).runsOut;
    const [early, late] = [wide.earliest?.getTime() ?? 0, wide.latest?.getTime() ?? 0];
    expect(early).toBeLessThan(day(19).getTime());
    expect(late).toBeGreaterThan(day(21).getTime());
  });

  test('counts our own calls where the headers say nothing', () => {
    const days = steady().days.map((one) => ({ ...one, used: 0 }));
    expect(known(steady({ days })).perDay).toBe(20);
  });

  test('looks back over whole weeks, since weekends are not like other days', () => {
    const days = steady().days.map((one) => ({ ...one, ours: 0, used: [2, 3, 9, 10].includes(one.daysAgo) ? 0 : 70 }));
    expect(known(steady({ days, observedDays: 10 }))).toMatchObject({ overDays: 7, perDay: 50 });
    expect(known(steady({ days, observedDays: 6.5 })).overDays).toBe(6);
  });

  test('says now when none are left', () => {
    expect(known(steady({ remaining: 0 })).runsOut.likely).toEqual(now);
  });
});
