// Sentences above a form about words that were typed with the command and could not be used.

import { MOST_WEEKS } from './moment-fields.ts';
import { quote } from './names.ts';

export function noMatch(what: 'event' | 'session', words: string, nearest: string[]): string {
  const near = nearest.length > 0 ? ` The nearest: ${nearest.slice(0, 3).map(quote).join(', ')}.` : '';
  return `No ${what} matches ${quote(words)}.${near} Choose one below.`;
}

export const severalMatch = (what: 'event' | 'session', words: string): string =>
  `Several ${what}s match ${quote(words)}. Choose one below.`;

export const isOver = (title: string): string => `${quote(title)} is over or canceled. Choose another session below.`;

export type Unread = 'not_a_date' | 'no_time' | 'no_such_day' | 'unknown_zone';

const reasons: Record<Unread, string> = {
  not_a_date: 'I cannot read it as a date.',
  no_time: 'It names no hour.',
  no_such_day: 'There is no such day or hour.',
  unknown_zone: 'I do not know that time zone.',
};

export const unreadWhen = (words: string, reason: Unread): string =>
  `${quote(words)}: ${reasons[reason]} Choose below.`;

/** `weekly` without a number, or with one that is too large. */
export const weeksNote = (weeks: number): string =>
  weeks === 0
    ? 'Every week: choose below how many sessions.'
    : `${weeks} weeks are too many for one form: ${MOST_WEEKS} at most.`;
