// Words: ours as mrkdwn, other people's made harmless. See slack-platform notes on escaping: `<…>` is live, entities are not.

import type { MrkdwnElement, PlainTextElement } from '@slack/types';
import { formatWhen } from '../time/format.ts';
import { cut, LIMITS } from './limits.ts';

/** Slack's three entities, once each. */
export const esc = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * Takes out what changes how the words around it are read: control characters, bidirectional overrides and isolates,
 * half surrogates, heaps of combining marks, more than one empty line. Keeps spaces at the ends.
 */
export function strip(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\u200b\u2060-\u2064\ufeff\ufff9-\ufffb]/gu, '')
    .replace(/([\p{M}\u200c\u200d]{8})[\p{M}\u200c\u200d]+/gu, '$1')
    .split('\n')
    .map((line, index, lines) => (index < lines.length - 1 ? line.trimEnd() : line))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

/** What an attendee wrote, ready to be shown as rich or plain text; '(no text)' when nothing can be seen. */
export function clean(text: string): string {
  const stripped = strip(text).trim();
  return /[^\s\p{M}\u00ad\u200c-\u200f\u061c\u2800\u3164\uffa0]/u.test(stripped) ? stripped : '(no text)';
}

/** On one line: for names, titles and labels. */
export const oneLine = (text: string): string => clean(text).replace(/\s+/g, ' ');

/** Slack's `mrkdwn`. `verbatim` keeps it from making links and mentions out of plain words. */
export const mrkdwn = (text: string): MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true });

/** Our own words around other people's: md`*${title}* · ${link(url, 'Room')}`. Escapes strings, keeps what is `md`. */
export function md(words: TemplateStringsArray, ...values: (string | number | MrkdwnElement)[]): MrkdwnElement {
  const parts = values.map((value) => (typeof value === 'object' ? value.text : esc(strip(String(value)))));
  return mrkdwn(words.map((word, index) => word + (parts[index] ?? '')).join(''));
}

/** Joins what is already `md`: join(lines, '\n'). */
export const join = (parts: MrkdwnElement[], between: string): MrkdwnElement =>
  mrkdwn(parts.map((part) => part.text).join(between));

/** An https address without a user name in it ('https://bank.example@evil.example'), as a browser would write it. */
export function safeUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, username, password, href } = new URL(url);
  if (protocol !== 'https:' || username || password || href.length > LIMITS.url) return undefined;
  return href.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E');
}

/** A link, or only its label when the address is not a safe one. Not for addresses or labels that attendees wrote. */
export function link(url: string, label: string): MrkdwnElement {
  const href = safeUrl(url);
  const words = esc(oneLine(label).replaceAll('|', '-'));
  return mrkdwn(href ? `<${esc(href)}|${words}>` : words);
}

/** A moment in each reader's own zone. Where Slack cannot, the fallback says it in `timeZone`, by name. */
export const when = (at: Date, timeZone: string): MrkdwnElement =>
  mrkdwn(`<!date^${seconds(at)}^${DATE_FORMAT}|${esc(formatWhen(at, timeZone))}>`);

/** As Slack writes dates, for `when` and for rich text. */
export const DATE_FORMAT = '{date_short_pretty} at {time}';

/** Unix seconds. */
export const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/** Literal text, no markup and no `:smile:`. */
export const plain = (text: string, max: number = LIMITS.textObject): PlainTextElement => ({
  type: 'plain_text',
  text: cut(clean(text), max),
  emoji: false,
});
