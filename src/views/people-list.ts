// The answer to `people`: twenty a page, for the person who asked and nobody else.

import type { MrkdwnElement } from '@slack/types';
import type { ListedPerson, PeopleReading } from '../operations/session-people.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { formatDuration } from '../time/format.ts';
import { actions, type Block, button, context, header, type Message, message, section } from './blocks.ts';
import { cutMrkdwn } from './limits.ts';
import { bold, isSeen, literal, short } from './names.ts';
import { count, number, percent } from './numbers.ts';
import { sessionTitle } from './session-line.ts';
import { join, md, mrkdwn, when } from './text.ts';

export const PAGE = 20;

/** Five lines of this share a section, twenty a message. */
const LINE = 380;
const TOGETHER = 5;

export interface PeopleListData {
  session: SessionWithEvent;
  reading: PeopleReading;
  /** From 0; beyond the last it is the last. */
  page: number;
  timeZone: string;
}

export function peopleList({ session, reading, page: asked, timeZone }: PeopleListData): Message {
  const { people } = reading;
  const last = Math.max(0, Math.ceil(people.length / PAGE) - 1);
  const page = Math.min(Math.max(asked, 0), last);
  const from = page * PAGE;
  const shown = people.slice(from, from + PAGE).map((person, index) => line(person, from + index + 1));
  const totals = sums(reading, session);
  const place =
    people.length > PAGE ? `People ${from + 1} to ${from + shown.length} of ${number(people.length)}. ` : '';
  return message(md`${literal(sessionTitle(session))}: ${totals}`, [
    header('People of a session'),
    section(md`${bold(sessionTitle(session))}\n${totals}`),
    ...dealt(shown),
    context(
      md`${place}Read ${when(reading.readAt, timeZone)} for ${count(reading.calls, 'Livestorm call')}; turning pages costs none for ten minutes. Only you see this.`,
    ),
    actions(
      ...(page > 0 ? [button({ id: 'people.previous', text: 'Previous', value: `${session.id} ${page - 1}` })] : []),
      ...(page < last ? [button({ id: 'people.next', text: 'Next', value: `${session.id} ${page + 1}` })] : []),
      ...(people.length > 0 ? [button({ id: 'people.csv', text: 'CSV', value: session.id })] : []),
      button({
        id: 'people.read',
        text: `Read again (${count(reading.calls, 'call')})`,
        value: session.id,
      }),
    ),
  ]);
}

/** A reading that costs this much is asked for once more. */
export function askToRead(session: SessionWithEvent, calls: number): Message {
  const people = count(session.registrantsCount, 'registrant');
  const words = `Reading all ${people} costs about ${count(calls, 'Livestorm call')}. Nothing was read yet.`;
  return message(md`${literal(sessionTitle(session))}: ${words}`, [
    section(md`${bold(sessionTitle(session))}\n${words}`),
    actions(button({ id: 'people.read', text: `Read them (${count(calls, 'call')})`, value: session.id })),
  ]);
}

/** Above the file, in the person's own conversation with the bot. */
export const peopleFile = (session: SessionWithEvent, { people, readAt }: PeopleReading, timeZone: string): Message => {
  const words = md`The people of ${bold(sessionTitle(session))}: ${count(people.length, 'row')}, read ${when(readAt, timeZone)}. Addresses are personal data: delete the file when you are done with it.`;
  return message(words, [section(words)]);
};

const SENT = 'The file is in your own conversation with me.';
export const fileGiven = (): Message => message(SENT, [section(SENT)]);

/** Each with what it is a part of; without a start nobody can have come. */
function sums({ people, more }: PeopleReading, { startedAt, endedAt }: SessionWithEvent): string {
  const all = count(people.length, 'registrant');
  if (people.length === 0) return 'Nobody is registered.';
  const cut = more ? ` These are the first ${number(people.length)}: there are more.` : '';
  const came = people.filter(({ attended }) => attended === true);
  if (came.length === 0)
    return `${all}. ${startedAt || endedAt ? `None of them came${endedAt ? '' : ' so far'}.` : 'It has not started.'}${cut}`;
  const stays = came.flatMap(({ attendanceSeconds }) => attendanceSeconds || []);
  const mean = stays.reduce((sum, stay) => sum + stay, 0) / stays.length;
  const known = stays.length < came.length ? ` (known for ${number(stays.length)} of ${number(came.length)})` : '';
  const stay =
    stays.length > 0
      ? ` They stayed ${formatDuration(mean)} on average${known}.`
      : ' Livestorm does not say yet how long they stayed.';
  return `${number(came.length)} of ${all} came (${percent(came.length, people.length)}).${stay}${cut}`;
}

function line(person: ListedPerson, place: number): MrkdwnElement {
  const name = [person.firstName, person.lastName].filter(isSeen).join(' ');
  const who = isSeen(name) ? bold(short(name, 60)) : md`*(no name)*`;
  const address = isSeen(person.email) ? literal(short(person.email, 254)) : md`no address`;
  const words = md`${place}. ${who} · ${address}${presence(person)}`;
  return mrkdwn(cutMrkdwn(words.text, LINE));
}

function presence({ attended, attendanceSeconds }: ListedPerson): string {
  if (attended !== true) return '';
  return attendanceSeconds ? ` · came, ${formatDuration(attendanceSeconds)}` : ' · came';
}

function dealt(lines: MrkdwnElement[]): Block[] {
  const parts = Math.ceil(lines.length / TOGETHER);
  return Array.from({ length: parts }, (_, part) =>
    section(join(lines.slice(part * TOGETHER, (part + 1) * TOGETHER), '\n')),
  );
}
