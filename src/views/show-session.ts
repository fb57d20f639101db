// The answer to `show` about a session: all that is known of it, and what can be done next.

import type { KnownSession } from '../operations/known.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { formatDuration } from '../time/format.ts';
import { actions, type Block, button, context, fields, header, type Message, message } from './blocks.ts';
import { eventName, literal, short } from './names.ts';
import { moment, people, sessionTitle } from './session-line.ts';
import { ageWords, registrationWords, type Shown } from './show-event.ts';
import { link, md, safeUrl } from './text.ts';

export function showSession({ session, readAt }: KnownSession, shownAs: Shown): Message {
  const { event, startsAt, startedAt, endedAt, durationSeconds, roomLink } = session;
  const title = sessionTitle(session);
  const facts = [
    md`*${endedAt ? 'Was planned for' : 'Starts'}*\n${moment(startsAt, session.timeZone)}`,
    md`*State*\n${stateWords(session)}`,
    md`*People*\n${people(session)}`,
    ...(startedAt ? [md`*Started*\n${moment(startedAt, session.timeZone)}`] : []),
    ...(endedAt ? [md`*Ended*\n${moment(endedAt, session.timeZone)}`] : []),
    ...(durationSeconds !== null ? [md`*Lasted*\n${formatDuration(durationSeconds)}`] : []),
    md`*Registration*\n${registrationWords(event)}`,
    ...(roomLink && safeUrl(roomLink) ? [md`*Room*\n${link(roomLink, 'Room')}`] : []),
  ];
  const verdict = md`${literal(title)}: ${stateWords(session)}, ${moment(startsAt, session.timeZone)}. ${people(session)}.`;
  return message(verdict, [
    header(title),
    fields(...facts),
    context(md`A session of ${literal(eventName(event))}.`),
    nextSteps(session),
    context(ageWords(readAt, shownAs)),
  ]);
}

function stateWords(session: SessionWithEvent) {
  const { status, startedAt, endedAt, canceledAt, event } = session;
  if (canceledAt) return 'canceled';
  if (status === 'past_not_started') return 'never started';
  if (endedAt || status === 'past') return 'over';
  if (startedAt || status === 'live') return '🔴 live';
  if (event.status === 'draft') return 'planned, in a draft';
  return status === 'upcoming' ? 'planned' : literal(short(status, 40));
}

function nextSteps(session: SessionWithEvent): Block {
  const { id, eventId, startedAt, endedAt, canceledAt, status, event } = session;
  const over = endedAt !== null || canceledAt !== null || status.startsWith('past');
  const live = !over && (startedAt !== null || status === 'live');
  return actions(
    ...(over || event.status === 'draft'
      ? []
      : [button({ id: 'run.register', text: 'Register a person', value: `register ${id}`, style: 'primary' })]),
    button({ id: 'run.show', text: 'Show the event', value: `show ${eventId}` }),
    button({ id: 'show.refresh', text: 'Refresh (1 call)', value: `session ${id}` }),
    button({ id: 'share', text: 'Share in channel', value: `show ${id}` }),
    ...(over || live
      ? []
      : [
          button({ id: 'run.reschedule', text: 'Reschedule', value: `reschedule ${id}` }),
          button({ id: 'run.cancel', text: 'Cancel session', value: `cancel ${id}`, style: 'danger' }),
        ]),
  );
}
