// When the calls will run out: what was spent on ordinary days goes on, and each scheduled session costs what the last ones did.

import type { DaySpent } from '../store/ledger.ts';

export interface ForecastInput {
  now: Date;
  remaining: number;
  /** Of the days that are looked back at, see `lookBack`, as far as there are any. */
  days: DaySpent[];
  /** Since the first call that is known. */
  observedDays: number;
  /** Sessions that ended in the days that are looked back at. */
  endedSessions: number;
  /** When the sessions that are scheduled begin. */
  scheduled: Date[];
  /** When the period ends; null: not known, and looked at for 31 days. */
  endsAt: Date | null;
}

export type Forecast =
  | { kind: 'unknown'; days: number; needed: number }
  | {
      kind: 'known';
      /** By everybody, in the last `overDays` days. */
      perDay: number;
      overDays: number;
      /** Null: not before the period ends. */
      runsOut: { likely: Date | null; earliest: Date | null; latest: Date | null };
      /** More calls until the end of what was looked at. */
      toCome: { likely: number; low: number; high: number };
      until: Date;
    };

const DAY = 24 * 60 * 60 * 1000;
/** Fewer say nothing: a weekend alone is two. */
const NEEDED_DAYS = 5;
const LONGEST_DAYS = 31;
/** Eight of ten times it comes within so many standard deviations. */
const SPREAD = 1.28;

export function forecastOf(input: ForecastInput): Forecast {
  const { now, remaining, observedDays, endsAt } = input;
  if (observedDays < NEEDED_DAYS) return { kind: 'unknown', days: Math.floor(observedDays), needed: NEEDED_DAYS };
  const until = endsAt ?? new Date(now.getTime() + LONGEST_DAYS * DAY);
  const whole = lookBack(observedDays);
  const days = input.days.filter(({ daysAgo }) => daysAgo < whole);
  const ordinary = Array.from({ length: whole }, (_, daysAgo) => {
    const day = days.find((one) => one.daysAgo === daysAgo);
    return day ? Math.max(0, spentOn(day) - day.forSessions) : 0;
  });
  const daily = sum(ordinary) / whole;
  const deviation = Math.sqrt(sum(ordinary.map((calls) => (calls - daily) ** 2)) / whole);
  const pace = {
    daily,
    session: input.endedSessions > 0 ? sum(days.map(({ forSessions }) => forSessions)) / input.endedSessions : 0,
    sessionsADay: input.endedSessions / whole,
    spread: 0,
  };
  const likely = walk(input, until, pace);
  // Days that differ level out over many: the spread of their sum grows with the root.
  const low = walk(input, until, { ...pace, sessionsADay: 0, spread: -SPREAD * deviation });
  const high = walk(input, until, { ...pace, spread: SPREAD * deviation }, Math.max);
  return {
    kind: 'known',
    perDay: sum(days.map(spentOn)) / whole,
    overDays: whole,
    runsOut: {
      likely: whenOver(likely, remaining),
      earliest: whenOver(high, remaining),
      latest: whenOver(low, remaining),
    },
    toCome: { likely: last(likely), low: last(low), high: last(high) },
    until,
  };
}

/** Whole weeks, two at most: weekends are not like other days. A young installation has what it has. */
export const lookBack = (observedDays: number): number =>
  observedDays < 7 ? Math.max(1, Math.floor(observedDays)) : Math.min(14, 7 * Math.floor(observedDays / 7));

/** Where the headers say nothing, our own count is all there is. */
const spentOn = ({ used, ours }: DaySpent) => Math.max(used, ours);

interface Pace {
  daily: number;
  session: number;
  sessionsADay: number;
  /** What a day may differ from that. */
  spread: number;
}

interface Point {
  at: Date;
  calls: number;
}

/** The sum of the calls at the end of each day. Beyond the last scheduled session, they come as they came before. */
function walk(
  { now, scheduled }: ForecastInput,
  until: Date,
  { daily, session, sessionsADay, spread }: Pace,
  more: (scheduled: number, usual: number) => number = (known) => known,
): Point[] {
  const ahead = scheduled.filter((at) => at > now && at <= until).map((at) => at.getTime());
  const covered = Math.max(now.getTime(), ...ahead);
  const span = Math.max(0, until.getTime() - now.getTime());
  return Array.from({ length: Math.ceil(span / DAY) + 1 }, (_, index) => {
    const at = Math.min(now.getTime() + index * DAY, until.getTime());
    const passed = (at - now.getTime()) / DAY;
    const known = ahead.filter((start) => start <= at).length;
    const usual = (sessionsADay * (Math.min(at, covered) - now.getTime())) / DAY;
    const beyond = sessionsADay * Math.max(0, (at - covered) / DAY);
    const sessions = more(known, Math.max(known, usual)) + beyond;
    return { at: new Date(at), calls: Math.max(0, daily * passed + spread * Math.sqrt(passed) + session * sessions) };
  });
}

/** Within the day in which the sum passes what is left. */
function whenOver(points: Point[], remaining: number): Date | null {
  if (remaining <= 0) return points[0]?.at ?? null;
  const index = points.findIndex(({ calls }) => calls >= remaining);
  const [before, after] = [points[index - 1], points[index]];
  if (!after) return null;
  if (!before) return after.at;
  const part = (remaining - before.calls) / (after.calls - before.calls);
  return new Date(before.at.getTime() + part * (after.at.getTime() - before.at.getTime()));
}

const last = (points: Point[]) => Math.round(points.at(-1)?.calls ?? 0);
const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
