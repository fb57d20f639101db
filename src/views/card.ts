// The card: the one message in a channel that stands for a session. Each state has the same blocks and lines, so that
// nothing below it jumps when it changes.

import type { MrkdwnElement } from '@slack/types';
import { brings } from '../features.ts';
import type { CardState } from '../operations/life.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { formatDuration } from '../time/format.ts';
import { actions, type Block, button, context, fields, header, type Message, message, section } from './blocks.ts';
import { freshness, type LiveState } from './live-state.ts';
import { literal, short } from './names.ts';
import { moment, people, sessionTitle, shortMoment } from './session-line.ts';
import { link, md, safeUrl } from './text.ts';

/** One line of a heading on most screens. */
const TITLE = 60;

interface Shown {
  title: string;
  status: string;
  at: MrkdwnElement;
  people: MrkdwnElement;
  /** A heading of one word, and what stands under it. */
  other: [string, MrkdwnElement];
  note: string | MrkdwnElement;
  buttons: Block[];
}

function layout({ title, status, at, people, other: [what, words], note, buttons }: Shown): Message {
  return message(md`${literal(short(title))}: ${status}. ${at}. ${people}.`, [
    header(short(title, TITLE)),
    section(md`*${status}*\n${at}`),
    fields(md`*People*\n${people}`, md`*${what}*\n${words}`),
    context(note),
    ...buttons,
  ]);
}

const STATUS: Record<CardState, string> = {
  draft: '📝 Draft',
  open: '🟢 Open for registration',
  late: '⚠️ Has not started',
  live: '🔴 Live',
  ended: '⏹️ Ended',
  digest: '⏹️ Ended',
  canceled: '❌ Canceled',
};

export function card(
  session: SessionWithEvent,
  { state, features, live = null }: { state: CardState; features: string[]; live?: LiveState | null },
): Message {
  return layout({
    title: sessionTitle(session),
    status: STATUS[state],
    at: moment(session.startsAt, session.timeZone),
    people: md`${people(session)}`,
    other: other(session, state),
    note: state === 'live' && live ? freshness(live, session.timeZone) : note(state, features),
    buttons: buttons(session.id, !['ended', 'digest', 'canceled'].includes(state)),
  });
}

function other({ event, startedAt, durationSeconds, timeZone }: SessionWithEvent, state: CardState): Shown['other'] {
  if (state === 'ended' || state === 'digest') {
    return ['Lasted', md`${durationSeconds === null ? 'Livestorm has not said' : formatDuration(durationSeconds)}`];
  }
  if (state === 'live') return ['Started', startedAt ? shortMoment(startedAt, timeZone) : md`Livestorm has not said`];
  if (state === 'draft') return ['Registration', md`Not open yet`];
  if (state === 'canceled') return ['Registration', md`Closed`];
  const { registrationLink: url } = event;
  return ['Registration', url && safeUrl(url) ? link(url, 'Registration page') : md`Open`];
}

function note(state: CardState, features: string[]): string {
  if (state === 'canceled') return 'Nothing more is said of it here.';
  if (state === 'digest') return 'Its digest is in this channel.';
  if (state === 'ended')
    return brings(features, 'digest') ? 'Its digest follows in this channel.' : 'This card stays as it is.';
  return 'What happens is said in the thread.';
}

const buttons = (sessionId: string, isAhead: boolean): Block[] => [
  actions(
    button({ id: 'run.show', text: 'Show', value: `show ${sessionId}` }),
    ...(isAhead ? [button({ id: 'run.register', text: 'Register', value: `register ${sessionId}` })] : []),
  ),
];

/** The last words of a card whose channel unsubscribed. */
export const leftCard = (session: SessionWithEvent): Message =>
  layout({
    title: sessionTitle(session),
    status: '▫️ No longer followed here',
    at: moment(session.startsAt, session.timeZone),
    people: md`${people(session)}`,
    other: ['Registration', md`See Livestorm`],
    note: 'This card stays as it is.',
    buttons: buttons(session.id, false),
  });

/** The last words of a card whose session Livestorm no longer has. */
export const goneCard = (title: string): Message =>
  layout({
    title,
    status: '❌ Deleted',
    at: md`Livestorm no longer has this session`,
    people: md`Not known any more`,
    other: ['Registration', md`Closed`],
    note: 'Nothing more is said of it here.',
    buttons: [actions(button({ id: 'run.list', text: 'List sessions', value: 'list' }))],
  });
