// What the columns of a list mean: a guess from their names, or from what stands in them. Pure.

import { AskError } from '../errors.ts';
import type { EventField } from '../livestorm/event.ts';
import type { Columns } from '../store/people-tables.ts';
import { type ListRow, MOST_ROWS } from './read-list.ts';

export interface List {
  /** As the list names them; null where it has no names. */
  names: (string | null)[];
  /** What stands first in each. */
  samples: string[];
  rows: ListRow[];
}

const ADDRESS = /[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+/;

/** The first row is names, unless an address stands in it. */
export function listOf(rows: ListRow[]): List {
  const [first, ...others] = rows;
  const isNamed = first !== undefined && !first.cells.some((cell) => ADDRESS.test(cell));
  const people = isNamed ? others : rows;
  if (people.length === 0) throw new AskError({ code: 'bad_list', fault: { kind: 'empty' } });
  if (people.length > MOST_ROWS) throw new AskError({ code: 'bad_list', fault: { kind: 'too_many', most: MOST_ROWS } });
  const width = rows.slice(0, 100).reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const columns = Array.from({ length: width }, (_, column) => column);
  return {
    names: columns.map((column) => (isNamed ? first.cells[column]?.trim() || null : null)),
    samples: columns.map((column) => people.find(({ cells }) => cells[column]?.trim())?.cells[column]?.trim() ?? ''),
    rows: people,
  };
}

/** Names that people and programs give to Livestorm's own fields, in English and French, without accents and signs. */
const KNOWN: Record<string, readonly string[]> = {
  email: [
    ...['email', 'e mail', 'mail', 'email address', 'e mail address', 'mail address', 'work email', 'business email'],
    ...['courriel', 'adresse email', 'adresse e mail', 'adresse mail', 'adresse electronique', 'email professionnel'],
    ...['adresse de messagerie', 'mel', 'contact email', 'attendee email', 'user email'],
  ],
  first_name: ['first name', 'firstname', 'given name', 'forename', 'prenom', 'first'],
  last_name: ['last name', 'lastname', 'surname', 'family name', 'nom', 'nom de famille', 'last'],
  company: ['company', 'company name', 'organisation', 'organization', 'account', 'societe', 'entreprise', 'employer'],
  job_title: ['job title', 'title', 'position', 'role', 'job', 'fonction', 'poste', 'intitule du poste'],
  phone_number: [
    'phone',
    'phone number',
    'telephone',
    'tel',
    'mobile',
    'mobile phone',
    'portable',
    'numero de telephone',
  ],
  country: ['country', 'pays'],
  city: ['city', 'town', 'ville'],
};

const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** One column for a field at most, and one field for a column. The address is also known by what stands in the column. */
export function guessColumns({ names, rows }: List, fields: EventField[]): Columns {
  const plainNames = names.map((name) => plain(name ?? ''));
  const guessed = new Map<string, number>();
  const isFree = (column: number) => ![...guessed.values()].includes(column);
  for (const { id } of fields) {
    const column = wordsFor(id)
      .map((words) => plainNames.findIndex((name, at) => name === words && isFree(at)))
      .find((at) => at >= 0);
    if (column !== undefined) guessed.set(id, column);
  }
  const addresses = mostAddresses(rows, names.length);
  if (!guessed.has('email') && addresses !== undefined && isFree(addresses)) guessed.set('email', addresses);
  return Object.fromEntries(guessed);
}

const wordsFor = (id: string): string[] => [plain(id), ...(Object.hasOwn(KNOWN, id) ? (KNOWN[id] ?? []) : [])];

/** The column in which most of the first rows have an address; undefined when none has. */
function mostAddresses(rows: ListRow[], width: number): number | undefined {
  const counts = Array.from(
    { length: width },
    (_, column) => rows.slice(0, 50).filter(({ cells }) => ADDRESS.test(cells[column] ?? '')).length,
  );
  const most = Math.max(0, ...counts);
  return most === 0 ? undefined : counts.indexOf(most);
}
