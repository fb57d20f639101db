// A day, an hour and a zone out of a form: one moment, or a sentence under the field that is wrong.

import type { Planned } from '../operations/create-event.ts';
import { daysLater, isTimeZone, parseWallTime, toInstant } from '../time/wall-time.ts';
import { momentFault } from '../views/moment-fault.ts';
import { MOST_WEEKS } from '../views/moment-fields.ts';
import type { Typed } from '../views/typed.ts';

export interface ReadMoment {
  /** Null when nothing was chosen, or when `errors` says why. */
  session: Planned | null;
  errors: Record<string, string>;
}

/** Livestorm plans webinars months ahead, not decades: a year like 2062 is a slip of the finger. */
const MOST_YEARS_AHEAD = 3;

/** Reads the fields `date`, `time` and `zone`. Past hours and hours that a clock change skips or repeats are refused. */
export function readMoment(typed: Typed, now: Date): ReadMoment {
  const { date, time, zone } = typed;
  const fault = (field: string, words: string): ReadMoment => ({ session: null, errors: { [field]: words } });
  if (!date && !time) return { session: null, errors: {} };
  if (typeof date !== 'string') return fault('date', momentFault({ kind: 'no_date' }));
  if (typeof time !== 'string') return fault('time', momentFault({ kind: 'no_time' }));
  if (typeof zone !== 'string' || !isTimeZone(zone)) return fault('zone', momentFault({ kind: 'no_zone' }));
  const wall = parseWallTime(date, time);
  if (!wall) return fault('date', momentFault({ kind: 'no_such_day' }));
  const instant = toInstant(wall, zone);
  if (instant.kind !== 'ok') return fault('time', momentFault({ ...instant, wall, timeZone: zone }));
  if (instant.at <= now) return fault('date', momentFault({ kind: 'past', at: instant.at, timeZone: zone }));
  if (wall.year > now.getUTCFullYear() + MOST_YEARS_AHEAD) return fault('date', momentFault({ kind: 'far' }));
  return { session: { wall, timeZone: zone }, errors: {} };
}

/**
 * The same with the field `weeks`: so many sessions, each a week after the one before, at the same hour on the wall. None
 * when nothing was chosen.
 */
export function readSeries(typed: Typed, now: Date): { sessions: Planned[]; errors: Record<string, string> } {
  const { session: first, errors } = readMoment(typed, now);
  if (!first) return { sessions: [], errors };
  const { timeZone } = first;
  const weeks = Math.min(MOST_WEEKS, Math.max(1, Math.floor(Number(typed.weeks ?? 1)) || 1));
  const sessions = weekly(first, weeks);
  // The first was looked at by `readMoment`.
  for (const { wall } of sessions.slice(1)) {
    const instant = toInstant(wall, timeZone);
    if (instant.kind !== 'ok') return { sessions: [], errors: { time: momentFault({ ...instant, wall, timeZone }) } };
  }
  return { sessions, errors: {} };
}

export const weekly = ({ wall, timeZone }: Planned, weeks: number): Planned[] =>
  Array.from({ length: weeks }, (_, week) => ({ wall: daysLater(wall, 7 * week), timeZone }));
