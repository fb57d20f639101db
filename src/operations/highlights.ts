// What stood out in a chat: the links the team shared, and the stretches where people said most. Pure: heard page by page.

/** Seconds. Long enough to hold an exchange, short enough to be found in the recording. */
const STRETCH = 300;
const STRETCHES = 3;
/** Below this a stretch is not busy, it is only the least quiet one. */
const AT_LEAST = 5;
const QUOTES = 3;

/** What is looked at of a message. */
export interface Said {
  id: string;
  text: string;
  /** What orders them; of equal ones the id does. What has none comes first. */
  at: number | null;
  team: boolean;
}

/** Links and quotes with the messages they are from, each as it was heard. Offsets are seconds after the session's start. */
export interface Found<M> {
  links: { url: string; said: M; offset: number; times: number }[];
  moments: { offset: number; lengthSeconds: number; messages: number; quotes: { said: M; offset: number }[] }[];
}

export interface Listening<M> {
  /** All of them, once, in any order. Only numbers and links are kept: 100,000 take about 0.2 s and 2 MB. */
  hear(message: M, offset: number): void;
  /** The offsets that were heard. */
  offsets: number[];
  /** When all were heard. */
  end(): Quoting<M>;
}

/** The same messages are to be heard again to be quoted, those at least that it wants. */
export interface Quoting<M> {
  /** Whether a message may be quoted that was said between two offsets, both included. */
  wants(first: number, last: number): boolean;
  quote(message: M, offset: number): void;
  found(): Found<M>;
}

export function listen<M extends Said>(): Listening<M> {
  const links = new Map<string, Found<M>['links'][number]>();
  const [offsets, telling]: [number[], number[]] = [[], []];
  return {
    offsets,
    hear(message, offset) {
      offsets.push(offset);
      if (!isSmallTalk(message.text)) telling.push(offset);
      if (message.team) noteLinks(message, offset, links);
    },
    end: () => quoting([...links.values()], offsets, busiest(telling)),
  };
}

const inOrder = (a: Said, b: Said): number => (a.at ?? 0) - (b.at ?? 0) || (a.id < b.id ? -1 : 1);

function noteLinks<M extends Said>(message: M, offset: number, links: Map<string, Found<M>['links'][number]>): void {
  for (const url of new Set(urlsIn(message.text))) {
    const known = links.get(key(url));
    if (!known) links.set(key(url), { url, said: message, offset, times: 1 });
    else {
      known.times += 1;
      if (inOrder(message, known.said) < 0) Object.assign(known, { url, said: message, offset });
    }
  }
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
function busiest(telling: number[]): number[] {
  const offsets = Float64Array.from(telling).sort();
  const at = (index: number): number => offsets[index] ?? 0;
  const counts = new Uint32Array(offsets.length);
  for (let first = 0, end = 0; first < offsets.length; first++) {
    while (end < offsets.length && at(end) < at(first) + STRETCH) end++;
    counts[first] = end - first;
  }
  const starts: number[] = [];
  while (starts.length < STRETCHES) {
    const apart = (offset: number): boolean => starts.every((start) => Math.abs(start - offset) >= STRETCH);
    let best = -1;
    counts.forEach((count, index) => {
      if (count >= AT_LEAST && count > (counts[best] ?? 0) && apart(at(index))) best = index;
    });
    if (best < 0) break;
    starts.push(at(best));
  }
  return starts;
}

/** Of a stretch, the messages that are quoted so far, with their letters. */
type Quotes<M> = { said: M; offset: number; size: number }[];

function quoting<M extends Said>(links: Found<M>['links'], offsets: number[], starts: number[]): Quoting<M> {
  const stretches = starts.map((start) => ({
    start,
    messages: offsets.filter((offset) => offset >= start && offset < start + STRETCH).length,
    quotes: [] as Quotes<M>,
  }));
  return {
    wants: (first, last) => starts.some((start) => last >= start && first < start + STRETCH),
    quote(said, offset) {
      const within = stretches.find(({ start }) => offset >= start && offset < start + STRETCH);
      if (within && !isSmallTalk(said.text)) consider({ said, offset, size: letters(said.text) }, within.quotes);
    },
    found: () => ({
      links: links.toSorted((a, b) => inOrder(a.said, b.said)),
      moments: stretches.map(({ start, messages, quotes }) => ({
        offset: start,
        lengthSeconds: STRETCH,
        messages,
        quotes: quotes.map(({ said, offset }) => ({ said, offset })).sort((a, b) => inOrder(a.said, b.said)),
      })),
    }),
  };
}

/** The messages with most letters (words, in any script), each text at its first place; of as long ones the first. */
function consider<M extends Said>(quote: Quotes<M>[number], quotes: Quotes<M>): void {
  const same = quotes.find(({ said }) => said.text === quote.said.text);
  if (same && inOrder(same.said, quote.said) < 0) return;
  if (same) Object.assign(same, quote);
  else quotes.push(quote);
  quotes.sort((a, b) => b.size - a.size || inOrder(a.said, b.said));
  if (quotes.length > QUOTES) quotes.length = QUOTES;
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
