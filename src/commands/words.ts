// What people type after the slash command, made plain, and taken apart.

import { readWhen } from '../time/words-to-time.ts';
import { strip } from '../views/text.ts';

/**
 * Undoes what Slack and keyboards do to typed text: signs that cannot be seen, entities, `<mailto:…|…>` and `<https://…|…>` (the manifest asks
 * for `should_escape`), curly quotes, no-break spaces, runs of spaces.
 */
export function tidy(text: string): string {
  return strip(text)
    .replace(/<(?:mailto:)?([^<>|!@#][^<>|]*)(?:\|[^<>]*)?>/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/[\u201c\u201d\u00ab\u00bb]/g, '"')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\s\u00a0\u200b\ufeff]+/g, ' ')
    .trim();
}

/** The verb, in lower case, and the rest. */
export function splitVerb(text: string): { verb: string; rest: string } {
  const [verb = '', ...rest] = tidy(text).split(' ');
  return { verb: verb.toLowerCase(), rest: rest.join(' ') };
}

/** `"Product tour" next Tue` → ['Product tour', 'next Tue']; without quotes, null. */
function quoted(words: string): { name: string; rest: string } | null {
  const found = /^"([^"]*)"?\s*(.*)$/.exec(words);
  return found ? { name: found[1] ?? '', rest: found[2] ?? '' } : null;
}

/**
 * Where an event's name ends and a date begins: the longest end of the words that reads as a date.
 * `Product tour next Tue 3pm Paris` → 'Product tour' and 'next Tue 3pm Paris'.
 */
export function splitWhen(words: string, now: Date, timeZone: string): { name: string; when: string } {
  const named = quoted(words);
  if (named) return { name: named.name, when: named.rest };
  const parts = words.split(' ').filter(Boolean);
  for (let first = 1; first < parts.length; first++) {
    const when = parts.slice(first).join(' ');
    if (readWhen(when, { now, timeZone }).kind === 'read') return { name: parts.slice(0, first).join(' '), when };
  }
  return { name: parts.join(' '), when: '' };
}

export interface Series {
  name: string;
  when: string;
  /** 0 for a weekly one without a number. */
  weeks: number;
  /** As it was typed. */
  weekly: string;
}

const WEEKS =
  /[\s,]+(?:(?:weekly|every week)(?:,?\s*(?:x|×|for)?\s*(\d{1,3})(?:\s*(?:x|times|weeks|sessions))?)?|for (\d{1,3}) weeks)$/i;

/** The same with how often it comes again, after the date: `next Tue 15:00 weekly x8`. */
export function splitSeries(words: string, now: Date, timeZone: string): Series {
  const found = WEEKS.exec(words);
  const cut = found && splitWhen(words.slice(0, found.index), now, timeZone);
  if (cut && cut.when !== '') return { ...cut, weeks: Number(found[1] ?? found[2] ?? 0), weekly: found[0].trim() };
  return { ...splitWhen(words, now, timeZone), weeks: 1, weekly: '' };
}

/** `spring launch ada@example.com Ada Byron` → the words before the address, the address, and the name after it. */
export function splitEmail(words: string): { name: string; email: string; first: string; last: string } {
  const named = quoted(words);
  const parts = (named ? named.rest : words).split(' ').filter(Boolean);
  const at = parts.findIndex((part) => part.includes('@'));
  const before = (at === -1 ? parts : parts.slice(0, at)).join(' ');
  const [email = '', first = '', ...last] = at === -1 ? [] : parts.slice(at);
  return { name: named ? named.name : before, email, first, last: last.join(' ') };
}
