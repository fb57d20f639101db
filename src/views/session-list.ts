// The answer to `list`.

import type { SessionState } from '../store/catalogue.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { actions, type Block, button, context, header, type Message, message, section, weight } from './blocks.ts';
import { fitting } from './fitting.ts';
import { literal } from './names.ts';
import { count, number } from './numbers.ts';
import { moment, sessionLine, sessionTitle } from './session-line.ts';
import { md, when } from './text.ts';

const SHOWN = { most: 20, weight: 7_500, of: weight };

const titles: Record<SessionState, string> = {
  upcoming: 'Upcoming sessions',
  live: 'Live now',
  past: 'Past sessions',
  draft: 'Sessions of draft events',
};

const none: Record<SessionState, string> = {
  upcoming: 'No session is scheduled.',
  live: 'No session is live.',
  past: 'No session has ended yet.',
  draft: 'No draft has a session.',
};

const NOT_READ =
  'Showrunner has not read your events yet, so it cannot tell which sessions there are. Press Refresh to read them.';

export interface SessionListData {
  status: SessionState;
  sessions: SessionWithEvent[];
  /** When the whole catalogue was last read; null before the first time. */
  readAt: Date | null;
  /** How many events are known: a full reading costs a call for every 50. */
  events: number;
  timeZone: string;
}

const refreshWords = ({ readAt, events }: SessionListData): string =>
  readAt ? `Refresh (${count(Math.max(1, Math.ceil(events / 50)), 'call')})` : 'Refresh (1 call per 50 events)';

export function sessionList(data: SessionListData): Message {
  const { status, sessions, readAt, timeZone } = data;
  const shown = fitting(
    sessions.map((session) => section(sessionLine(session), registerButton(session))),
    SHOWN,
  );
  const nothing = readAt ? none[status] : NOT_READ;
  const age = readAt
    ? md`From Showrunner's own list, last read in full ${when(readAt, timeZone)}.`
    : md`From what Showrunner happened to hear: it has not read all your events yet.`;
  const first = sessions[0];
  const verdict = first
    ? md`${titles[status]}: ${number(sessions.length)}${status === 'past' ? '. Last: ' : '. First: '}${literal(sessionTitle(first))}, ${moment(first.startsAt, first.timeZone)}.`
    : nothing;
  return message(verdict, [
    header(titles[status]),
    ...(shown.length === 0 ? [section(nothing)] : shown),
    ...rest(sessions.length - shown.length),
    ...(first || readAt ? [context(age)] : []),
    actions(
      button({ id: 'list.refresh', text: refreshWords(data), value: status }),
      ...(first ? [button({ id: 'share', text: 'Share in channel', value: `list ${status}` })] : []),
      ...(!first && readAt && (status === 'upcoming' || status === 'draft')
        ? [button({ id: 'run.create', text: 'Create a webinar', value: 'create' })]
        : []),
    ),
  ]);
}

const rest = (more: number): Block[] =>
  more > 0
    ? [
        context(
          `${count(more, 'more session is', 'more sessions are')} not shown. Name one to find it, as in “register spring tour”.`,
        ),
      ]
    : [];

export function registerButton(session: SessionWithEvent) {
  const over = session.endedAt || session.canceledAt || session.status.startsWith('past');
  if (over || session.event.status === 'draft') return undefined;
  return button({ id: 'run.register', text: 'Register', value: `register ${session.id}` });
}
