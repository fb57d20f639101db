// A day, an hour and a zone out of a form: one moment, or a sentence under the field that is wrong.

import { isTimeZone, parseWallTime, toInstant, type WallTime } from '../time.ts';
import { momentFault } from '../views/moment-fault.ts';
import type { Typed } from '../views/typed.ts';

export interface ReadMoment {
  /** Null when nothing was chosen, or when `errors` says why. */
  session: { wall: WallTime; timeZone: string } | null;
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
