// The look shortly before a session's planned end: what is left for its digest then is little. Pure.

import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { EVERY } from './live-pace.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const BEFORE_END_MS = 20 * SECOND;

const lastPlanned = ({ startsAt, startedAt, event }: SessionWithEvent): number => {
  const begins = startedAt ?? startsAt;
  const minutes = event.estimatedDurationMinutes;
  return begins && minutes !== null ? begins.getTime() + minutes * MINUTE - BEFORE_END_MS : Number.NaN;
};

export const isLastPlanned = (session: SessionWithEvent, now: Date): boolean =>
  Math.abs(now.getTime() - lastPlanned(session)) < BEFORE_END_MS / 2;

export function nextLook(session: SessionWithEvent, now: Date, every: number): Date {
  const [usually, planned] = [now.getTime() + every * SECOND, lastPlanned(session)];
  const comesFirst = planned > now.getTime() + EVERY.least * SECOND && planned < usually;
  return new Date(comesFirst ? planned : usually);
}
