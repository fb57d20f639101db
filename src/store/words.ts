// Words as people type them: accents, capitals, typing slips, and links as Slack wraps them. No database.

/** Without case and accents, one space between words. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export const SAME_TITLE = 4;

/** Both folded. 0 when a word is missing; higher is closer: the same, the same beginning, whole words, parts of words. */
export function titleRank(title: string, wanted: string): number {
  if (wanted === '') return 0;
  if (title === wanted) return SAME_TITLE;
  if (title.startsWith(wanted)) return 3;
  const words = wanted.split(' ');
  if (!words.every((word) => title.includes(word))) return 0;
  const has = new Set(title.split(' '));
  return words.every((word) => has.has(word)) ? 2 : 1;
}

export interface Link {
  /** What may be the id or the slug of an event. */
  names: string[];
  session: string | null;
}

/** Ends at a bar or an angle: Slack wraps a link as `<https://…|label>` and writes & as &amp; (slack-platform.md, text). */
const LIVESTORM_LINK = /(?<![\w.-])(?:https?:\/\/)?(?:[\w-]+\.)*livestorm\.co\/[^\s|<>]+/i;

/** A page or a room at Livestorm: `https://app.livestorm.co/p/<event id or slug>/live?s=<session id>`. Null when there is none. */
export function readLink(words: string): Link | null {
  const found = LIVESTORM_LINK.exec(words)?.[0].replaceAll('&amp;', '&');
  if (found === undefined) return null;
  const url = URL.parse(found.startsWith('http') ? found : `https://${found}`);
  if (url === null) return null;
  const [first, ...rest] = url.pathname.split('/').filter((part) => part !== '');
  const names = first === 'p' ? rest.slice(0, 1) : [first ?? '', ...rest];
  return { names: names.filter((name) => name !== ''), session: url.searchParams.get('s') };
}

const ENOUGH_ALIKE = 0.5;
const SUGGESTIONS = 3;

/** The titles most like the words, best first, at most three; none when nothing is alike. */
export function nearestTitles(titles: string[], words: string): string[] {
  const wanted = fold(words).split(' ').map(pairs);
  return [...new Set(titles)]
    .map((title) => ({ title, likeness: likeness(fold(title).split(' ').map(pairs), wanted) }))
    .filter(({ likeness }) => likeness >= ENOUGH_ALIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, SUGGESTIONS)
    .map(({ title }) => title);
}

/** Pairs of letters of a word, its edges counted. */
type Pairs = string[];

/** How well the wanted words are found among the title's, from 0 to 1. */
function likeness(title: Pairs[], wanted: Pairs[]): number {
  const best = wanted.map((word) => title.reduce((most, other) => Math.max(most, dice(word, other, most)), 0));
  return best.reduce((sum, one) => sum + one, 0) / wanted.length;
}

/** Dice's coefficient: 1 for the same word, 0 for nothing in common, and where lengths leave no more than `least`. */
function dice(one: Pairs, other: Pairs, least: number): number {
  if ((2 * Math.min(one.length, other.length)) / (one.length + other.length) <= least) return 0;
  const rest = [...other];
  const common = one.filter((pair) => {
    const at = rest.indexOf(pair);
    if (at !== -1) rest.splice(at, 1);
    return at !== -1;
  });
  return (2 * common.length) / (one.length + other.length);
}

function pairs(word: string): Pairs {
  const edged = [...`^${word}$`];
  return edged.slice(1).map((letter, at) => `${edged[at]}${letter}`);
}
