// How a session is said: its name, its moment, its numbers.

import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { formatWhen } from '../time.ts';
import { md, oneLine, when } from './text.ts';

/** The event's title, with the session's own name when it has one. */
export const sessionTitle = ({ event, name, id }: SessionWithEvent): string =>
  oneLine([event.title ?? event.slug, name].filter(Boolean).join(' · ') || id);

/** As the event means it, then in the reader's own zone: Slack fills that in on each screen. */
export const moment = (at: Date | null, timeZone: string) =>
  at ? md`${formatWhen(at, timeZone)} · for you ${when(at, timeZone)}` : md`No date yet`;

/** `1 person`, `2 people`. */
export const count = (number: number, one: string, many: string): string =>
  `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;

export function sessionLine(session: SessionWithEvent) {
  const { startsAt, timeZone, endedAt, canceledAt, attendeesCount, registrantsCount } = session;
  const people = endedAt
    ? `${attendeesCount.toLocaleString('en-US')} of ${count(registrantsCount, 'registrant', 'registrants')} came`
    : count(registrantsCount, 'registrant', 'registrants');
  const state = canceledAt ? ' · canceled' : '';
  return md`*${sessionTitle(session)}*\n${moment(startsAt, timeZone)}\n${people}${state}`;
}
