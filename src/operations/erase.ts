// Taking one person out of what is kept, whatever its shape: who they are, and what they asked and wrote. Pure.

export interface Who {
  email: string;
  /** As Livestorm has them; each of two words at least, or others would be met. */
  names: string[];
  /** What Livestorm calls them. */
  ids: string[];
  /** What they asked and wrote, as it is shown. */
  texts: string[];
}

const ERASED = '(erased)';
const SOMEONE = 'someone';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const same = (a: unknown, b: string): boolean => typeof a === 'string' && flat(a) === flat(b);
const flat = (words: string): string => words.replace(/\s+/g, ' ').trim().toLowerCase();

/** What says who wrote it, and what was written. */
const BY = [
  {
    who: ['asker', 'author', 'by', 'asked_by', 'askerId', 'authorId', 'question_author_id', 'author_id'],
    what: ['question', 'text', 'words', 'text_content', 'html_content'],
  },
  { who: ['responder', 'responderId', 'response_author_id'], what: ['response'] },
];

function isThem(value: unknown, { names, ids }: Who): boolean {
  if (isObject(value)) return isThem(value.name, { names, ids, email: '', texts: [] });
  return typeof value === 'string' && (ids.includes(value) || names.some((name) => same(value, name)));
}

/** An object with their address in it: all of it is about them. */
const isAbout = (value: Json, { email }: Who): boolean => Object.values(value).some((each) => same(each, email));

/** As JSON:API has it: the address is in its attributes, the id beside them. */
const isTheirs = (value: Json, who: Who): boolean =>
  isAbout(value, who) || isThem(value.name, who) || (isObject(value.attributes) && isAbout(value.attributes, who));

/** What of them can be learned from this: their names, their ids, what they said. Once more with what was learned. */
export function learn(value: unknown, who: Who): Who {
  const known = { names: [...who.names], ids: [...who.ids], texts: [...who.texts] };
  for (const each of objectsIn(value)) {
    if (isTheirs(each, who) && typeof each.id === 'string') known.ids.push(each.id);
    if (isAbout(each, who)) known.names.push(...nameIn(each));
    for (const { who: keys, what } of BY) {
      if (!keys.some((key) => isThem(each[key], who))) continue;
      // Their name beside their id: chat knows them by the id alone.
      known.ids.push(
        ...keys.flatMap((key) => (/(_id|Id)$/.test(key) && typeof each[key] === 'string' ? [each[key]] : [])),
      );
      known.texts.push(...what.flatMap((key) => (typeof each[key] === 'string' ? [each[key]] : [])));
    }
  }
  const [names, ids, texts] = [known.names, known.ids, known.texts].map((all) => [...new Set(all)]);
  return {
    email: who.email,
    names: names ?? [],
    ids: ids ?? [],
    texts: (texts ?? []).filter((text) => text !== ERASED),
  };
}

function nameIn(about: Json): string[] {
  const fields = Array.isArray(about.fields) ? about.fields.filter(isObject) : [];
  const of = (...keys: string[]) => {
    const found = keys.map((key) => about[key]).find((each) => typeof each === 'string');
    return found ?? fields.find(({ id }) => keys.includes(String(id)))?.value;
  };
  const name = [of('first_name', 'firstName'), of('last_name', 'lastName')]
    .filter((part) => typeof part === 'string')
    .join(' ')
    .trim();
  return isTelling(name) ? [name] : [];
}

/** Other addresses that stand beside one of their names: of theirs, or of somebody else who is called the same. */
export function addressesBeside(value: unknown, who: Who): string[] {
  const named = [...objectsIn(value)].filter((each) => [each.name, ...nameIn(each)].some((name) => isThem(name, who)));
  const texts = named.flatMap((each) => Object.values(each)).filter((text) => typeof text === 'string');
  return texts.map(flat).filter((text) => ADDRESS.test(text) && !same(text, who.email));
}

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** One word is many people's. */
export const isTelling = (name: string): boolean => flat(name).split(' ').length >= 2 && name.length >= 5;

function* objectsIn(value: unknown): Generator<Json> {
  if (Array.isArray(value)) for (const each of value) yield* objectsIn(each);
  if (!isObject(value)) return;
  yield value;
  for (const each of Object.values(value)) yield* objectsIn(each);
}

/** What is left when they are taken out. In a message no text may be empty: there somebody takes their place. */
export function erased(value: unknown, who: Who, isMessage = false): unknown {
  const words = (text: string): string => erasedWords(text, who, isMessage);
  const walk = (each: unknown): unknown => {
    if (typeof each === 'string') return words(each);
    if (Array.isArray(each)) return each.map(walk);
    if (!isObject(each)) return each;
    if (!isMessage && isAbout(each, who)) return emptied(each);
    const theirs = isMessage ? [] : BY.filter(({ who: keys }) => keys.some((key) => isThem(each[key], who)));
    const gone = new Set(theirs.flatMap(({ what }) => what));
    const entries = Object.entries(each).map(([key, one]) => [
      key,
      gone.has(key) && typeof one === 'string' ? ERASED : walk(one),
    ]);
    return Object.fromEntries(entries);
  };
  return walk(value);
}

/** Without its texts, but with what says what it is. */
function emptied(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return /(^|_)id$|Id$|^type$|^role$|_at$|At$/.test(key) ? value : '';
  if (Array.isArray(value)) return value.map((each) => emptied(each));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, emptied(each, name)]));
}

/** So much of what they wrote is enough to know it by, where it is cut; less must be all that stands there. */
const BEGINNING = 60;
const LEAST = 12;

const beginningOf = (text: string): string => flat(text).slice(0, BEGINNING).trim();

function erasedWords(text: string, { email, names, texts }: Who, isMessage: boolean): string {
  const said = flat(text);
  const theirs = texts.some((each) => {
    const beginning = beginningOf(each);
    return beginning.length >= LEAST ? said.includes(beginning) : said === beginning;
  });
  if (theirs) return ERASED;
  if (!isMessage && [email, ...names].some((each) => same(text, each))) return '';
  return names.reduce((left, name) => left.replace(literally(name), SOMEONE), text.replace(addressed(email), SOMEONE));
}

const literalSource = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The whole address: others may end or go on with it. Signs before or after it that join it to no letter are not of it. */
const addressed = (email: string): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}](?:\\.|[_%+'-]{0,63}))${literalSource(email)}(?!-*[\\p{L}\\p{N}]|\\.[\\p{L}\\p{N}])`,
    'giu',
  );

/** The words as they are, between what is no letter; however far apart. */
function literally(words: string): RegExp {
  const escaped = words.trim().split(/\s+/).map(literalSource);
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped.join('\\s+')}(?![\\p{L}\\p{N}])`, 'giu');
}
