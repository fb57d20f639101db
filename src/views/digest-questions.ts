// The questions of a digest: the open ones for the root, every one with its answer for the thread.

import type { RichTextBlock } from '@slack/types';
import type { Digest, DigestQuestion } from '../operations/digest.ts';
import type { FollowUp } from '../store/follow-ups.ts';
import { formatOffset } from '../time/format.ts';
import { actions, type Block, button, header } from './blocks.ts';
import { unanswered } from './digest-numbers.ts';
import { nameOf, type People, words } from './digest-people.ts';
import { needed, stateBlocks } from './follow-up.ts';
import { characters, cut } from './limits.ts';
import { count, number } from './numbers.ts';
import { bold, type Inline, italic, line, list, quote, richText, text } from './rich-text.ts';

/** What one list of the root shows, in UTF-16 units of each question. */
const SHORT = 280;
/** Below Slack's 3,000, with room for what is said of the rest. */
const LONG = 2_900;

/** Cut with what was cut: '… (1,100 more characters)'. */
export function shortened(words: string, max: number): string {
  if (words.length <= max) return words;
  const kept = cut(words, max, '');
  return `${kept.trimEnd()}… (${count(characters(words.slice(kept.length)), 'more character')})`;
}

/**
 * What needs a person: the open questions, as far as they fit. Undefined when no question was asked.
 * `inThread` questions stand in the thread, the open ones first; `most` are listed here.
 */
export function needsYou(
  digest: Digest,
  people: People,
  { inThread, most }: { inThread: number; most: number },
): RichTextBlock | undefined {
  if (digest.questions.length === 0) return undefined;
  const open = unanswered(digest);
  if (open.length === 0) return richText(line(bold('✅ Nothing waits for you: every question was answered')));
  const items = open.slice(0, most).map((question) => brief(question, people));
  const rest = Math.min(open.length, inThread) - items.length;
  return richText(
    line(bold(`⚠️ Needs you: ${count(open.length, 'unanswered question')}`)),
    list(items),
    ...(rest > 0 ? [line(italic(`${number(rest)} more ${rest === 1 ? 'is' : 'are'} in the thread`))] : []),
  );
}

/** What needs a person, where somebody can take it: each of the first open questions with its buttons. */
export function toFollowUp(
  digest: Digest,
  people: People,
  { items, most }: { items: FollowUp[]; most: number },
): Block[] {
  const open = unanswered(digest).flatMap((question) => {
    const item = items.find(({ questionId }) => questionId === question.id);
    return item ? [{ question, item }] : [];
  });
  if (open.length === 0) return [richText(line(bold('✅ Nothing waits for you: every question was answered')))];
  const all = button({ id: 'followup.all', text: `All ${number(open.length)}`, value: digest.sessionId });
  return [
    needed(digest.sessionId, { left: open.filter(({ item }) => !item.doneAt).length, all: open.length }),
    ...open
      .slice(0, most)
      .flatMap(({ question, item }) => [
        richText(list([brief(question, people)])),
        ...stateBlocks(item, digest.timeZone),
      ]),
    ...(open.length > most ? [actions(all)] : []),
  ];
}

function brief({ question, asker, offset }: DigestQuestion, people: People): Inline[] {
  const said = shortened(words(question).replace(/\s+/g, ' '), SHORT);
  return [text(said), italic(` – ${[nameOf(asker, people), formatOffset(offset)].filter(Boolean).join(', ')}`)];
}

const GROUPS = [
  ['no', 'Not answered'],
  ['aloud', 'Answered aloud'],
  ['written', 'Answered in writing'],
] as const;

/** A block for each question, the open ones first, then in the order they were asked. */
export function questionBlocks({ questions }: Digest, people: People): Block[] {
  return GROUPS.flatMap(([answered, title]) => {
    const group = questions.filter((question) => question.answered === answered);
    const blocks = group.map((question) => entry(question, people));
    return group.length > 0 ? [header(`${title} (${number(group.length)})`), ...blocks] : [];
  });
}

function entry(question: DigestQuestion, people: People): RichTextBlock {
  const { offset, asker, answered } = question;
  const by = nameOf(asker, people);
  return richText(
    line(bold(formatOffset(offset)), by && ` · ${by}`),
    quote(text(shortened(words(question.question), LONG))),
    ...(answered === 'no' ? [] : [answer(question, people)]),
  );
}

function answer({ answered, response, responder }: DigestQuestion, people: People): ReturnType<typeof line> {
  const by = responder ? nameOf(responder, people) : '';
  if (answered === 'aloud') return line(italic(by ? `Answered aloud by ${by}` : 'Answered aloud'));
  if (response === null) return line(italic('Answered in writing; Livestorm does not give the words'));
  return line(bold(by || 'Answer'), ': ', text(shortened(words(response), LONG)));
}
