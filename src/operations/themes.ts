// Questions that ask the same, put together without anybody's service: by the words they share. Pure.

import { type Words, wordsOf } from './question-words.ts';

export interface Theme {
  /** In the order they were asked; the first stands for all. */
  questionIds: string[];
  /** How many people asked; a question whose author Livestorm does not name counts as one. */
  askers: number;
}

export interface Asked {
  id: string;
  text: string;
  askerId: string | null;
}

/** So much of the words must be shared, by weight, where the shorter question counts for more than the longer one… */
const ALIKE = 0.36;
const OF_SHORTER = 0.7;
/** …and a question has at least so many: two short ones need a topic, a name or two words. */
const AT_LEAST = 4.5;
/** A word of more questions than this finds nothing: it is what the webinar is about. */
const MOST_SHARED = 50;

interface Group {
  first: Words;
  members: Asked[];
}

/** What was asked so far. */
interface Seen {
  groups: Group[];
  /** The questions, each with its words and its group. */
  placed: { words: Words; group: Group }[];
  /** By word: the places of the questions that have it. */
  index: Map<string, number[]>;
  /** By all of its words. */
  twins: Map<string, Group>;
}

export interface Grouping {
  /** In the order they were asked. */
  add(question: Asked): void;
  /** Those with two questions or more, the most asked first. */
  themes(): Theme[];
}

/**
 * A question joins the group of the one it is most like, when it is also like that group's first: so groups do not grow
 * into chains. 2,000 questions take about 0.1 s.
 */
export function grouping(): Grouping {
  const seen: Seen = { groups: [], placed: [], index: new Map(), twins: new Map() };
  return {
    add(question) {
      const words = wordsOf(question.text);
      const key = [...words.keys()].sort().join(' ');
      const twin = seen.twins.get(key);
      if (twin) twin.members.push(question);
      else if (words.size > 0) seen.twins.set(key, place(question, words, seen));
    },
    themes: () =>
      seen.groups
        .filter(({ members }) => members.length > 1)
        .map(({ members }) => theme(members))
        .sort((a, b) => b.askers - a.askers || b.questionIds.length - a.questionIds.length),
  };
}

function place(question: Asked, words: Words, seen: Seen): Group {
  const near = nearest(words, seen);
  const group = near && alike(words, near.first) >= ALIKE ? near : { first: words, members: [] };
  if (group !== near) seen.groups.push(group);
  group.members.push(question);
  const at = seen.placed.push({ words, group }) - 1;
  for (const word of words.keys()) {
    const others = seen.index.get(word);
    if (others) others.push(at);
    else seen.index.set(word, [at]);
  }
  return group;
}

/** The group of the earlier question that is most like this one; null when none is. */
function nearest(words: Words, { index, placed }: Seen): Group | null {
  const candidates = new Set<number>();
  for (const word of words.keys()) {
    const others = index.get(word) ?? [];
    if (others.length <= MOST_SHARED) for (const other of others) candidates.add(other);
  }
  let best: Group | null = null;
  let most = 0;
  for (const at of candidates) {
    const other = placed[at];
    const likeness = other ? alike(words, other.words) : 0;
    if (other && likeness >= ALIKE && likeness > most) [best, most] = [other.group, likeness];
  }
  return best;
}

function alike(a: Words, b: Words): number {
  const common = [...a].reduce((all, [word, weight]) => (b.has(word) ? all + weight : all), 0);
  return common / between(size(a), size(b));
}

const size = (words: Words): number => Math.max(AT_LEAST, sum(words));

const between = (a: number, b: number): number => Math.min(a, b) ** OF_SHORTER * Math.max(a, b) ** (1 - OF_SHORTER);

const sum = (words: Words): number => [...words.values()].reduce((all, weight) => all + weight, 0);

function theme(members: Asked[]): Theme {
  const known = new Set(members.flatMap(({ askerId }) => askerId ?? []));
  const unknown = members.filter(({ askerId }) => askerId === null).length;
  return { questionIds: members.map(({ id }) => id), askers: known.size + unknown };
}
