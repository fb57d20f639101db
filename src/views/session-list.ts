// The answer to `list`.

import type { SessionState } from '../operations/list-sessions.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { actions, type Block, button, context, header, type Message, message, section } from './blocks.ts';
import { count, moment, sessionLine, sessionTitle } from './session-line.ts';
import { md, when } from './text.ts';

const SHOWN = 20;

const titles: Record<SessionState, string> = {
  upcoming: 'Upcoming sessions',
  live: 'Live now',
  past: 'Past sessions',
  draft: 'Sessions of drafts',
};

const none: Record<SessionState, string> = {
  upcoming: 'No session is scheduled.',
  live: 'No session is live.',
  past: 'No session has ended yet.',
  draft: 'No draft has a session.',
};

export interface SessionListData {
  status: SessionState;
  sessions: SessionWithEvent[];
  /** When the whole catalogue was last read; null before the first time. */
  readAt: Date | null;
  timeZone: string;
}

export function sessionList({ status, sessions, readAt, timeZone }: SessionListData): Message {
  const shown = sessions.slice(0, SHOWN);
  const more = sessions.length - shown.length;
  const age = readAt
    ? md`From Showrunner's own list, last read as a whole ${when(readAt, timeZone)}. *Refresh* costs 1 call for 50 events.`
    : md`Showrunner has not read your events yet. *Refresh* costs 1 call for 50 events.`;
  const blocks: Block[] = [
    header(titles[status]),
    ...(shown.length === 0
      ? [section(none[status])]
      : shown.map((session) => section(sessionLine(session), registerButton(session)))),
    ...(more > 0
      ? [context(`${count(more, 'more session', 'more sessions')}: name one to find it, as in “register spring tour”.`)]
      : []),
    context(age),
    actions(
      button({ id: 'list.refresh', text: 'Refresh', value: status }),
      ...(shown.length > 0 ? [button({ id: 'share', text: 'Share in channel', value: `list ${status}` })] : []),
    ),
  ];
  const first = shown[0];
  const verdict = first
    ? md`${titles[status]}: ${sessions.length.toLocaleString('en-US')}. First: ${sessionTitle(first)}, ${moment(first.startsAt, first.timeZone)}.`
    : none[status];
  return message(verdict, blocks);
}

function registerButton(session: SessionWithEvent) {
  if (session.endedAt || session.canceledAt || session.event.status === 'draft') return undefined;
  return button({ id: 'run.register', text: 'Register', value: `register ${session.id}` });
}
