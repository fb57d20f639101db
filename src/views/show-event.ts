// The answer to `show` about an event: all that is known of it, and what can be done next.

import type { KnownEvent } from '../operations/known.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import {
  actions,
  type Block,
  button,
  context,
  fields,
  header,
  type Message,
  message,
  section,
  weight,
} from './blocks.ts';
import { nameOf, type People } from './digest-people.ts';
import { fitting } from './fitting.ts';
import { eventName, isSeen, literal, short } from './names.ts';
import { count } from './numbers.ts';
import { sessionLine } from './session-line.ts';
import { link, md, safeUrl, when } from './text.ts';

const SHOWN = { most: 10, weight: 6_000, of: weight };

/** `anew`: Livestorm was just asked, at one call. */
export function ageWords(readAt: Date | null, { timeZone, anew = false }: Shown) {
  if (!readAt) return md`From what Showrunner happened to hear: Livestorm was not asked about it yet.`;
  if (anew) return md`As Livestorm said ${when(readAt, timeZone)}. This cost 1 Livestorm call.`;
  return md`From Showrunner's own list, as of ${when(readAt, timeZone)}. No call was made.`;
}

/** Where the reader is, and whether it was just read. */
export interface Shown {
  timeZone: string;
  anew?: boolean;
  /** How its readers want people named; in full unless told, to one person. */
  people?: People;
}

export const registrationWords = ({ status, registrationLink }: KnownEvent['event']) => {
  if (status === 'draft') return md`Not open yet: the event is a draft.`;
  return registrationLink && safeUrl(registrationLink)
    ? link(registrationLink, 'Registration page')
    : md`No link known.`;
};

export function showEvent({ event, sessions, readAt }: KnownEvent, shownAs: Shown): Message {
  const name = eventName(event);
  const ordered = inOrder(sessions);
  const shown = fitting(
    ordered.map((session) =>
      section(sessionLine(session), button({ id: 'run.show', text: 'Show', value: `show ${session.id}` })),
    ),
    SHOWN,
  );
  const left = ordered.length - shown.length;
  const total = `${count(sessions.length, 'session')}`;
  return message(
    md`${literal(name)}: ${event.status === 'draft' ? 'a draft, ' : ''}${total}, ${registrantsOf(sessions)}.`,
    [
      header(name),
      fields(
        md`*State*\n${stateWords(event)}`,
        md`*Registration*\n${registrationWords(event)}`,
        md`*Owner*\n${literal(ownerName(event, shownAs.people))}`,
        md`*Planned for*\n${event.estimatedDurationMinutes === null ? 'Not said' : `${event.estimatedDurationMinutes} min`}`,
        md`*Sessions*\n${total}`,
        md`*Registrants*\n${registrantsOf(sessions)}`,
      ),
      ...(shown.length === 0 ? [section('It has no session. Schedule one to give it a date.')] : shown),
      ...(left > 0 ? [context(`${count(left, 'more session is', 'more sessions are')} not shown.`)] : []),
      nextSteps(event),
      context(ageWords(readAt, shownAs)),
    ],
  );
}

function stateWords({ status }: KnownEvent['event']) {
  if (status === 'draft') return 'Draft';
  if (status === 'published') return 'Published';
  return status === '' ? 'Not known' : literal(short(status, 40));
}

/** What is ahead first, soonest first; then what is over, newest first. */
function inOrder(sessions: SessionWithEvent[]): SessionWithEvent[] {
  const isOver = ({ endedAt, canceledAt }: SessionWithEvent) => endedAt !== null || canceledAt !== null;
  return [...sessions.filter((session) => !isOver(session)), ...sessions.filter(isOver).reverse()];
}

const registrantsOf = (sessions: SessionWithEvent[]): string =>
  count(
    sessions.reduce((sum, { registrantsCount }) => sum + registrantsCount, 0),
    'registrant',
    'registrants',
  );

function ownerName({ owner }: KnownEvent['event'], people: People = 'full'): string {
  const name = [owner?.firstName, owner?.lastName].filter(isSeen).join(' ');
  if (!isSeen(name)) return 'Not known';
  return people === 'full' ? short(name, 80) : nameOf({ name, team: true }, people) || 'Somebody of the team';
}

const nextSteps = ({ id, status }: KnownEvent['event']): Block =>
  actions(
    ...(status === 'draft'
      ? [button({ id: 'run.publish', text: 'Publish', value: `publish ${id}`, style: 'primary' })]
      : []),
    button({ id: 'run.schedule', text: 'Schedule a session', value: `schedule ${id}` }),
    button({ id: 'run.edit', text: 'Edit', value: `edit ${id}` }),
    button({ id: 'run.clone', text: 'Clone', value: `clone ${id}` }),
    button({ id: 'show.refresh', text: 'Refresh (1 call)', value: `event ${id}` }),
    button({ id: 'share', text: 'Share in channel', value: `show ${id}` }),
    button({ id: 'run.delete', text: 'Delete event', value: `delete ${id}`, style: 'danger' }),
  );
