// Names and other words that are not ours, short and literal enough to stand in our sentences.

import type { MrkdwnElement } from '@slack/types';
import type { CatalogueEvent } from '../store/catalogue-save.ts';
import { cut } from './limits.ts';
import { clean, esc, mrkdwn, oneLine } from './text.ts';

/** On one line, at most `max` UTF-16 units: Livestorm sets no limit on titles, and twenty of them share a message. */
export const short = (words: string, max = 150): string => cut(oneLine(words), max);

export const quote = (words: string): string => `“${short(words, 200)}”`;

/** Whether there is anything to see in these words. */
export const isSeen = (words: string | null | undefined): words is string =>
  typeof words === 'string' && clean(words) !== clean('');

/** Marks cannot be escaped in mrkdwn: signs that look like them take their place. A `_` within a word is no mark. */
const LOOKALIKES: Record<string, string> = { '*': '\u2217', _: '\u02cd', '~': '\u223c', '`': '\u02cb' };

/** Words that are not ours, in mrkdwn, with nothing in them that acts. `[a](b)` is a link where Slack reads Markdown. */
export const literal = (words: string): MrkdwnElement =>
  mrkdwn(
    esc(oneLine(words).replaceAll('](', '] (')).replace(
      /[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu,
      (mark) => LOOKALIKES[mark] ?? mark,
    ),
  );

export const bold = (name: string): MrkdwnElement => mrkdwn(`*${literal(name).text}*`);

/** The title; without one (a session may come before its event) the slug, or the beginning of the id. */
export const eventName = ({ id, title, slug }: Pick<CatalogueEvent, 'id' | 'title' | 'slug'>): string =>
  short([title, slug].find(isSeen) ?? `Event ${id.slice(0, 8)}`);
