// What several people asked: each group of questions by its first, with how many asked and whether it was answered.

import type { RichTextBlock } from '@slack/types';
import type { Digest, DigestQuestion } from '../operations/digest.ts';
import { words } from './digest-people.ts';
import { shortened } from './digest-questions.ts';
import { count } from './numbers.ts';
import { bold, type Inline, italic, line, list, richText, text } from './rich-text.ts';

const MOST = 5;
const LETTERS = 160;

/** Undefined when no two questions ask the same. */
export function askedMost({ themes, questions }: Digest): RichTextBlock | undefined {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const groups = themes
    .map(({ questionIds, askers }) => ({ askers, asked: questionIds.flatMap((id) => byId.get(id) ?? []) }))
    .filter(({ asked }) => asked.length > 1);
  if (groups.length === 0) return undefined;
  const rest = groups.length - MOST;
  return richText(
    line(bold('Asked more than once'), ' (by the words they share)'),
    list(groups.slice(0, MOST).map(item)),
    ...(rest > 0 ? [line(italic(`and ${count(rest, 'more group')}`))] : []),
  );
}

function item({ askers, asked }: { askers: number; asked: DigestQuestion[] }): Inline[] {
  const first = shortened(words(asked[0]?.question ?? '').replace(/\s+/g, ' '), LETTERS);
  const who =
    askers === asked.length
      ? count(askers, 'person', 'people')
      : `${count(askers, 'person', 'people')}, ${asked.length} times`;
  return [text(`“${first}”`), italic(` – ${who}, ${state(asked)}`)];
}

function state(asked: DigestQuestion[]): string {
  const open = asked.filter(({ answered }) => answered === 'no').length;
  if (open === 0) return 'all answered';
  return open === asked.length ? 'not answered' : `${open} of ${asked.length} not answered`;
}
