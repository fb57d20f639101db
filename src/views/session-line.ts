// How a session is said: its name, its moment, its numbers.

import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { formatWhen } from '../time/format.ts';
import { bold, eventName, isSeen, short } from './names.ts';
import { count, number } from './numbers.ts';
import { md, seconds, when } from './text.ts';

/** The event's title, with the session's own name when it has one. Each keeps a part of the line. */
export const sessionTitle = ({ event, name }: Pick<SessionWithEvent, 'event' | 'name'>): string =>
  isSeen(name) ? `${short(eventName(event), 100)} · ${short(name, 47)}` : eventName(event);

/** Seconds that Slack's date tokens hold, twelve digits: the year 33658. Beyond it a date is a slip of somebody's. */
const FARTHEST = 1e12;

/** For places without markup: the moment as the event means it. */
export function plainMoment(at: Date | null, timeZone: string): string {
  if (!at) return 'No date yet';
  return Math.abs(seconds(at)) < FARTHEST ? formatWhen(at, timeZone) : 'No readable date';
}

const isReadable = (at: Date): boolean => seconds(at) >= 0 && seconds(at) < FARTHEST;

/** Only in the reader's own zone. */
export const shortMoment = (at: Date, timeZone: string) =>
  isReadable(at) ? when(at, timeZone) : md`${plainMoment(at, timeZone)}`;

/** As the event means it, then in the reader's own zone: Slack fills that in on each screen, from 1970 on. */
export const moment = (at: Date | null, timeZone: string) =>
  at && isReadable(at)
    ? md`${formatWhen(at, timeZone)} · for you ${when(at, timeZone)}`
    : md`${plainMoment(at, timeZone)}`;

export function sessionLine(session: SessionWithEvent) {
  const { startsAt, timeZone } = session;
  return md`${bold(sessionTitle(session))}\n${moment(startsAt, timeZone)}\n${people(session)}${state(session)}`;
}

/** `12 registrants`, `63 of 141 registrants came`. */
export function people({ endedAt, attendeesCount: came, registrantsCount: registered }: SessionWithEvent): string {
  const registrants = registered === 0 ? 'No registrants' : count(registered, 'registrant');
  if (!endedAt) return registered === 0 ? `${registrants} yet` : registrants;
  if (registered === 0 && came === 0) return registrants;
  if (came > registered) return `${count(came, 'person', 'people')} came, ${number(registered)} had registered`;
  return `${number(came)} of ${registrants} came`;
}

function state({ status, canceledAt, startedAt, endedAt }: SessionWithEvent): string {
  if (canceledAt) return ' · canceled';
  if (status === 'past_not_started') return ' · never started';
  return startedAt && !endedAt ? ' · 🔴 live' : '';
}
