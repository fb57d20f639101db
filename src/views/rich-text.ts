// Rich text: every word is literal, so nothing an attendee writes can become a mention, a link or markup.

import type { RichTextBlock, RichTextBlockElement, RichTextElement, RichTextSection } from '@slack/types';
import { formatWhen } from '../time/format.ts';
import { cut, LIMITS } from './limits.ts';
import { clean, DATE_FORMAT, safeUrl, seconds, strip } from './text.ts';

/** A string is our own word or a part already cleaned; `text` and `bold` take the same. */
export type Inline = string | RichTextElement;

type Style = NonNullable<Extract<RichTextElement, { type: 'text' }>['style']>;

export const text = (words: string, style?: Style): RichTextElement => ({
  type: 'text',
  text: strip(words),
  ...(style && { style }),
});

export const bold = (words: string): RichTextElement => text(words, { bold: true });

export const italic = (words: string): RichTextElement => text(words, { italic: true });

/** What an attendee wrote: cleaned, and '(no text)' when there is nothing to see. */
export const said = (words: string): RichTextElement => text(clean(words));

/** A mention of a Slack user by id ('U…'). It notifies them. */
export const user = (id: string): RichTextElement => ({ type: 'user', user_id: id });

/** A moment in each reader's own zone; the fallback names `timeZone`. */
export const date = (at: Date, timeZone: string): RichTextElement => ({
  type: 'date',
  timestamp: seconds(at),
  format: DATE_FORMAT,
  fallback: formatWhen(at, timeZone),
});

/** A link that shows where it goes, or plain words when the address is not a safe https one. */
export function webLink(url: string, label: string = url): RichTextElement {
  const href = safeUrl(url);
  return href ? { type: 'link', url: href, text: strip(label) } : text(label);
}

/** A paragraph. */
export const line = (...parts: Inline[]): RichTextSection => ({ type: 'rich_text_section', elements: inline(parts) });

export const quote = (...parts: Inline[]): RichTextBlockElement => ({
  type: 'rich_text_quote',
  elements: inline(parts),
});

export const list = (items: Inline[][], style: 'bullet' | 'ordered' = 'bullet'): RichTextBlockElement => ({
  type: 'rich_text_list',
  style,
  elements: items.map((item) => line(...item)),
});

/** The block. Its words are cut at what a whole message may hold. */
export function richText(...parts: RichTextBlockElement[]): RichTextBlock {
  const budget = { left: LIMITS.messageText };
  return { type: 'rich_text', elements: parts.map((part) => fitted(part, budget)) };
}

/** Slack refuses empty texts. */
const inline = (parts: Inline[]): RichTextElement[] => {
  const elements = parts.map((part) => (typeof part === 'string' ? text(part) : part));
  const seen = elements.filter((element) => element.type !== 'text' || element.text !== '');
  return seen.length > 0 ? seen : [text('(no text)')];
};

function fitted<P extends RichTextBlockElement | RichTextElement>(part: P, budget: { left: number }): P {
  if ('elements' in part) return { ...part, elements: part.elements.map((element) => fitted(element, budget)) };
  if (part.type !== 'text') return part;
  const words = budget.left > 0 ? cut(part.text, budget.left) : '…';
  budget.left -= words.length;
  return { ...part, text: words };
}
