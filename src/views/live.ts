// What is said while a session is live: what was written, together; what was asked, each with who sees to it.

import type { HeardMessage, HeardQuestion } from '../operations/heard.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { Mark } from '../store/live-tables.ts';
import type { PersonName } from '../store/person-name.ts';
import type { People } from '../store/tables.ts';
import { formatOffset } from '../time/format.ts';
import { actions, type Block, button, context, type Message, message, section, weight } from './blocks.ts';
import { nameOf, words } from './digest-people.ts';
import { shortened } from './digest-questions.ts';
import { mention } from './mention.ts';
import { literal } from './names.ts';
import { count } from './numbers.ts';
import { bold, date, type Inline, italic, line, quote, richText, text } from './rich-text.ts';
import { join, md } from './text.ts';

const LETTERS = { message: 300, question: 2_000, answer: 600 };
/** A message of chat: a screen or two, well below what Slack takes. */
const MOST = { lines: 40, weight: 7_000 };

interface Around {
  session: Pick<SessionWithEvent, 'startedAt' | 'startsAt' | 'timeZone'>;
  people: People;
  /** By Livestorm's id, as far as they are known: a chat message has none (livestorm-api.md 4.6). */
  names: Map<string, PersonName>;
}

/** Said here before, and no longer listed by Livestorm, which does not say why: a moderator deleted it, or it was its writer's. */
export interface Gone {
  at: number | null;
  isGone: true;
}

const NO_LONGER = {
  message: 'Livestorm no longer lists this message.',
  question: 'Livestorm no longer lists this question.',
};

/** What was written since the last look, in order: what fits one message together. */
export function chatParts<M extends HeardMessage>(said: M[], around: Around): M[][] {
  const parts: M[][] = [];
  let heavy = 0;
  for (const one of said) {
    const [last, its] = [parts.at(-1), weight(chatLine(one, around))];
    heavy += its;
    if (last && last.length < MOST.lines && heavy < MOST.weight) last.push(one);
    else {
      parts.push([one]);
      heavy = its;
    }
  }
  return parts;
}

export function chatMessage(part: (HeardMessage | Gone)[], around: Around): Message {
  const plain = part.map((one) => literal('isGone' in one ? NO_LONGER.message : chatWords(one, around)));
  return message(md`Chat: ${join(plain, ' · ')}`, [
    context(`💬 Chat: ${count(part.length, 'message')}`),
    richText(...part.map((one) => chatLine(one, around))),
  ]);
}

function chatLine(said: HeardMessage | Gone, around: Around) {
  if ('isGone' in said) return line(...moment(said.at, around), ' ', italic(NO_LONGER.message));
  const by = writer(said, around);
  return line(...moment(said.at, around), by && bold(` ${by}`), ': ', text(spoken(said)));
}

const chatWords = (said: HeardMessage, around: Around): string =>
  [writer(said, around), spoken(said)].filter(Boolean).join(': ');

const spoken = (said: HeardMessage): string => shortened(words(said.text).replace(/\s+/g, ' '), LETTERS.message);

/** '' when nobody is to be named, or nobody knows. */
function writer({ authorId, team }: HeardMessage, { people, names }: Around): string {
  return known(nameOf({ name: names.get(authorId ?? '') ?? '', team }, people));
}

const known = (name: string): string => (name === 'someone' ? '' : name);

/** Where it will be in the recording; the moment itself while nobody knows when the session started. */
function moment(at: number | null, { session: { startedAt, timeZone } }: Around): Inline[] {
  if (at === null) return [];
  if (!startedAt) return [date(new Date(at), timeZone)];
  return [bold(formatOffset(Math.max(0, (at - startedAt.getTime()) / 1_000)))];
}

export interface LiveQuestion {
  question: HeardQuestion;
  mark: { mark: Mark; by: string } | null;
}

const BUTTONS = [
  ['live.take', "I'll take it"],
  ['live.answered', 'Answered live'],
  ['live.later', 'Follow up later'],
] as const;

export function goneQuestion({ at }: Gone, around: Around): Message {
  return message(NO_LONGER.question, [richText(line(...moment(at, around), ' ', italic(NO_LONGER.question)))]);
}

/** One message; its buttons go when Livestorm says that it was answered. */
export function liveQuestion({ question, mark }: LiveQuestion, around: Around): Message {
  const { id, at, asker } = question;
  const by = known(nameOf({ name: asker ?? '', team: false }, around.people));
  const asked = shortened(words(question.question), LETTERS.question);
  const answered = answerOf(question, around);
  const state = answered?.plain ?? marked(mark);
  const isOpen = !answered;
  return message(md`${by ? `${by} asks` : 'Question'}: ${literal(asked)}\n${state}`, [
    richText(
      line(isOpen ? '❓ ' : '✅ ', ...moment(at, around), by && bold(` ${by}`)),
      quote(text(asked)),
      ...(answered?.lines ?? []),
    ),
    ...(isOpen ? [section(state), buttons(id)] : []),
  ]);
}

const buttons = (id: string): Block =>
  actions(...BUTTONS.map(([action, label]) => button({ id: action, text: label, value: id })));

/** As people in Slack say; the same press again takes it back. */
function marked(mark: LiveQuestion['mark']) {
  if (!mark) return md`Nobody has taken it yet.`;
  const who = mention(mark.by);
  if (mark.mark === 'taken') return md`🙋 ${who} takes it.`;
  return mark.mark === 'answered' ? md`🗣️ Answered live, says ${who}.` : md`📌 To follow up later, says ${who}.`;
}

/** What Livestorm says of it; undefined while it says nothing. */
function answerOf({ response, aloud, responder }: HeardQuestion, { people }: Around) {
  const by = responder ? nameOf({ name: responder, team: true }, people) : '';
  if (response !== null) {
    const said = shortened(words(response), LETTERS.answer);
    return {
      plain: md`Answered${by ? ` by ${by}` : ''}: ${literal(said)}`,
      lines: [line(bold(by || 'Answer'), ': ', text(said))],
    };
  }
  if (!aloud) return undefined;
  const said = by ? `Answered aloud by ${by}` : 'Answered aloud';
  return { plain: md`${said}.`, lines: [line(italic(said))] };
}

/** For whoever pressed a button under a question. */
export function questionMarked(given: {
  mark: Mark | null;
  isAnswered: boolean;
  /** The session. */
  isOver: boolean;
  before: LiveQuestion['mark'];
}): Message {
  const words = markedWords(given);
  return message(words, [section(words)]);
}

function markedWords({ mark, isAnswered, isOver, before }: Parameters<typeof questionMarked>[0]) {
  if (isAnswered) return md`Livestorm says that it was answered. Nothing was changed.`;
  if (mark === null) return md`Taken back: nobody has this question now.`;
  const instead = before ? md` Before, it was ${STOOD[before.mark]} (${mention(before.by)}).` : md``;
  const said = isOver && mark === 'taken' ? TAKEN_AFTER : SAID[mark];
  const stays = isOver || mark === 'later';
  return md`${said}${instead}${stays ? '' : ' Press again to take it back.'}`;
}

const SAID: Record<Mark, string> = {
  taken: 'You take this question. Answer it in the room: Showrunner cannot write there.',
  answered: 'Noted as answered live, here in Slack. In Livestorm it stays open until somebody marks it there.',
  later: 'Noted to follow up later: the digest lists it among what needs a person.',
};
const TAKEN_AFTER = 'You take this question. The session is over: write to whoever asked.';
const STOOD: Record<Mark, string> = {
  taken: 'taken',
  answered: 'noted as answered live',
  later: 'noted to follow up later',
};
