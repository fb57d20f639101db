// Moments and clocks on walls.
// date-fns-tz converts on ordinary days. Around a change of the clocks Intl decides: there date-fns-tz 3.2 gives one
// moment for an hour that comes twice (which one depends on the zone of the process) and invents one for an hour that is skipped.

// By its own path: the package's index imports the whole of date-fns, 1.4 s at every start.
import { fromZonedTime } from 'date-fns-tz/fromZonedTime';

/** What a clock on a wall shows, to the minute. `month` is 1 to 12, `hour` 0 to 23. Means nothing without a zone. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/**
 * The moment of a wall time. Clock changes are said, never guessed: an hour the clocks skip has no moment
 * (`before` and `after`, as 'HH:mm', are what the wall shows on either side), an hour they repeat has two.
 */
export type Instant =
  | { kind: 'ok'; at: Date }
  | { kind: 'skipped'; before: string; after: string }
  | { kind: 'repeated'; first: Date; second: Date };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Building a formatter costs about 50 µs, using one 2 µs. */
function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(timeZone, made);
  return made;
}

/** How far the zone's wall is ahead of UTC at a moment, in milliseconds. Throws a RangeError for an unknown zone. */
export function offsetAt(at: Date, timeZone: string): number {
  const read: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatter(timeZone).formatToParts(at)) read[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = read;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at.getTime() / 1000) * 1000;
}

/** The wall as if it hung in UTC: only for arithmetic. */
const asUtc = (wall: WallTime): number => Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);

function fromUtc(ms: number): WallTime {
  const date = new Date(ms);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  };
}

/** Whether the day and the hour exist in the calendar: 31 February and 24:30 do not. Says nothing of clock changes. */
export function isWallTime(wall: WallTime): boolean {
  const there = fromUtc(asUtc(wall));
  return (Object.keys(there) as (keyof WallTime)[]).every((part) => there[part] === wall[part]);
}

/** What a clock in the zone shows. Throws a RangeError for an unknown zone. */
export const wallTime = (at: Date, timeZone: string): WallTime => fromUtc(at.getTime() + offsetAt(at, timeZone));

/** Throws a RangeError for a wall time that is not in the calendar, or an unknown zone. */
export function toInstant(wall: WallTime, timeZone: string): Instant {
  if (!isWallTime(wall)) throw new RangeError(`no such day or hour: ${dateTimeString(wall)}`);
  const utc = asUtc(wall);
  // Offsets reach from -12 to +14 hours, so a day before and a day after stand on either side of any change nearby.
  const offsets = [offsetAt(new Date(utc - DAY), timeZone), offsetAt(new Date(utc + DAY), timeZone)];
  if (offsets[0] === offsets[1]) return { kind: 'ok', at: fromZonedTime(dateTimeString(wall), timeZone) };
  const moments = [...new Set(offsets)]
    .map((offset) => new Date(utc - offset))
    .filter((at) => at.getTime() + offsetAt(at, timeZone) === utc)
    .sort((a, b) => a.getTime() - b.getTime());
  const [first, second] = moments;
  if (first && second) return { kind: 'repeated', first, second };
  if (first) return { kind: 'ok', at: first };
  const change = clockChange(utc - DAY, utc + DAY, timeZone);
  const [before = 0, after = 0] = offsets;
  return { kind: 'skipped', before: timeString(fromUtc(change + before)), after: timeString(fromUtc(change + after)) };
}

/** The same hour on the wall, so many days later. */
export const daysLater = (wall: WallTime, days: number): WallTime => fromUtc(asUtc(wall) + days * DAY);

/** The first moment after a change of the clocks, found by halving. */
function clockChange(from: number, to: number, timeZone: string): number {
  const old = offsetAt(new Date(from), timeZone);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(new Date(middle), timeZone) === old) low = middle;
    else high = middle;
  }
  return high;
}

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** 'YYYY-MM-DD', as Slack's date picker and Livestorm write it. */
export const dateString = (wall: WallTime): string => `${pad(wall.year, 4)}-${pad(wall.month)}-${pad(wall.day)}`;

/** 'HH:mm', as Slack's time picker writes it. */
export const timeString = (wall: WallTime): string => `${pad(wall.hour)}:${pad(wall.minute)}`;

/** 'YYYY-MM-DD HH:mm:ss' without a zone, as Livestorm takes it beside a `timezone`. */
export const dateTimeString = (wall: WallTime): string => `${dateString(wall)} ${timeString(wall)}:00`;

/** Reads what Slack's pickers give ('YYYY-MM-DD', 'HH:mm'). Null when it is not a day and an hour of the calendar. */
export function parseWallTime(date: string, time: string): WallTime | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/.exec(`${date}T${time}`);
  if (!found) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map(Number);
  const wall = { year, month, day, hour, minute };
  return isWallTime(wall) ? wall : null;
}

/**
 * Whether this is an IANA zone as Livestorm and Slack take it: 'Europe/Paris', 'Asia/Kolkata', 'UTC'. Abbreviations
 * ('EST', 'CET') and offsets are not: they do not say when the clocks change.
 */
export function isTimeZone(id: string): boolean {
  if (!/^(UTC|[A-Z][\w+-]*(\/[A-Z][\w+-]*)+)$/.test(id)) return false;
  try {
    return Boolean(formatter(id));
  } catch {
    return false;
  }
}
