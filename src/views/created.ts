// What is shown after an event or a session was made, in the form's place, and what is shared of it.

import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import {
  actions,
  type Block,
  button,
  context,
  fields,
  type Message,
  type Modal,
  message,
  modal,
  section,
} from './blocks.ts';
import { moment, sessionTitle } from './session-line.ts';
import { link, md, oneLine } from './text.ts';

export interface CreatedData {
  event: { title: string; status: string; registrationLink: string | null };
  session: { id: string; startsAt: Date | null; timeZone: string } | null;
}

const registration = (url: string | null, status: string) => {
  if (status !== 'published') return md`Not open yet: the event is a draft.`;
  return url ? link(url, 'Registration page') : md`Open.`;
};

export function created({ event, session }: CreatedData): Modal {
  return modal({
    id: 'done',
    title: 'Created',
    close: 'Done',
    blocks: [
      section(
        md`*${oneLine(event.title)}* is in Livestorm, as ${event.status === 'published' ? 'a published event' : 'a draft'}.`,
      ),
      fields(
        md`*Starts*\n${session ? moment(session.startsAt, session.timeZone) : 'No session yet'}`,
        md`*Registration*\n${registration(event.registrationLink, event.status)}`,
      ),
      ...(session ? [shareButton(session.id)] : []),
      context('1 Livestorm call'),
    ],
  });
}

export function scheduled(session: SessionWithEvent): Modal {
  return modal({
    id: 'done',
    title: 'Scheduled',
    close: 'Done',
    blocks: [
      section(md`*${sessionTitle(session)}* has a new session.`),
      fields(
        md`*Starts*\n${moment(session.startsAt, session.timeZone)}`,
        md`*Registration*\n${registration(session.event.registrationLink, session.event.status)}`,
      ),
      shareButton(session.id),
      context('1 Livestorm call'),
    ],
  });
}

const shareButton = (sessionId: string): Block =>
  actions(button({ id: 'share', text: 'Share in channel', value: `session ${sessionId}` }));

/** A session as a channel is told of it. */
export function announcement(session: SessionWithEvent): Message {
  const title = sessionTitle(session);
  return message(md`${title}: ${moment(session.startsAt, session.timeZone)}`, [
    section(md`*${title}*\n${moment(session.startsAt, session.timeZone)}`),
    context(registration(session.event.registrationLink, session.event.status)),
  ]);
}
