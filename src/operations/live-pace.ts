// How often a live session is looked at: by what happens in it, and by what is left to spend. Pure.

/** Seconds between two looks at one list. */
export const EVERY = { least: 15, most: 120, slowest: 480 } as const;

/** From so many new things a minute on, so many seconds. */
const STEPS = [
  [8, EVERY.least],
  [4, 30],
  [2, 60],
] as const;

/**
 * What an hour may cost: two lists every two minutes are a call a minute, and some more for pages that fill up and for
 * looking again whether an older question was answered (issue: 70 calls for 400 messages and 60 questions).
 */
const CALLS = { atFirst: 10, aMinute: 1, pagesAnHour: 8, ending: 3 };
const PAGE = 50;
const MINUTE_MS = 60_000;

export interface Spent {
  beganAt: Date;
  now: Date;
  calls: number;
  /** Questions and messages so far. */
  heard: number;
}

/** Calls that are not needed for a look every two minutes until the hour is over: they may be spent on looking sooner. */
export function spareCalls({ beganAt, now, calls, heard }: Spent): number {
  const minutes = Math.max(0, now.getTime() - beganAt.getTime()) / MINUTE_MS;
  const left = (60 - (minutes % 60)) / 60;
  const anHour = minutes < 1 ? 0 : ((heard / minutes) * 60) / PAGE;
  const kept = CALLS.ending + Math.max(CALLS.pagesAnHour, anHour) * left;
  return CALLS.atFirst + minutes * CALLS.aMinute - calls - kept;
}

/** What following a session for so long costs at most, as far as can be foreseen. */
export const foreseenCalls = (minutes: number): number => CALLS.atFirst + Math.max(1, minutes) * CALLS.aMinute;

/**
 * Below these, calls are not spent on looking sooner than every two minutes, or on looking again at older questions; what
 * is kept for the end is spent there.
 */
export const SPARE = { sooner: 3, again: 1, atTheEnd: -CALLS.ending } as const;

export interface Activity {
  /** New things in the last look at this list. */
  news: number;
  /** Since the look before it. */
  overSeconds: number;
  spare: number;
  /** Few calls are left. */
  isSlowed: boolean;
  /** It should have been over for long. */
  isOvertime: boolean;
  /** As it was. */
  before: number;
}

/** Seconds until this list is looked at again. */
export function everySeconds({ news, overSeconds, spare, isSlowed, isOvertime, before }: Activity): number {
  if (isSlowed || (isOvertime && news <= 0)) return Math.min(EVERY.slowest, Math.max(EVERY.most, before) * 2);
  if (spare < SPARE.sooner) return EVERY.most;
  const aMinute = (news / Math.max(overSeconds, 1)) * 60;
  return STEPS.find(([from]) => aMinute >= from)?.[1] ?? EVERY.most;
}
