// Around a session's planned end: a look shortly before it, that what is left for its digest is little; and a room that was left open. Pure.

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
export const LONGEST_MS = 12 * 60 * MINUTE;

const lastPlanned = ({ startsAt, startedAt, event }: SessionWithEvent): number => {
  const begins = startedAt ?? startsAt;
  const minutes = event.estimatedDurationMinutes;
  return begins && minutes !== null ? begins.getTime() + minutes * MINUTE - BEFORE_END_MS : Number.NaN;
};

export const isLastPlanned = (session: SessionWithEvent, now: Date): boolean =>
  Math.abs(now.getTime() - lastPlanned(session)) < BEFORE_END_MS / 2;

/** It should have been over for long: it may be a room that nobody closed. */
export function isOvertime({ startsAt, startedAt, event }: SessionWithEvent, now: Date): boolean {
  const begins = startedAt ?? startsAt ?? now;
  const planned = (event.estimatedDurationMinutes ?? USUAL_MINUTES) * MINUTE;
  return now.getTime() > begins.getTime() + planned + OVERTIME_MS;
}

export function nextLook(session: SessionWithEvent, now: Date, every: number): Date {
  const [usually, planned] = [now.getTime() + every * SECOND, lastPlanned(session)];
  const comesFirst = planned > now.getTime() + EVERY.least * SECOND && planned < usually;
  return new Date(comesFirst ? planned : usually);
}
