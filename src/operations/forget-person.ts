// Forgetting one person: everything that is kept here of who they are and what they said. Livestorm is not asked.

import type { Deps } from '../deps.ts';
import type { Found } from '../store/forgetting.ts';
import type { StoredMessage } from '../store/outbox-row.ts';
import type { StoreTransaction } from '../store/store.ts';
import { addressesBeside, erased, isTelling, learn, type Who } from './erase.ts';
import { sayInstead } from './outbox.ts';

export interface Forgetting {
  email: string;
  /** As Livestorm has it, beside those that stand with the address; '' for what is kept under the address alone; null when nobody said. */
  name: string | null;
  /** Whether what stands in channels is edited too. */
  edits: boolean;
  /** How attendees' words are shown in messages: by these they are found there. */
  shownAs: (words: string) => string;
}

export interface Forgotten {
  /** Rows that held something, by table. */
  rows: Record<string, number>;
  /** Messages of the bot's that named or quoted them; those that stand are edited. */
  messages: { standing: number; channels: string[]; edited: boolean; elsewhere: number };
  /** Lists that are being worked on hold them still. */
  waiting: number;
}

/** Kept for minutes or until it is done: it goes whole. */
const WHOLE = new Set(['readings', 'imports', 'arrivals']);
const GOES_WHOLE = new Set([...WHOLE, 'submissions']);
/** Worked on, or for seconds: what a job needs stays. */
const IN_WORK: Record<string, readonly string[]> = {
  imports: ['running', 'stopping'],
  submissions: ['received', 'writing'],
};
const STANDING = new Set(['pending', 'sending', 'sent', 'ambiguous']);

type Within = Pick<StoreTransaction, 'forgetting' | 'outbox' | 'trx'>;

export interface Known {
  names: string[];
  /** Others that stand beside these names. */
  addresses: string[];
  rows: Record<string, number>;
}

/** What would go, and under which names they are known here: the same search, and nothing is changed. */
export async function knownOf(
  { store }: Pick<Deps, 'store'>,
  person: Pick<Forgetting, 'email' | 'name' | 'shownAs'>,
): Promise<Known> {
  return await store.transaction(async (within) => {
    const { who, found } = await search(within, person);
    const rows = counted(found.filter((each) => !isInWork(each)));
    return {
      names: who.names,
      addresses: [
        ...new Set(
          addressesBeside(
            found.map(({ row }) => row),
            who,
          ),
        ),
      ],
      rows,
    };
  });
}

export async function forgetPerson(deps: Pick<Deps, 'store' | 'jobs'>, person: Forgetting): Promise<Forgotten> {
  return await deps.store.transaction(async (within) => {
    const { who, found } = await search(within, person);
    const waiting = found.filter((each) => each.table === 'imports' && isInWork(each)).length;
    const mine = found.filter((each) => !isInWork(each));
    const messages = mine.filter(({ table }) => table === 'outbox');
    const others = mine.filter(({ table }) => table !== 'outbox' && table !== 'import_batches');
    for (const each of others) await forget(within, each, who);
    const { standing, elsewhere, channels } = await forgetMessages(deps, within, messages, { who, ...person });
    const pages = await within.forgetting.dropPages();
    const rows = { ...counted(others), ...(pages > 0 && { heard_pages: pages }) };
    return { rows, messages: { standing, elsewhere, channels, edited: person.edits }, waiting };
  });
}

/** Twice: what was said is found by the names and ids that were learned first. */
async function search(within: Within, { email, name, shownAs }: Pick<Forgetting, 'email' | 'name' | 'shownAs'>) {
  let who: Who = {
    email,
    names: name !== null && isTelling(name) ? [name.replace(/\s+/g, ' ').trim()] : [],
    ids: [],
    texts: [],
  };
  for (let round = 0; round < 3; round++) {
    const found = await within.forgetting.holding([email, ...who.names, ...who.ids]);
    for (const { row } of found) who = { ...learn(row, who), ...(name === '' && { names: [] }) };
  }
  const shown = who.texts.flatMap((text) => [text, shownAs(text)]);
  who = { ...who, texts: [...new Set(shown)] };
  const beginnings = who.texts
    .map((text) => text.slice(0, 30).split(/["\\\n]/)[0] ?? '')
    .filter((text) => text.length >= 12);
  const found = await within.forgetting.holding([email, ...who.names, ...who.ids, ...beginnings]);
  return { who, found: found.filter((each) => changes(each, who)) };
}

/** A row may hold an id of theirs and nothing else, or the address of somebody else with theirs in it. */
function changes({ table, row }: Found, who: Who): boolean {
  const whole = JSON.stringify(row);
  const isAny = JSON.stringify(erased(row, who, table === 'outbox')) !== whole;
  return isAny || (GOES_WHOLE.has(table) && who.ids.some((id) => whole.includes(JSON.stringify(id))));
}

const isInWork = ({ table, row }: Found): boolean =>
  table === 'import_batches' || (IN_WORK[table] ?? []).includes(String(row.state));

async function forget({ forgetting }: Within, found: Found, who: Who): Promise<void> {
  if (WHOLE.has(found.table)) return await forgetting.drop(found);
  const left = without(found, who) as Found['row'];
  const values = Object.entries(left).filter(
    ([column, value]) => JSON.stringify(value) !== JSON.stringify(found.row[column]),
  );
  await forgetting.rewrite(found, Object.fromEntries(values));
}

function without({ table, row }: Found, who: Who): unknown {
  // What was typed in a form and what was answered: done with.
  if (table === 'submissions') return { ...row, view: null, answer: null };
  const left = erased(row, who, table === 'outbox') as Found['row'];
  // The next look at the session gives all of it again.
  const isErased = table === 'heard' && JSON.stringify(left) !== JSON.stringify(row);
  if (isErased) return { ...left, data: { ...(left.data as object), isErased } };
  return table === 'follow_ups' ? { ...left, asked_by: left.asked_by || null } : left;
}

async function forgetMessages(
  deps: Pick<Deps, 'jobs'>,
  within: Within,
  messages: Found[],
  { who, edits }: { who: Who; edits: boolean },
) {
  const standing = messages.filter(({ row }) => STANDING.has(String(row.state)));
  for (const found of messages) {
    const message = erased(found.row.message, who, true) as StoredMessage;
    const { key, part, state } = found.row;
    if (edits && STANDING.has(String(state)))
      await sayInstead(deps, within as StoreTransaction, { key: String(key), part: Number(part), message });
    else await within.forgetting.rewrite(found, { message });
  }
  const channels = [...new Set(standing.map(({ row }) => String(row.channel)))];
  return { standing: standing.length, elsewhere: messages.length - standing.length, channels };
}

function counted(found: Found[]): Record<string, number> {
  const tables = Map.groupBy(found, ({ table }) => table);
  return Object.fromEntries([...tables].map(([table, rows]) => [table, rows.length]));
}
