// `/webinar import`: a list of people, what would become of each row, and then the rest happens by itself.

import { AskError } from '../errors.ts';
import { beginImport, changeDraft, checkImport, draftImport, type ImportCheck } from '../operations/begin-import.ts';
import { importReport } from '../operations/import-report.ts';
import { decodeList, MOST_BYTES } from '../operations/read-list.ts';
import type { Columns } from '../store/people-tables.ts';
import { fileName } from '../views/csv.ts';
import { fieldFaults } from '../views/field-faults.ts';
import {
  COLUMN,
  importCheckMeta,
  importCheckView,
  LOOK,
  MOST_UNASKED,
  mostCalls,
  SURE,
} from '../views/import-check.ts';
import { resultsCsv } from '../views/import-csv.ts';
import { importFormView, importMeta } from '../views/import-form.ts';
import { importBegun, importFile, importProgress } from '../views/import-progress.ts';
import { fileGiven } from '../views/people-list.ts';
import { sessionTitle } from '../views/session-line.ts';
import type { Typed } from '../views/typed.ts';
import { loading } from '../views/working.ts';
import { type Action, opening, someWords } from './command.ts';
import { form } from './form.ts';
import { formOnSession } from './which.ts';

const TITLE = 'Import people';

export const importPeople = opening({
  name: 'import',
  summary: 'Register many people for a session, from a CSV.',
  access: 'operators',
  usage: '[session]',
  examples: ['import spring tour', 'import'],
  read: someWords,
  open: () => loading(TITLE),
  fill: (words, { channel }, deps) =>
    formOnSession(deps, { verb: 'import', words, channel, title: TITLE }, async (session) => {
      if (session.endedAt || session.canceledAt) {
        throw new AskError({ code: 'session_over', title: sessionTitle(session) });
      }
      // Slack refuses the whole form when it asks for a file and the app may not read it.
      const given = await deps.slack.scopes();
      const mayRead = given.kind === 'known' && given.scopes.includes('files:read');
      return importFormView({ session, mayRead, channel });
    }),
});

type Given = { file: string } | { pasted: string };

export const importForm = form<typeof importMeta, Given>({
  access: 'operators',
  meta: importMeta,
  read({ file, pasted }) {
    const [first] = Array.isArray(file) ? file : [];
    if (first) return { values: { file: first } };
    if (typeof pasted === 'string' && pasted.trim() !== '') return { values: { pasted } };
    return { errors: { pasted: fieldFaults.noList } };
  },
  async submit(given, { meta: { sessionId }, ask: { user, channel } }, deps) {
    const source = 'file' in given ? decodeList(await deps.slack.readFile(given.file, MOST_BYTES)) : given.pasted;
    return importCheckView(await draftImport(deps, { person: user, sessionId, source }), channel);
  },
});

export const importCheckForm = form({
  access: 'operators',
  meta: importCheckMeta,
  read: (typed) => ({
    values: { columns: columnsIn(typed), look: isTicked(typed[LOOK]), sure: isTicked(typed[SURE]) },
  }),
  /** Registers when nothing was changed; else the list is checked again, and nobody is registered. */
  async submit({ columns: chosen, look, sure }, { meta: { id, round }, ask: { user, channel }, intent }, deps) {
    const list = await deps.store.imports.get(id);
    if (list?.person !== user) throw new AskError({ code: 'form_outdated' });
    const columns = merged(list.columns, chosen);
    const isChanged = !isSame(columns, list.columns) || (look && list.known === null);
    if (isChanged && list.state === 'draft') await changeDraft(deps, list, { columns, look });
    const check = await checkImport(deps, id);
    const isAgreed = sure || mostCalls(check) <= MOST_UNASKED;
    if (list.state === 'draft') {
      if (isChanged || !isAgreed || check.ready.length === 0) return importCheckView(check, channel, round + 1);
      // On record, for the audit log too; what is begun twice is begun once.
      await intent.begin();
      await beginImport(deps, check, { person: user, said: begun(check) });
    }
    return importBegun(check.session, check.ready.length);
  },
});

const begun = ({ session, ready }: ImportCheck) =>
  importProgress(session, { people: ready.length, settled: 0, added: 0, calls: 0, isOver: false });

const isTicked = (value: string | string[] | null | undefined): boolean => Array.isArray(value) && value.length > 0;

/** What was chosen for each field of the form; null for no column. */
const columnsIn = (typed: Typed): Map<string, number | null> =>
  new Map(
    Object.entries(typed).flatMap(([name, value]) => {
      if (!name.startsWith(COLUMN)) return [];
      return [[name.slice(COLUMN.length), typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : null]];
    }),
  );

/** Fields that did not fit into the form keep their columns. */
function merged(columns: Columns, chosen: Map<string, number | null>): Columns {
  const kept = Object.entries(columns).filter(([id]) => !chosen.has(id));
  return Object.fromEntries([
    ...kept,
    ...[...chosen].flatMap(([id, column]) => (column === null ? [] : [[id, column]])),
  ]);
}

function isSame(one: Columns, other: Columns): boolean {
  const ids = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...ids].every((id) => one[id] === other[id]);
}

/** The results once more, while the list is kept. */
export const importFileGiven: Action = (value, { user }) => ({
  access: 'operators',
  kind: 'answer',
  async answer(deps) {
    const report = await importReport(deps, value);
    if (report?.list.person !== user || !report.list.endedAt) throw new AskError({ code: 'form_outdated' });
    const name = fileName(report.session ? sessionTitle(report.session) : '', 'import');
    await deps.slack.sendFile(user, importFile(report), { name, content: resultsCsv(report) });
    return { to: 'asker', message: fileGiven() };
  },
});
