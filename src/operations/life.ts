// Where a session is in its life, and what is to be said of it now. Pure: the moment comes in.

import { brings } from '../features.ts';
import type { Card } from '../store/cards.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { daysLater, wallTime } from '../time/wall-time.ts';
import { momentOf } from '../time/working-hours.ts';

export type CardState = 'draft' | 'open' | 'late' | 'live' | 'ended' | 'digest' | 'canceled';

export interface Moment {
  now: Date;
  /** Whether Livestorm tells when a session starts: without its webhooks nobody knows for hours. */
  isTold: boolean;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const LATE_MS = 5 * MINUTE;

const ms = (at: Date | null): number => at?.getTime() ?? Number.NaN;

/** The moments tell; Livestorm's `status` may be older than they are (livestorm-api.md 4.4). */
const hasEnded = ({ endedAt, status }: SessionWithEvent) => endedAt !== null || status === 'past';
const hasStarted = ({ startedAt, status }: SessionWithEvent) => startedAt !== null || status === 'live';
const isCanceled = ({ canceledAt, status }: SessionWithEvent) => canceledAt !== null || status === 'canceled';
const isDraft = ({ event }: SessionWithEvent) => event.status === 'draft';

export function cardState(session: SessionWithEvent, at: Moment & { hasDigest: boolean }): CardState {
  if (isCanceled(session)) return 'canceled';
  if (hasEnded(session)) return at.hasDigest ? 'digest' : 'ended';
  if (hasStarted(session)) return 'live';
  if (isDraft(session)) return 'draft';
  return isLate(session, at) ? 'late' : 'open';
}

function isLate({ status, startsAt }: SessionWithEvent, { now, isTold }: Moment): boolean {
  return status === 'past_not_started' || (isTold && now.getTime() >= ms(startsAt) + LATE_MS);
}

/** Nobody waits for it longer, and nobody is told of it for the first time. */
const NEVER_MS = DAY;
const LATE_CARD_MS = HOUR;
const LONGEST_MS = DAY;

/** Whether a channel may be told of it for the first time: it is to come, or live. Never of one that is over. */
export function isNews(session: SessionWithEvent, now: Date): boolean {
  if (isCanceled(session) || hasEnded(session)) return false;
  if (session.startedAt) return now.getTime() - ms(session.startedAt) < LONGEST_MS;
  return ms(session.startsAt) > now.getTime() - LATE_CARD_MS;
}

/** By then every channel that follows it has its card. */
export const isNear = ({ startsAt }: SessionWithEvent, now: Date): boolean => ms(startsAt) - now.getTime() <= DAY;

/** How long a card waits for the digest that its channel asked for. */
const DIGEST_WAIT_MS = 7 * DAY;

/** Whether a card stays as it is from now on. */
export function isDone(
  session: SessionWithEvent,
  state: CardState,
  { features, now }: { features: string[]; now: Date },
) {
  if (state === 'canceled' || state === 'digest') return true;
  if (state !== 'ended') return !hasStarted(session) && now.getTime() > ms(session.startsAt) + NEVER_MS;
  const waits = brings(features, 'digest') && now.getTime() < ms(session.endedAt ?? session.startsAt) + DIGEST_WAIT_MS;
  return !waits;
}

/** Milliseconds before the start. */
const REMINDERS = [
  ['24h', DAY],
  ['1h', HOUR],
  ['15min', 15 * MINUTE],
] as const;

export type Reminder = (typeof REMINDERS)[number][0];

export type Line = { key: string } & ({ kind: 'started' | 'ended' | 'late' } | { kind: 'reminder'; before: Reminder });

interface Audience extends Moment {
  card: Pick<Card, 'channel' | 'heardAt'>;
  features: string[];
}

/**
 * What is to be said by now, each under a key of its own: said again it is said once. What the channel could not have
 * heard in time is left out: the card told it more.
 */
export function linesDue(session: SessionWithEvent, audience: Audience): Line[] {
  const { card, features, now } = audience;
  const key = (kind: string, more = '') => `${kind} ${session.id} ${card.channel}${more}`;
  const isNew = (when: Date | null) => ms(when) >= card.heardAt.getTime();
  switch (cardState(session, { ...audience, hasDigest: false })) {
    case 'live':
      return brings(features, 'start') && isNew(session.startedAt) ? [{ kind: 'started', key: key('started') }] : [];
    case 'ended':
      return brings(features, 'end') && isNew(session.endedAt) ? [{ kind: 'ended', key: key('ended') }] : [];
    case 'late':
      return isLateNews(session, audience) ? [{ kind: 'late', key: key('late', ` ${ms(session.startsAt)}`) }] : [];
    case 'draft':
    case 'open': {
      const start = ms(session.startsAt);
      const due = brings(features, 'reminders') ? reminderDue(start, now) : undefined;
      if (!due || !isNew(new Date(start - due[1]))) return [];
      return [{ kind: 'reminder', before: due[0], key: key('reminder', ` ${start} ${due[0]}`) }];
    }
    default:
      return [];
  }
}

function isLateNews({ startsAt }: SessionWithEvent, { card, features, now }: Audience): boolean {
  const isAsked = brings(features, 'start') || brings(features, 'reminders');
  return isAsked && now.getTime() < ms(startsAt) + NEVER_MS && ms(startsAt) + LATE_MS >= card.heardAt.getTime();
}

/** The last one that is due: after an outage those before it say nothing new. */
const reminderDue = (start: number, now: Date) =>
  now.getTime() < start ? REMINDERS.filter(([, before]) => now.getTime() >= start - before).at(-1) : undefined;

/** The moment since which new registrations are to be said together: the hour, or nine in the morning in the team's zone. */
export function roundOf(rhythm: string, { now, timeZone }: { now: Date; timeZone: string }): Date {
  if (rhythm === 'hourly') return new Date(Math.floor(now.getTime() / HOUR) * HOUR);
  const nine = { ...wallTime(now, timeZone), hour: 9, minute: 0 };
  const today = momentOf(nine, timeZone);
  return today <= now ? today : momentOf(daysLater(nine, -1), timeZone);
}
