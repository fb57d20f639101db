// How a digest names people, and what it hides in their words.

import type { PersonName } from '../store/person-name.ts';
import { cut } from './limits.ts';
import { isSeen } from './names.ts';
import { clean, oneLine } from './text.ts';

/** Full names, initials (the team by first name), or nobody. A channel's own setting. */
export type People = 'full' | 'initials' | 'none';

/** Longer ones are jokes. */
const NAME = 80;

/** Somebody whom Livestorm names; or a member of the team, whose name is a text of the catalogue. */
interface Someone {
  name: PersonName | string;
  team: boolean;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const initial = (word: string): string => {
  const [first] = graphemes.segment(word);
  return first ? `${first.segment.toLocaleUpperCase('en')}.` : '';
};

/** '' when nobody is to be named; 'someone' when Livestorm does not say who. */
export function nameOf(person: Someone | null, people: People): string {
  if (people === 'none') return '';
  const told = person ? String(person.name) : '';
  const name = isSeen(told) ? cut(oneLine(told), NAME) : '';
  const words = name.split(' ').filter((word) => /^\p{L}/u.test(word));
  const [first, ...others] = words;
  if (!person || !first || name.includes('@')) return person?.team ? 'the team' : 'someone';
  if (people === 'full') return name;
  const last = others.at(-1);
  const opening = person.team ? first : initial(first);
  return last ? `${opening} ${initial(last)}` : opening;
}

const EMAIL = /[\p{L}\p{N}._%+'-]{1,64}(?:@|%40)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/giu;

/** The link by which one person joins, with their address and a key in it (livestorm-api.md, `connection_link`). */
const PERSONAL_LINK = /https?:\/\/[^\s<>"]{1,400}\/live\?[^\s<>"]{0,1000}/giu;
const isPersonal = (link: string): boolean => /[?&;](?:key|email)=/i.test(link);

/**
 * An attendee's or a speaker's words, made harmless. Neither e-mail addresses nor the links of single people are shown in
 * a channel.
 */
export const words = (text: string): string =>
  clean(text)
    .replace(PERSONAL_LINK, (link) => (isPersonal(link) ? '(personal link hidden)' : link))
    .replace(EMAIL, '(e-mail hidden)');
