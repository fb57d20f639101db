// `<event|tag:x|all> [features]`: where the thing ends, and what the channel is to get of it.

import { closest, distance } from 'fastest-levenshtein';
import { AskError } from '../errors.ts';
import { DEFAULT_FEATURES, FEATURE_NAMES, type Feature, PEOPLE, withOption } from '../features.ts';
import type { Found } from '../operations/catalogue.ts';
import type { CatalogueEvent } from '../store/catalogue-save.ts';
import type { Thing } from '../store/subscriptions.ts';
import type { People } from '../store/tables.ts';
import type { Named } from '../views/subscribed.ts';

export const THING_USAGE = '<event|tag:x|all>';
export const SUBSCRIBE_USAGE = `${THING_USAGE} [features]`;

/** What a channel is to get: only what is named, or the usual when nothing is. */
export interface Wanted {
  features: string[];
  people: People;
}

type Word = { feature: string } | { people: People };

function readWord(word: string): Word | null {
  const [name = '', option = ''] = word.toLowerCase().split(':');
  const people = PEOPLE.find((each) => each === option);
  if (name === 'people') return people ? { people } : null;
  const feature = FEATURE_NAMES.find((each) => each === name);
  const whole = feature && withOption(feature, option);
  return whole ? { feature: whole } : null;
}

const split = (words: string): string[] => words.split(/[\s,]+/).filter(Boolean);

/** Throws AskError `bad_argument` for a word that is no feature, with the nearest that is. */
export function readFeatures(words: string): Wanted {
  const read = split(words).map((word) => readWord(word) ?? refuse(word));
  const people = read.flatMap((each) => ('people' in each ? [each.people] : [])).at(-1) ?? 'initials';
  // Of one that is named twice the last one counts.
  const features = new Map(read.flatMap((each) => ('feature' in each ? [[nameOf(each.feature), each.feature]] : [])));
  const named = FEATURE_NAMES.flatMap((name) => features.get(name) ?? []);
  return { features: named.length > 0 ? named : [...DEFAULT_FEATURES], people };
}

const nameOf = (feature: string) => feature.split(':')[0] as Feature;

const WORDS = [...FEATURE_NAMES, ...PEOPLE.map((each) => `people:${each}`)];

function refuse(word: string): never {
  const nearest = closest(word.toLowerCase(), WORDS);
  const hint = distance(word.toLowerCase(), nearest) <= 3 ? `; did you mean ${nearest}?` : '';
  const reason = `is nothing a channel can get${hint || `; there are ${FEATURE_NAMES.join(', ')}`}`.replace(/\?$/, '');
  throw new AskError({ code: 'bad_argument', command: 'subscribe', value: word, reason, usage: SUBSCRIBE_USAGE });
}

interface Meant {
  named: Named;
  /** The words after it. */
  rest: string;
}

type Find = (words: string) => Promise<Found<CatalogueEvent>>;

/**
 * What is meant, and the words after it. An event's name ends where features begin: the longest beginning that names
 * an event is the name. Throws AskError `not_found` or `ambiguous`.
 */
export async function readThing(words: string, find: Find): Promise<Meant> {
  const [, quotedTag, tag = quotedTag, afterTag = ''] = /^tag:(?:"([^"]+)"|([^\s,"]+))[\s,]*(.*)$/i.exec(words) ?? [];
  if (tag !== undefined)
    return { named: { thing: { kind: 'tag', tag: tag.trim().toLowerCase() }, event: null }, rest: afterTag };
  const [, name, afterName = ''] = /^"([^"]+)"?[\s,]*(.*)$/.exec(words) ?? [];
  if (name !== undefined) return { named: await eventNamed(name, find), rest: afterName };
  const [first = '', ...others] = words.split(' ');
  const rest = others.join(' ');
  const event = await beginning(words, find);
  const isAll = /^all,?$/i.test(first) && (areFeatures(rest) || !event.isThere);
  if (isAll) return { named: { thing: { kind: 'all' }, event: null }, rest };
  return { named: await eventNamed(event.name, find), rest: event.rest };
}

const areFeatures = (words: string): boolean => split(words).every((word) => readWord(word) !== null);

/** The longest beginning that names an event, with nothing but features behind it; else what is left without those. */
async function beginning(words: string, find: Find): Promise<{ name: string; rest: string; isThere: boolean }> {
  const parts = words.split(' ').filter(Boolean);
  const cut = (end: number) => ({ name: parts.slice(0, end).join(' '), rest: parts.slice(end).join(' ') });
  let end = parts.length;
  for (; end > 0; end--) {
    if ((await find(cut(end).name)).kind !== 'none') return { ...cut(end), isThere: true };
    if (end === 1 || !areFeatures(parts[end - 1] ?? '')) break;
  }
  return { ...cut(Math.max(end, 1)), isThere: false };
}

async function eventNamed(words: string, find: Find): Promise<Named> {
  const found = await find(words);
  if (found.kind === 'none') throw new AskError({ code: 'not_found', what: 'event', words, nearest: found.nearest });
  if (found.kind === 'one') return { thing: { kind: 'event', eventId: found.match.id }, event: found.match };
  const matches = found.matches.map(({ title, slug }) => title ?? slug);
  throw new AskError({ code: 'ambiguous', what: 'event', words, matches });
}

/** A subscription's thing as a button or a form carries it; read again by `thingOf`. */
export function thingOf(key: string): Thing | null {
  const [kind = '', ...rest] = key.split(':');
  const name = rest.join(':');
  if (kind === 'all') return { kind: 'all' };
  if (kind === 'tag' && name !== '') return { kind: 'tag', tag: name };
  return kind === 'event' && name !== '' ? { kind: 'event', eventId: name } : null;
}
