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
import { bold, eventName, isSeen, literal, short } from './names.ts';
import { momentLines } from './planned.ts';
import { moment, sessionTitle } from './session-line.ts';
import { ONE_CALL, type Spent, spentWords } from './spent.ts';
import { link, md, safeUrl } from './text.ts';

export interface CreatedData {
  event: { title: string; status: string; registrationLink: string | null };
  /** In the order of their start. */
  sessions: { id: string; startsAt: Date | null; timeZone: string }[];
  spent?: Spent;
}

function registration(url: string | null, status: string) {
  if (status === 'draft') return md`Not open yet: the event is a draft.`;
  return url && safeUrl(url) ? link(url, 'Registration page') : md`Open. Livestorm gave no link to the page.`;
}

export function created({ event, sessions, spent = ONE_CALL }: CreatedData): Modal {
  const [session, ...more] = sessions;
  const published = event.status !== 'draft';
  return modal({
    id: 'done',
    title: 'Created',
    close: 'Done',
    blocks: [
      section(md`${bold(short(event.title))} is in Livestorm, as ${published ? 'a published event' : 'a draft'}.`),
      fields(
        md`*Starts*\n${session ? moment(session.startsAt, session.timeZone) : 'No session yet: `schedule` adds one.'}`,
        md`*Registration*\n${registration(event.registrationLink, event.status)}`,
      ),
      ...(more.length > 0 ? [section(`${sessions.length} sessions, one a week:`), ...momentLines(sessions)] : []),
      ...(session ? [shareButton(session.id)] : []),
      context(md`${spentWords(spent)}${published ? md`` : md` \`publish\` opens its registration.`}`),
    ],
  });
}

export function scheduled(session: SessionWithEvent, spent: Spent = ONE_CALL): Modal {
  return modal({
    id: 'done',
    title: 'Scheduled',
    close: 'Done',
    blocks: [
      section(md`${bold(eventName(session.event))} has a new session${ownName(session.name)}.`),
      fields(
        md`*Starts*\n${moment(session.startsAt, session.timeZone)}`,
        md`*Registration*\n${registration(session.event.registrationLink, session.event.status)}`,
      ),
      shareButton(session.id),
      context(spentWords(spent)),
    ],
  });
}

const ownName = (name: string | null) => (isSeen(name) ? md`, ${bold(short(name))}` : md``);

const shareButton = (sessionId: string): Block =>
  actions(button({ id: 'share', text: 'Share in channel', value: `session ${sessionId}` }));

/** A session as a channel is told of it. */
export function announcement(session: SessionWithEvent): Message {
  const title = sessionTitle(session);
  return message(md`${literal(title)}: ${moment(session.startsAt, session.timeZone)}`, [
    section(md`${bold(title)}\n${moment(session.startsAt, session.timeZone)}`),
    context(registration(session.event.registrationLink, session.event.status)),
  ]);
}
