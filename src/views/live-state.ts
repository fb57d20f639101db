// How fresh what is said of a live session is, how often it is looked at, and what following costs.

import type { MrkdwnElement } from '@slack/types';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { LiveFollow } from '../store/live.ts';
import type { ListKind } from '../store/live-tables.ts';
import { actions, button, context, type Message, message, section } from './blocks.ts';
import { mention } from './mention.ts';
import { bold, literal, short } from './names.ts';
import { count } from './numbers.ts';
import { people, sessionTitle, shortMoment } from './session-line.ts';
import { md } from './text.ts';

export type LiveState = Pick<LiveFollow, 'heardUntil' | 'everySeconds' | 'pace' | 'endedAt'> & {
  kinds: ListKind[];
  /** Nothing could be read for longer than it should be. */
  isLate: boolean;
};

/** '30 s', '2 minutes'. */
const every = (seconds: number): string =>
  seconds < 60 ? `${seconds} s` : seconds === 60 ? 'minute' : `${Math.round(seconds / 60)} minutes`;

const what = (kinds: ListKind[]): string =>
  kinds.length === 2 ? 'Q&A and chat' : kinds[0] === 'chat' ? 'Chat' : 'Q&A';

/** 'Q&A and chat up to 20:14, looking every 30 s.' */
export function freshness(
  { heardUntil, everySeconds, pace, endedAt, kinds, isLate }: LiveState,
  timeZone: string,
): MrkdwnElement {
  const until = heardUntil ? md`${what(kinds)} up to ${shortMoment(heardUntil, timeZone)}` : md`${what(kinds)} soon`;
  if (endedAt && !heardUntil)
    return md`${what(kinds)}: not looked at, since Showrunner follows a session for twelve hours. The rest is left to the digest.`;
  if (endedAt) return md`${until}. No longer looked at: after twelve hours Showrunner leaves the rest to the digest.`;
  if (pace === 'paused')
    return md`${heardUntil ? until : md`${what(kinds)}: nothing read yet`}. Paused: the last Livestorm calls of the period, if there are any, are kept for what people ask for; it goes on when there are more.`;
  if (isLate) {
    const since = heardUntil ? md`${until}: nothing newer` : md`${what(kinds)}: nothing yet`;
    return md`⚠️ ${since} could be read from Livestorm. Trying again every ${every(everySeconds)}.`;
  }
  const slow = pace === 'slowed' ? ': calls are kept for people' : '';
  return md`${until}, looking every ${every(everySeconds)}${slow}.`;
}

/** What the thread hangs under in a channel that has no card of the session. */
export function liveRoot(
  session: SessionWithEvent,
  { state, askedBy, isOver }: { state: LiveState; askedBy: string; isOver: boolean },
): Message {
  const title = sessionTitle(session);
  const [sign, followed] = isOver
    ? ['⏹️', 'Followed to its end']
    : state.endedAt
      ? ['⏸️', 'No longer followed']
      : ['🔴', 'Followed live'];
  return message(md`${literal(short(title))}: ${followed.toLowerCase()}. ${people(session)}.`, [
    section(
      md`${bold(short(title))}\n${sign} ${followed}, because ${mention(askedBy)} asked for it. ${people(session)}.`,
    ),
    context(isOver ? md`What was asked and written is in the thread.` : freshness(state, session.timeZone)),
  ]);
}

export interface Price {
  minutes: number;
  /** As far as can be foreseen. */
  calls: number;
  /** Null while Livestorm has not said how many calls are left. */
  left: { remaining: number; forLive: number } | null;
}

/** 'about 70 calls for an hour'. */
const cost = ({ minutes, calls }: Price): string =>
  `about ${count(calls, 'Livestorm call')} for ${minutes === 60 ? 'an hour' : `${minutes} min`}`;

const leftWords = ({ left }: Price): string =>
  left ? ` ${count(left.remaining, 'call is', 'calls are')} left in this period.` : '';

const NO_REPLY = 'Showrunner reads the room and cannot write in it: answer in Livestorm.';

/** `isSure`: Slack said that the bot is in the channel. */
export function liveBegun(
  session: SessionWithEvent,
  { isShared, isRunning, isSure, ...price }: Price & { isShared: boolean; isRunning: boolean; isSure: boolean },
): Message {
  const title = bold(short(sessionTitle(session)));
  const begins = isRunning
    ? md`${title} is followed live here`
    : md`${title} will be followed live here as soon as it starts`;
  const costs = isShared
    ? 'It is followed already, so this costs no more calls.'
    : `This costs ${cost(price)}: fewer when little is said.${leftWords(price)}`;
  return message(md`${literal(short(sessionTitle(session)))}: followed live here. ${costs}`, [
    section(
      md`${begins}: questions and chat come in its thread, two minutes old at most while there are calls enough. ${costs}`,
    ),
    context(md`${NO_REPLY} \`live stop\` ends it.${isSure ? '' : ' If nothing comes here, invite me with /invite.'}`),
  ]);
}

/** Following would take calls that are kept for people. */
export function liveAsk(session: SessionWithEvent, price: Price): Message {
  const words = md`Following ${bold(short(sessionTitle(session)))} live costs ${cost(price)}, and ${count(price.left?.forLive ?? 0, 'call is', 'calls are')} left for it: the others are kept for what people ask for.${leftWords(price)} It would go slower, and pause when only those are left.`;
  return message(words, [
    section(words),
    actions(button({ id: 'live.follow', text: 'Follow all the same', value: session.id, style: 'primary' })),
  ]);
}

export function liveOver(session: SessionWithEvent): Message {
  const words = md`${bold(short(sessionTitle(session)))} is over: there is nothing to follow. \`questions\` and \`chat\` show what was said, \`digest\` the whole.`;
  return message(words, [section(words)]);
}

/** It runs still, as far as Livestorm says, and has done so for longer than any is followed. */
export function liveTooLong(session: SessionWithEvent): Message {
  const words = md`${bold(short(sessionTitle(session)))} has run for more than twelve hours: Showrunner follows none for longer. \`questions\` and \`chat\` show what was said, and its digest the whole when it has ended.`;
  return message(words, [section(words)]);
}

export function liveStopped(user: string, sessions: SessionWithEvent[]): Message {
  const titles = sessions.map((session) => short(sessionTitle(session))).join(', ');
  return message(`No longer followed live here: ${titles}.`, [
    section(md`${mention(user)} stopped following ${literal(titles)} live here. What was said before stays.`),
  ]);
}

export const liveNone = (): Message =>
  message('Nothing is followed live in this channel. Nothing was changed.', [
    section('Nothing is followed live in this channel. Nothing was changed.'),
  ]);
