// What is known of the period of Livestorm's allowance: its documents name two, and its answers show which one it is.

import type { Jump } from '../store/quota-tables.ts';

export interface Period {
  /** 30 days from the first call, or the calendar month; null while both are possible. */
  kind: 'rolling' | 'month' | null;
  /** `said`: Livestorm named its end. `inferred`: from when fewer calls counted as used. */
  certainty: 'said' | 'inferred' | 'unknown';
  /** Null while nothing is known. */
  startsAt: Date | null;
  /** It ends between the two. */
  endsAt: { from: Date; to: Date } | null;
}

const DAY = 24 * 60 * 60 * 1000;
const ROLLING = 30 * DAY;
/** Where on earth Livestorm's months begin is not documented. */
const ZONES = 14 * 60 * 60 * 1000;
/** A month's first hours are within so short a time by chance once in thirty. */
const SURE = DAY;

/**
 * `resetsAt`: what an answer said, when one did. `jumps`, newest first: between whose two moments the figure fell
 * (livestorm-api.md, section 5).
 */
export function periodOf(known: { now: Date; resetsAt: Date | null; jumps: Jump[] }): Period {
  const { now, resetsAt, jumps } = known;
  if (resetsAt && resetsAt > now) return said(resetsAt);
  const [jump] = jumps;
  if (!jump || now.getTime() - jump.afterAt.getTime() > 31 * DAY) {
    return { kind: null, certainty: 'unknown', startsAt: null, endsAt: null };
  }
  const kind = kindOf(jumps, jump);
  const rolling = { from: later(jump.beforeAt, ROLLING), to: later(jump.afterAt, ROLLING) };
  const next = monthAfter(jump.afterAt);
  const ends = {
    rolling,
    month: { from: later(next, -ZONES), to: later(next, ZONES) },
    unclear: {
      from: new Date(Math.min(rolling.from.getTime(), next.getTime() - ZONES)),
      to: new Date(Math.max(rolling.to.getTime(), next.getTime() + ZONES)),
    },
  };
  return { kind, certainty: 'inferred', startsAt: jump.afterAt, endsAt: ends[kind ?? 'unclear'] };
}

function said(end: Date): Period {
  const isMonth = Math.abs(nearestMonth(end).getTime() - end.getTime()) <= ZONES;
  const startsAt = isMonth ? monthsFrom(nearestMonth(end), -1) : later(end, -ROLLING);
  return { kind: isMonth ? 'month' : 'rolling', certainty: 'said', startsAt, endsAt: { from: end, to: end } };
}

function kindOf(jumps: Jump[], newest: Jump): Period['kind'] {
  if (!jumps.every(holdsMonth)) return 'rolling';
  const isShort = newest.afterAt.getTime() - newest.beforeAt.getTime() < SURE;
  return isShort || jumps.length > 1 ? 'month' : null;
}

/** Whether a month began between its moments. */
const holdsMonth = ({ beforeAt, afterAt }: Jump) => monthAfter(later(beforeAt, -ZONES)) <= later(afterAt, ZONES);

const later = (at: Date, ms: number) => new Date(at.getTime() + ms);
const monthsFrom = (at: Date, months: number) => new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months));
const monthAfter = (at: Date) => monthsFrom(at, 1);
const nearestMonth = (at: Date) => (at.getUTCDate() > 15 ? monthsFrom(at, 1) : monthsFrom(at, 0));
