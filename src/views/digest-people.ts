// How a digest names people, and what it hides in their words.

import type { DigestPerson } from '../operations/digest.ts';
import { cut } from './limits.ts';
import { clean, oneLine } from './text.ts';

/** Full names, initials (the team by first name), or nobody. A channel's own setting. */
export type People = 'full' | 'initials' | 'none';

/** Longer ones are jokes. */
const NAME = 80;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const initial = (word: string): string => {
  const [first] = graphemes.segment(word);
  return first ? `${first.segment.toLocaleUpperCase('en')}.` : '';
};

/** '' when nobody is to be named; 'someone' when Livestorm does not say who. */
export function nameOf(person: DigestPerson | null, people: People): string {
  if (people === 'none') return '';
  const name = person?.name.trim() ? cut(oneLine(person.name), NAME) : '';
  const words = name.split(' ').filter((word) => /^\p{L}/u.test(word));
  const [first, ...others] = words;
  if (!person || !first || name.includes('@')) return person?.team ? 'the team' : 'someone';
  if (people === 'full') return name;
  const last = others.at(-1);
  const opening = person.team ? first : initial(first);
  return last ? `${opening} ${initial(last)}` : opening;
}

const EMAIL = /[\p{L}\p{N}._%+'-]{1,64}(?:@|%40)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/giu;

/** An attendee's or a speaker's words, made harmless. E-mail addresses are never shown in a channel. */
export const words = (text: string): string => clean(text).replace(EMAIL, '(e-mail hidden)');
