// Moments as people write them: '3 Dec 15:00 Paris', 'demain 9h30'. Pure: the present moment comes in.

import type { Chrono } from 'chrono-node/en';
import { GB as english } from 'chrono-node/en';
import { casual as french } from 'chrono-node/fr';
import { type Instant, isTimeZone, isWallTime, offsetAt, toInstant, type WallTime, wallTime } from './wall-time.ts';
import { zoneOf } from './zones.ts';

/** `rest` is the words that stood in the way, as they were written. */
export type When =
  | { kind: 'read'; wall: WallTime; timeZone: string; instant: Instant }
  | { kind: 'unread'; reason: 'not_a_date' | 'no_time' | 'no_such_day' | 'unknown_zone'; rest: string };

type Found = ReturnType<Chrono['parse']>[number];

const unread = (reason: Extract<When, { kind: 'unread' }>['reason'], rest: string): When => ({
  kind: 'unread',
  reason,
  rest: rest.trim(),
});

/**
 * Reads a date, an hour and, at the end, a zone: an IANA id, its city, UTC, or an abbreviation that means one place.
 * Without one, `context.timeZone` holds. English and French; 3/12 is 3 December; a date without a year is the next one.
 * The past is read too: whether it will do is the caller's affair.
 */
export function readWhen(words: string, context: { now: Date; timeZone: string }): When {
  const { rest, timeZone = context.timeZone } = cutZone(tidied(words));
  if (!isTimeZone(timeZone)) return unread('unknown_zone', timeZone);
  const read = (text: string): When[] => readers(text).map((reader) => readWith(reader, text, context.now, timeZone));
  const tries = read(rest);
  const best = tries.find(isRead) ?? tries.find((when) => when.kind === 'unread' && when.reason !== 'not_a_date');
  if (best) return best;
  // 31 Feb and 24:30 read as nothing at all. What reads with another day or hour has its fault there.
  const reads = (fault: RegExp): boolean => fault.test(rest) && read(rest.replace(fault, '01')).some(isRead);
  if (reads(/\b(29|30|31)\b/)) return unread('no_such_day', rest);
  if (reads(/\b(2[4-9]|[3-9]\d)(?=[:h])/)) return unread('no_time', rest);
  return unread('not_a_date', rest);
}

const isRead = (when: When): boolean => when.kind === 'read';

/** '15h' is an hour for people, and '15 hours from now' for chrono's English reader. */
const readers = (words: string): Chrono[] =>
  /\dh(\d\d)?\b/i.test(words) && !/\bin\b/i.test(words) ? [french, english] : [english, french];

function readWith(reader: Chrono, words: string, now: Date, timeZone: string): When {
  const reference = { instant: now, timezone: offsetAt(now, timeZone) / 60_000 };
  const [found, ...more] = reader.parse(words, reference, { forwardDate: true });
  if (!found || found.end || more.length > 0 || !FILLER.test(words.slice(0, found.index))) {
    return unread('not_a_date', words);
  }
  const { start, text } = found;
  const relative = start.tags().has('result/relativeDateAndTime') || start.tags().has('casualReference/now');
  const after = foreignZone(found, relative) + words.slice(found.index + text.length);
  if (/^\s*\d/.test(after)) return unread('no_time', after);
  if (!FILLER.test(after)) return unread('unknown_zone', after.replace(/^[\s,]*(?:in|à|at)?\s/i, ''));
  if (!start.isCertain('hour')) return unread('no_time', '');
  const wall = relative ? wallTime(start.date(), timeZone) : wallOf(start);
  if (!isWallTime(wall) || contradicts(found, wall)) return unread('no_such_day', text);
  return {
    kind: 'read',
    wall,
    timeZone,
    instant: relative ? { kind: 'ok', at: start.date() } : toInstant(wall, timeZone),
  };
}

/** A zone that chrono took and we do not: '+02:00' and 'IST' do not say when the clocks change, or where. */
function foreignZone({ start, text }: Found, relative: boolean): string {
  if (relative || !start.isCertain('timezoneOffset')) return '';
  return ` ${/((?:utc|gmt)?[+-]\d\d?:?\d*|[a-z]+)$/i.exec(text)?.[0] ?? text}`;
}

/** What may stand beside a date without meaning anything. */
const FILLER = /^[\s,.;()]*(?:(?:on|at|in|from|the|le|à|time)[\s,.;()]*)*$/i;

function wallOf(start: Found['start']): WallTime {
  const part = (name: 'year' | 'month' | 'day' | 'hour' | 'minute'): number => start.get(name) ?? 0;
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') };
}

/** 'Mon 3 Dec' when the third is a Thursday, and 2026-13-01, which chrono turns round: one part is a slip. */
function contradicts({ start, text }: Found, wall: WallTime): boolean {
  const iso = /^\d{4}-(\d\d?)-/.exec(text)?.[1];
  if (iso !== undefined && Number(iso) !== wall.month) return true;
  if (!start.isCertain('weekday') || !start.isCertain('day')) return false;
  return new Date(Date.UTC(wall.year, wall.month - 1, wall.day)).getUTCDay() !== start.get('weekday');
}

/** Phones and word processors write other spaces, quotes and dashes than people type. */
function tidied(words: string): string {
  return words
    .normalize('NFC')
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/["'«»\u201c-\u201f]+(?=\s|$)|(?<=^|\s)["'«»\u201c-\u201f]+/g, ' ')
    .replace(/[\u2010-\u2014\u2212]/g, '-')
    .replace(/(\d)Z$/, '$1 UTC')
    .replace(/[\s\p{Z}]+/gu, ' ')
    .trim();
}

/** The longest zone at the end of the words: 'America/New_York', 'New York', '(Paris)', 'in Paris', 'Paris time'. */
function cutZone(words: string): { rest: string; timeZone?: string } {
  const parts = words.replace(/\s+time$/i, '').split(' ');
  for (let length = Math.min(4, parts.length - 1); length > 0; length--) {
    const timeZone = zoneOf(
      parts
        .slice(-length)
        .join(' ')
        .replace(/^\(|\)$/g, ''),
    );
    if (timeZone) return { rest: parts.slice(0, -length).join(' '), timeZone };
  }
  return { rest: words };
}
