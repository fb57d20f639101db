// Where a session is in its time, by its plan and by what is known: running, over, about to end, a room that nobody closed. Pure.

import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { EVERY } from './live-pace.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const BEFORE_END_MS = 20 * SECOND;
/** A session often takes longer than it was planned to. */
const OVERTIME_MS = 30 * MINUTE;
/** An event says how long it takes, mostly. */
const USUAL_MINUTES = 60;
/** No session is followed for longer. */
const LONGEST_MS = 12 * 60 * MINUTE;
/** Where nobody tells of it, its end is asked for within ten minutes (`follow.ts`). */
const LATE_MS = 15 * MINUTE;

/** Milliseconds since it began, or was to begin; negative before. */
export const ranMs = ({ startedAt, startsAt }: SessionWithEvent, now: Date): number =>
  now.getTime() - (startedAt ?? startsAt ?? now).getTime();

export const plannedMs = ({ event }: SessionWithEvent): number =>
  (event.estimatedDurationMinutes ?? USUAL_MINUTES) * MINUTE;

export const isOver = ({ endedAt, canceledAt, status }: SessionWithEvent): boolean =>
  endedAt !== null || canceledAt !== null || ['past', 'past_not_started', 'canceled'].includes(status);

const hasStarted = ({ startedAt, status }: SessionWithEvent): boolean => startedAt !== null || status === 'live';

/** It runs still, as far as is known, and nobody follows it any more: a room that was left open. */
export const hasRunLong = (session: SessionWithEvent, now: Date): boolean =>
  hasStarted(session) && ranMs(session, now) >= LONGEST_MS;

/** Nobody told that it is over, and it must be: by its plan, if it is not known to have started. */
export const isOverdue = (session: SessionWithEvent, now: Date): boolean =>
  ranMs(session, now) >= (hasStarted(session) ? LONGEST_MS : plannedMs(session) + LATE_MS);

/** It runs, as far as is known: where Livestorm does not tell that a session starts, from its planned start to its planned end. */
export function isRunning(session: SessionWithEvent, { now, isTold }: { now: Date; isTold: boolean }): boolean {
  const ran = ranMs(session, now);
  if (isOver(session)) return false;
  if (hasStarted(session)) return !hasRunLong(session, now);
  if (isTold || !session.startsAt || session.event.status === 'draft') return false;
  return ran >= 0 && ran < plannedMs(session);
}

const lastPlanned = ({ startsAt, startedAt, event }: SessionWithEvent): number => {
  const begins = startedAt ?? startsAt;
  const minutes = event.estimatedDurationMinutes;
  return begins && minutes !== null ? begins.getTime() + minutes * MINUTE - BEFORE_END_MS : Number.NaN;
};

export const isLastPlanned = (session: SessionWithEvent, now: Date): boolean =>
  Math.abs(now.getTime() - lastPlanned(session)) < BEFORE_END_MS / 2;

/** It should have been over for long: it may be a room that nobody closed. */
export const isOvertime = (session: SessionWithEvent, now: Date): boolean =>
  ranMs(session, now) > plannedMs(session) + OVERTIME_MS;

export function nextLook(session: SessionWithEvent, now: Date, every: number): Date {
  const [usually, planned] = [now.getTime() + every * SECOND, lastPlanned(session)];
  const comesFirst = planned > now.getTime() + EVERY.least * SECOND && planned < usually;
  return new Date(comesFirst ? planned : usually);
}
