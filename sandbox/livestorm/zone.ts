// Wall-clock times as requests carry them, read in a zone.
import { Refusal } from './refusal.ts';

const WRITTEN = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** Milliseconds that the zone is ahead of UTC at an instant (ms). */
function offsetAt(instant: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/**
 * Unix seconds of `2026-11-28 10:30:00` in a zone, or of an ISO 8601 time with an offset, which needs none.
 * An hour that the clocks skip is read as the same wall time before the change. Throws a 422.
 */
export function readMoment(text: string, zone: string | undefined): number {
  const match = WRITTEN.exec(text.trim());
  if (!match) throw new Refusal(422, 'Estimated started at is invalid');
  if (match[7]) return Math.floor(Date.parse(text.trim().replace(' ', 'T')) / 1000);
  if (!zone) throw new Refusal(422, "Timezone can't be blank");
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(wall);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || date.getUTCHours() !== hour) {
    throw new Refusal(422, 'Estimated started at is invalid');
  }
  const before = offsetAt(wall - offsetAt(wall, zone), zone);
  return (wall - before) / 1000;
}
