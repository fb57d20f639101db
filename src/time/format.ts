// Moments, days and lengths of time as people read them.

import { timeString, type WallTime, wallTime } from './wall-time.ts';

const two = (value: number): string => String(value).padStart(2, '0');

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A zone that our ICU does not know (it may be newer than Node) is shown in UTC, and named so. */
function shown(at: Date, timeZone: string): { wall: WallTime; zone: string } {
  try {
    return { wall: wallTime(at, timeZone), zone: timeZone };
  } catch {
    return { wall: wallTime(at, 'UTC'), zone: 'UTC' };
  }
}

/** 'Thu 3 Dec 2026, 15:00 (Europe/Paris)'. An unknown zone gives UTC, named. */
export function formatWhen(at: Date, timeZone: string): string {
  const { wall, zone } = shown(at, timeZone);
  return `${formatWall(wall)} (${zone})`;
}

/** 'Thu 3 Dec 2026, 15:00'. */
export function formatWall(wall: WallTime): string {
  const weekday = WEEKDAYS[new Date(Date.UTC(wall.year, wall.month - 1, wall.day)).getUTCDay()];
  return `${weekday} ${wall.day} ${MONTHS[wall.month - 1]} ${wall.year}, ${timeString(wall)}`;
}

/** The days from one midnight to another: 'Thu 3 Dec 2026', 'Mon 30 Nov 2026 to Thu 3 Dec 2026'. */
export function formatDays(from: Date, to: Date, timeZone: string): string {
  const day = (at: Date) => formatWall(shown(at, timeZone).wall).replace(/, .*$/, '');
  const [first, last] = [day(from), day(new Date(to.getTime() - 1))];
  return first === last ? first : `${first} to ${last}`;
}

/** Where something is in a recording: '02:03', '1:02:03'. Before the start is '00:00'. */
export function formatOffset(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${two(minutes)}:${two(whole % 60)}`;
}

/** '3 h 5 min', '41 min', '2 h', and seconds only below a minute: '45 s'. */
export function formatDuration(seconds: number): string {
  if (seconds < 59.5) return `${Math.max(0, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
