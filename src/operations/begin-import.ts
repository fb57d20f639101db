// An import from the list to its beginning: kept as a draft, checked as often as somebody likes, then begun once.

import { randomUUID } from 'node:crypto';
import type { Deps } from '../deps.ts';
import { AskError } from '../errors.ts';
import type { EventField } from '../livestorm/event.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { Import } from '../store/imports.ts';
import type { StoredMessage } from '../store/outbox-row.ts';
import type { Columns } from '../store/people-tables.ts';
import { checkList, type ListCheck } from './check-list.ts';
import { guessColumns, type List, listOf } from './list-columns.ts';
import { say } from './outbox.ts';
import { readRows } from './read-list.ts';
import { registrationForm } from './register-person.ts';
import { callsToRead, peopleFor } from './session-people.ts';

/** The job that works an import: jobs/import.ts. */
export const IMPORT = 'import';

/** Livestorm takes so many in one job (livestorm-api.md 4.8). */
const BATCH = 50;

export interface ImportCheck extends ListCheck {
  id: string;
  session: SessionWithEvent;
  fields: EventField[];
  list: List;
  columns: Columns;
  /** Whether it is known who is registered. */
  looked: boolean;
  /** What looking that up would cost; 0 when nobody is registered as far as the catalogue knows. */
  lookCalls: number;
  cost: ImportCost;
}

/** `calls` when everything goes well, and one more for each of `batches` in which somebody is refused. */
export interface ImportCost {
  calls: number;
  batches: number;
  contacts: number;
}

type Needed = Pick<Deps, 'livestorm' | 'store' | 'clock' | 'webhookUrl'>;

/** Keeps the list, with a guess of what its columns mean. At most one call, for the event's fields. */
export async function draftImport(
  deps: Needed,
  { person, sessionId, source }: { person: string; sessionId: string; source: string },
): Promise<ImportCheck> {
  const { fields } = await registrationForm(deps, sessionId);
  const list = listOf(readRows(source));
  const id = randomUUID();
  const columns = guessColumns(list, fields);
  const createdAt = deps.clock();
  await deps.store.imports.draft({ id, person, sessionId, source, columns, createdAt });
  return await checkImport(deps, id);
}

/** What would become of each row. Throws `form_outdated` for one that is gone. */
export async function checkImport(deps: Needed, id: string): Promise<ImportCheck> {
  const list = await deps.store.imports.get(id);
  if (!list) throw new AskError({ code: 'form_outdated' });
  const { session, fields } = await registrationForm(deps, list.sessionId);
  const read = checked(list, fields);
  const batches = Math.ceil(read.ready.length / BATCH);
  return {
    ...read,
    id,
    session,
    fields,
    columns: list.columns,
    looked: list.known !== null,
    lookCalls: session.registrantsCount === 0 ? 0 : callsToRead(session),
    // Without webhooks, Livestorm must be asked once for each batch what became of it.
    cost: { calls: deps.webhookUrl === null ? 2 * batches : batches, batches, contacts: read.ready.length },
  };
}

/** The same for the same import, whenever it is asked. */
export function checked(
  { source, columns, known }: Pick<Import, 'source' | 'columns' | 'known'>,
  fields: EventField[],
): ListCheck & { list: List } {
  const list = listOf(readRows(source));
  return { list, ...checkList(list, { columns, fields, known: new Set(known) }) };
}

export interface Changes {
  columns: Columns;
  /** Whether it is to be looked up who is registered: ceil(R/50) calls, none when they were read within ten minutes. */
  look: boolean;
}

export async function changeDraft(
  deps: Needed,
  { id, sessionId, person, known }: Import,
  changes: Changes,
): Promise<void> {
  const { columns, look } = changes;
  const fresh = look && known === null ? await addresses(deps, sessionId, person) : known;
  await deps.store.imports.redraft(id, { columns, known: fresh });
}

async function addresses(deps: Needed, sessionId: string, reader: string): Promise<string[]> {
  const { people } = await peopleFor(deps, sessionId, reader);
  return people.map(({ email }) => email.toLowerCase());
}

/** The key under which the progress of an import is said, and under which its end is. */
export const progressKey = (id: string): string => `import ${id}`;
export const endKey = (id: string): string => `import ${id} end`;

/** Once, also when it is asked for twice: its batches, what is said of it and its job are one commit. */
export async function beginImport(
  deps: Pick<Deps, 'store' | 'jobs'>,
  { id, ready }: ImportCheck,
  { person, said }: { person: string; said: StoredMessage },
): Promise<void> {
  const batches = Array.from({ length: Math.ceil(ready.length / BATCH) }, (_, number) =>
    ready.slice(number * BATCH, (number + 1) * BATCH),
  );
  await deps.store.transaction(async (within) => {
    if (!(await within.imports.begin(id, batches))) return;
    await say(deps, within, { channel: person, key: progressKey(id), messages: [said] });
    await deps.jobs.send(IMPORT, { id }, { key: id, transaction: within.trx });
  });
}
