// The answer to `questions` and `chat`: a page of what was said, for the person who asked and nobody else.

import type { RichTextBlock } from '@slack/types';
import type { Said, TalkKind, TalkPrice, TalkReading } from '../operations/talk.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { formatOffset } from '../time/format.ts';
import {
  actions,
  type ButtonSpec,
  button,
  confirmation,
  context,
  header,
  type Message,
  message,
  section,
} from './blocks.ts';
import { shortened } from './digest-questions.ts';
import { bold as boldName, isSeen, literal, short } from './names.ts';
import { count, number } from './numbers.ts';
import { bold, date, type Inline, italic, line, quote, richText, text } from './rich-text.ts';
import { sessionTitle } from './session-line.ts';
import { clean, md, when } from './text.ts';

/** Rows a page, and the letters of each: a page stays below what a message holds. */
const ROWS: Record<TalkKind, number> = { questions: 8, chat: 20 };
const LETTERS = { question: 450, answer: 350, message: 300, name: 50 };

export const TITLES: Record<TalkKind, string> = { questions: 'Questions of a session', chat: 'Chat of a session' };

export interface TalkListData {
  kind: TalkKind;
  session: SessionWithEvent;
  reading: TalkReading;
  price: TalkPrice;
  /** Whether the names of who wrote were looked up. */
  named: boolean;
  /** What looking them up costs. */
  namesCost: number;
  /** Only questions that nobody answered. */
  open: boolean;
  /** From 0; beyond the last it is the last. */
  page: number;
  timeZone: string;
}

/** What a list of these holds: all, or the open questions. */
export const listed = ({ rows }: TalkReading, open: boolean): Said[] =>
  open ? rows.filter(({ answered }) => answered === 'no') : rows;

export function talkList(data: TalkListData): Message {
  const { kind, session, reading, timeZone } = data;
  const rows = listed(reading, data.open);
  const last = Math.max(0, Math.ceil(rows.length / ROWS[kind]) - 1);
  const page = Math.min(Math.max(data.page, 0), last);
  const from = page * ROWS[kind];
  const shown = rows.slice(from, from + ROWS[kind]);
  const totals = sums(data);
  const place = last > 0 ? `${from + 1} to ${from + shown.length} of ${number(rows.length)}. ` : '';
  return message(md`${literal(sessionTitle(session))}: ${totals}`, [
    header(TITLES[kind]),
    section(md`${boldName(sessionTitle(session))}\n${totals}`),
    ...shown.map((row, index) => entry(row, from + index + 1, session)),
    context(
      md`${place}Read ${when(reading.readAt, timeZone)} for ${calls(reading.calls)}; turning pages costs none for ten minutes. Only you see this.`,
    ),
    ...[buttons({ ...data, page }, { last, rows: rows.length })].filter(({ elements }) => elements.length > 0),
  ]);
}

const calls = (value: number): string => count(value, 'Livestorm call');

const NOUNS: Record<TalkKind, string> = { questions: 'question', chat: 'message' };

/** '5 of 19 questions are not answered.' */
function sums({ kind, reading, price, session, open, named }: TalkListData): string {
  const { rows } = reading;
  if (rows.length === 0) return nothing(kind, session);
  const all = count(rows.length, NOUNS[kind]);
  const cut = reading.next === null ? '' : ` ${unread(reading, price, kind)}`;
  if (kind === 'chat') {
    const people = new Set(rows.flatMap(({ authorId }) => authorId ?? [])).size;
    const names = named ? '' : ' Livestorm gives no names with a chat: the button looks them up.';
    const by = people > 0 ? ` from ${count(people, 'person', 'people')}` : '';
    return `${all}${by}.${names}${cut}`;
  }
  const waiting = listed(reading, true).length;
  const filter = open ? ' Only these are shown.' : '';
  if (waiting === 0) return `${all}, all answered.${cut}`;
  return `${number(waiting)} of ${all} ${waiting === 1 ? 'is' : 'are'} not answered.${filter}${cut}`;
}

function nothing(kind: TalkKind, { startedAt, endedAt, canceledAt, status }: SessionWithEvent): string {
  const none = kind === 'questions' ? 'Nobody asked anything' : 'Nobody wrote in the chat';
  if (canceledAt) return `${none}: the session was canceled.`;
  if (status === 'past_not_started') return `${none}: the session never started.`;
  if (endedAt) return `${none}.`;
  return startedAt ? `${none} so far.` : `${none}: it has not started.`;
}

/** What of the list was not read, and why. */
function unread({ rows }: TalkReading, { more }: TalkPrice, kind: TalkKind): string {
  const first = `These are the first ${count(rows.length, NOUNS[kind])}`;
  if (!more) return `${first}: Livestorm has more, and Showrunner reads no further.`;
  if (!more.isExact) return `${first}: there are more.`;
  return `${first}: the ${more.isCapped ? 'next' : 'others'} are ${count(more.calls, 'more call')}.`;
}

function entry(row: Said, place: number, session: SessionWithEvent): RichTextBlock {
  const by = isSeen(row.by) ? short(row.by, LETTERS.name) : row.team ? 'the team' : '';
  const head: Inline[] = [`${place}. `, ...moment(row, session), by && bold(` · ${by}`)];
  if (row.answered === null) return richText(line(...head), quote(text(shortened(clean(row.text), LETTERS.message))));
  return richText(line(...head), quote(text(shortened(clean(row.text), LETTERS.question))), answer(row));
}

/** Where it is in the recording; the moment itself while nobody knows when the session started. */
function moment({ at }: Said, { startedAt, timeZone }: SessionWithEvent): Inline[] {
  if (at === null) return ['time not known'];
  const said = new Date(at);
  return [startedAt ? bold(formatOffset((said.getTime() - startedAt.getTime()) / 1000)) : date(said, timeZone)];
}

function answer({ answered, response, responder }: Said): ReturnType<typeof line> {
  const by = isSeen(responder) ? short(responder, LETTERS.name) : '';
  if (answered === 'no') return line(italic('Not answered'));
  if (response === null) return line(italic(by ? `Answered aloud by ${by}` : 'Answered aloud'));
  return line(bold(by || 'Answer'), ': ', text(shortened(clean(response), LETTERS.answer)));
}

function buttons(data: TalkListData, { last, rows }: { last: number; rows: number }) {
  const { kind, session, reading, price, page, open } = data;
  const value = (to: { page?: number; open?: boolean } = {}) =>
    `${kind} ${session.id} ${to.page ?? 0} ${(to.open ?? open) ? 'open' : 'all'}`;
  const all: (ButtonSpec | false)[] = [
    page > 0 && { id: 'talk.previous', text: 'Previous', value: value({ page: page - 1 }) },
    page < last && { id: 'talk.next', text: 'Next', value: value({ page: page + 1 }) },
    readOn(price, value()),
    kind === 'questions' &&
      reading.rows.length > 0 && {
        id: 'talk.filter',
        text: open ? 'All questions' : 'Unanswered only',
        value: value({ open: !open }),
      },
    kind === 'chat' && reading.rows.length > 0 && !data.named && names(data, value({ page })),
    rows > 0 && { id: 'talk.markdown', text: 'Markdown', value: value() },
    rows > 0 && { id: 'talk.csv', text: 'CSV', value: value() },
    { id: 'talk.read', text: `Read again (${count(price.again, 'call')})`, value: value() },
  ];
  return actions(...all.flatMap((one) => (one ? [button(one)] : [])));
}

function readOn({ more }: TalkPrice, value: string): ButtonSpec | false {
  if (!more) return false;
  const words = `Reading on costs ${more.isExact ? '' : 'up to '}${calls(more.calls)}.`;
  const capped = more.isCapped ? ' That is the first 10,000; Livestorm has more.' : '';
  return {
    id: 'talk.more',
    text: `Read on (${count(more.calls, 'call')})`,
    value,
    ...(more.isMuch && {
      confirm: confirmation({ title: 'Read on?', text: words + capped, yes: 'Read on', no: 'Leave it' }),
    }),
  };
}

/** More calls than this are asked about. */
const MANY = 20;

function names({ namesCost }: TalkListData, value: string): ButtonSpec {
  const ask = `Names come from the list of registrants: ${calls(namesCost)}.`;
  return {
    id: 'talk.names',
    text: `Names (${count(namesCost, 'call')})`,
    value,
    ...(namesCost > MANY && {
      confirm: confirmation({ title: 'Look up the names?', text: ask, yes: 'Look them up', no: 'Leave it' }),
    }),
  };
}
