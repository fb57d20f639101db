// What stood out in a chat: the links the team shared, and the stretches where people said most. Pure.

import type { DigestMessage, Highlights } from './digest.ts';

/** Seconds. Long enough to hold an exchange, short enough to be found in the recording. */
const STRETCH = 300;
const STRETCHES = 3;
/** Below this a stretch is not busy, it is only the least quiet one. */
const AT_LEAST = 5;
const QUOTES = 3;

/** Messages may come in any order; equal offsets keep the order they came in. 100,000 take about 0.2 s. */
export function highlights(messages: DigestMessage[]): Highlights {
  const inOrder = messages.toSorted((a, b) => a.offset - b.offset);
  return { links: sharedLinks(inOrder), moments: busiest(inOrder) };
}

function sharedLinks(messages: DigestMessage[]): Highlights['links'] {
  const links = new Map<string, Highlights['links'][number]>();
  for (const { text, author, offset } of messages) {
    if (!author?.team) continue;
    for (const url of new Set(urlsIn(text))) {
      const known = links.get(key(url));
      if (known) known.times += 1;
      else links.set(key(url), { url, by: author, offset, times: 1 });
    }
  }
  return [...links.values()];
}

/** Addresses as written, without the punctuation of the sentence around them. */
const urlsIn = (text: string): string[] =>
  (text.match(/https?:\/\/[^\s<>"“”«»]{3,2000}/gi) ?? [])
    .map((url) => (url.includes('(') ? url : url.replace(/\).*$/, '')).replace(/[.,;:!?'’…\]]+$/, ''))
    .filter((url) => URL.canParse(url));

/** The same page under two spellings: host in capitals, a slash at the end. */
const key = (url: string): string => new URL(url).href.replace(/\/$/, '');

/**
 * The densest five minutes, then the densest that do not overlap them, and once more. Density counts messages that say
 * something: every webinar's busiest minutes are otherwise its hellos and its thank-yous. Of equal ones the first wins.
 */
function busiest(messages: DigestMessage[]): Highlights['moments'] {
  const telling = messages.filter(({ text }) => !isSmallTalk(text));
  const counts = telling.map(() => 0);
  for (let first = 0, end = 0; first < telling.length; first++) {
    while (end < telling.length && at(telling, end) < at(telling, first) + STRETCH) end++;
    counts[first] = end - first;
  }
  const starts: number[] = [];
  while (starts.length < STRETCHES) {
    const apart = (offset: number): boolean => starts.every((start) => Math.abs(start - offset) >= STRETCH);
    let best = -1;
    counts.forEach((count, index) => {
      if (count >= AT_LEAST && count > (counts[best] ?? 0) && apart(at(telling, index))) best = index;
    });
    if (best < 0) break;
    starts.push(at(telling, best));
  }
  return starts.map((start) => moment(start, messages));
}

const at = (messages: DigestMessage[], index: number): number => messages[index]?.offset ?? 0;

function moment(start: number, messages: DigestMessage[]): Highlights['moments'][number] {
  const within = messages.filter(({ offset }) => offset >= start && offset < start + STRETCH);
  return { offset: start, lengthSeconds: STRETCH, messages: within.length, quotes: mostTelling(within) };
}

/** The messages with most letters (words, in any script), each text at its first place, in the order they were said. */
function mostTelling(messages: DigestMessage[]): DigestMessage[] {
  const seen = new Set<string>();
  const longest = messages
    .filter(({ text }) => !(isSmallTalk(text) || seen.has(text)) && seen.add(text))
    .map((message) => ({ message, size: letters(message.text) }))
    .sort((a, b) => b.size - a.size)
    .slice(0, QUOTES);
  return longest.map(({ message }) => message).sort((a, b) => a.offset - b.offset);
}

/** Only the beginning counts: a pasted page does not say more than a long sentence. */
const letters = (text: string): number =>
  text
    .slice(0, 400)
    .replace(/https?:\S+/gi, '')
    .match(/\p{L}/gu)?.length ?? 0;

const OPENERS =
  /^(hi|hello|hey|welcome|good (morning|afternoon|evening|day|night)|greetings|bye|goodbye|see you|thanks?|thank ?you|thx|ty|cheers|of course|you(['’]re| are) welcome|great|awesome|cool|nice|perfect|wow|ok|okay|bonjour|bonsoir|salut|merci|au revoir|hola|gracias|adi[oó]s|hallo|guten|danke|tschüss|ciao|grazie|olá|obrigad[oa])(?!\p{L})/iu;

const NINE_WORDS = /(?:[\p{L}\p{N}'’]+[^\p{L}\p{N}'’]+){8}[\p{L}\p{N}]/u;

/** A greeting, thanks, applause, or a bare link: eight words at most, opening as such messages open. */
function isSmallTalk(text: string): boolean {
  const start = text.slice(0, 400);
  const words = /https?:|@/i.test(start) ? start.replace(/https?:\S+|@\S+/gi, ' ') : start;
  if (NINE_WORDS.test(words)) return false;
  return letters(words) < 2 || OPENERS.test(words.replace(/^[^\p{L}]+/u, ''));
}
