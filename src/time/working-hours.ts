// When a team works: Monday to Friday, nine to five, by the clock on its wall.

import { daysLater, toInstant, type WallTime, wallTime } from './wall-time.ts';

const FROM = 9;
const UNTIL = 17;

/** Monday to Friday; holidays are not known. */
function isWorkday({ year, month, day }: WallTime): boolean {
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return weekday >= 1 && weekday <= 5;
}

/** The end of a day's work is outside. Throws a RangeError for an unknown zone. */
export function isWorkingTime(at: Date, timeZone: string): boolean {
  const wall = wallTime(at, timeZone);
  return isWorkday(wall) && wall.hour >= FROM && wall.hour < UNTIL;
}

/** Five in the afternoon of the next day of work, never of this one. */
export function nextWorkdayEnd(at: Date, timeZone: string): Date {
  let wall = { ...wallTime(at, timeZone), hour: UNTIL, minute: 0 };
  do wall = daysLater(wall, 1);
  while (!isWorkday(wall));
  return momentOf(wall, timeZone);
}

/** Whether two moments are on one day of that zone. */
export function isSameDay(one: Date, other: Date, timeZone: string): boolean {
  const [a, b] = [wallTime(one, timeZone), wallTime(other, timeZone)];
  return a.year === b.year && a.month === b.month && a.day === b.day;
}

/** Of an hour that comes twice the first; after one that is skipped the next. */
export function momentOf(wall: WallTime, timeZone: string): Date {
  const found = toInstant(wall, timeZone);
  if (found.kind === 'ok') return found.at;
  return found.kind === 'repeated' ? found.first : momentOf({ ...wall, hour: wall.hour + 1 }, timeZone);
}
