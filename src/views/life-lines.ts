// What is said under a card while a session comes nearer, runs and ends; and, in the channel itself, that it did not start.

import type { MrkdwnElement } from '@slack/types';
import type { Reminder } from '../operations/life.ts';
import type { Arrival } from '../store/cards.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { People } from '../store/tables.ts';
import { formatDuration } from '../time/format.ts';
import { context, type Message, message, section } from './blocks.ts';
import { nameOf } from './digest-people.ts';
import { bold, eventName, literal, short } from './names.ts';
import { count, number } from './numbers.ts';
import { moment, people, sessionTitle, shortMoment } from './session-line.ts';
import { join, md } from './text.ts';

const named = (session: SessionWithEvent) => bold(short(sessionTitle(session)));
const plainly = (session: SessionWithEvent) => literal(short(sessionTitle(session)));

/** By the name of a reminder; in seconds. */
const BEFORE: Record<Reminder, [number, string]> = {
  '24h': [86_400, '24 hours'],
  '1h': [3_600, '1 hour'],
  '15min': [900, '15 minutes'],
};

/** The minute in which it is said is not the exact one, and after an outage it is said late. */
const NEARLY = 5 * 60;

function left(startsAt: Date | null, now: Date, before: Reminder): string {
  const seconds = ((startsAt ?? now).getTime() - now.getTime()) / 1_000;
  const [usual, words] = BEFORE[before];
  return Math.abs(seconds - usual) <= Math.min(NEARLY, usual / 5) ? words : formatDuration(seconds);
}

/** What the catalogue knows, for no call: whether all is as it should be before people come. */
export function reminder(session: SessionWithEvent, at: { now: Date; before: Reminder; people: People }): Message {
  const facts = factsOf(session, at.people);
  const open = facts.filter(({ isGood }) => !isGood);
  const verdict = open.length === 0 ? 'All set.' : `${count(open.length, 'thing')} to look at before it starts.`;
  const time = left(session.startsAt, at.now, at.before);
  const lines = facts.map(({ isGood, words }) => md`${isGood ? '✅' : '⚠️'} ${words}`);
  return message(md`${plainly(session)} starts in ${time}. ${verdict}`, [
    section(
      md`${named(session)} starts in ${time}. *${verdict}*\n${moment(session.startsAt, session.timeZone)}\n${join(lines, '\n')}`,
    ),
  ]);
}

interface Fact {
  isGood: boolean;
  words: string | MrkdwnElement;
}

function factsOf({ event, registrantsCount }: SessionWithEvent, people: People): Fact[] {
  const { status, owner, recordingEnabled, chatEnabled, questionsEnabled } = event;
  const isDraft = status === 'draft';
  const settings = [
    { what: 'Recording is', isOn: recordingEnabled },
    { what: 'Chat is', isOn: chatEnabled },
    { what: 'Questions are', isOn: questionsEnabled },
  ];
  const name = owner && nameOf({ name: `${owner.firstName} ${owner.lastName}`, team: true }, people);
  return [
    { isGood: !isDraft, words: isDraft ? 'Still a draft: nobody can register' : 'Published' },
    {
      isGood: registrantsCount > 0,
      words: registrantsCount > 0 ? count(registrantsCount, 'registrant') : 'No registrants yet',
    },
    // Those that were never read are not guessed.
    ...settings.flatMap(({ what, isOn }) =>
      typeof isOn === 'boolean' ? [{ isGood: isOn, words: `${what} ${isOn ? 'on' : 'off'}` }] : [],
    ),
    {
      isGood: owner !== null,
      words: name ? md`Owner: ${literal(name)}` : owner ? 'Has an owner' : 'No owner is known',
    },
  ];
}

export const moved = (session: SessionWithEvent): Message =>
  message(md`${plainly(session)} was moved: ${moment(session.startsAt, session.timeZone)}.`, [
    section(md`📅 ${named(session)} was moved: ${moment(session.startsAt, session.timeZone)}.`),
  ]);

export const started = (session: SessionWithEvent): Message =>
  message(md`${plainly(session)} is live. ${people(session)}.`, [
    section(
      md`🔴 ${named(session)} is live${session.startedAt ? md`, since ${shortMoment(session.startedAt, session.timeZone)}` : md``}. ${people(session)}.`,
    ),
  ]);

export const ended = (session: SessionWithEvent): Message =>
  message(md`${plainly(session)} has ended${lasted(session)}. ${people(session)}.`, [
    section(md`${named(session)} has ended${lasted(session)}. ${people(session)}.`),
  ]);

const lasted = ({ durationSeconds }: SessionWithEvent): string =>
  durationSeconds === null ? '' : ` after ${formatDuration(durationSeconds)}`;

/** In the channel, to whoever is there: people may be waiting in front of a closed room. */
export const late = (session: SessionWithEvent): Message =>
  message(md`<!here> This session should have started: ${plainly(session)}.`, [
    section(
      md`<!here> This session should have started, and Livestorm has not told that it did: ${named(session)}\n${moment(session.startsAt, session.timeZone)}`,
    ),
    context(md`${people(session)}. I say this once.`),
  ]);

/** Together, since the channel was told last. */
export function moreRegistered(session: SessionWithEvent, more: number): Message {
  const words = `${count(more, 'more person', 'more people')} registered since the last count. ${people(session)}.`;
  return message(words, [section(words)]);
}

/** More names than these nobody reads. */
const NAMED = 20;

/** Each by name, as the channel wants people named. */
export function arrivals(
  session: SessionWithEvent,
  { came, people: how }: { came: Arrival[]; people: People },
): Message {
  const all = came.map((person) => nameOf(person, how)).filter((name) => name !== '' && name !== 'someone');
  const names = all.slice(0, NAMED);
  const others = came.length - names.length;
  const rest = names.length > 0 ? `${number(others)} more` : count(others, 'person', 'people');
  const who = [...names.map((name) => literal(name)), ...(others > 0 ? [md`${rest}`] : [])];
  const last = who.pop() ?? md`Somebody`;
  const list = who.length > 0 ? md`${join(who, ', ')} and ${last}` : last;
  const words = md`${list} registered for ${literal(eventName(session.event))}. ${people(session)}.`;
  return message(words, [section(words)]);
}
