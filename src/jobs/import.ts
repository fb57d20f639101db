// Works an import: a few batches a run, progress in one message, and at the end what became of each row.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { AskError } from '../errors.ts';
import { endKey, IMPORT, progressKey } from '../operations/begin-import.ts';
import { importReport, progressOf } from '../operations/import-report.ts';
import { say, sayInstead } from '../operations/outbox.ts';
import { workImport } from '../operations/work-import.ts';
import type { Import } from '../store/imports.ts';
import { fileName } from '../views/csv.ts';
import { resultsCsv } from '../views/import-csv.ts';
import { importEnd, importFile, importProgress } from '../views/import-progress.ts';
import { sessionTitle } from '../views/session-line.ts';
import { defineJob } from './job.ts';

export const imports = defineJob({
  name: IMPORT,
  summary: 'Registers the people of a list in batches of fifty, and tells who asked for it how far it is.',
  payload: z.object({ id: z.string() }),
  async run({ id }, deps: Deps) {
    const list = await deps.store.imports.get(id);
    if (!list || list.state === 'draft') return;
    const livestorm = deps.livestorm.for({ kind: 'import', who: list.person });
    const next = await workImport({ ...deps, livestorm }, id);
    if (next.kind === 'over') await end(list, deps);
    await showProgress(id, deps);
    if (next.kind === 'over') return await give(list, deps);
    if (next.kind === 'again') return await deps.jobs.send(IMPORT, { id }, { key: id });
    // Under another key than those that are sent at once: it must not hold them up.
    await deps.jobs.send(IMPORT, { id }, { key: `${id} at ${next.at.getTime()}`, startAfter: next.at });
  },
});

export const keptImports = defineJob({
  name: 'imports',
  summary: 'Takes up imports whose job was given up, and deletes the lists a day after they were given.',
  payload: z.object({}),
  every: '*/10 * * * *',
  async run(_payload, { store, jobs, clock }: Deps) {
    for (const id of await store.imports.unfinished()) await jobs.send(IMPORT, { id }, { key: id });
    await store.imports.forget(new Date(clock().getTime() - DAY_MS));
  },
});

const DAY_MS = 24 * 60 * 60 * 1_000;

async function end({ id, person }: Import, deps: Deps): Promise<void> {
  const report = await importReport(deps, id);
  await deps.store.transaction(async (within) => {
    const isMine = await within.imports.end(id, deps.clock());
    if (isMine && report) await say(deps, within, { channel: person, key: endKey(id), messages: [importEnd(report)] });
  });
}

/** In the place of what was said before: the outbox edits it every few seconds at most. */
async function showProgress(id: string, deps: Deps): Promise<void> {
  const list = await deps.store.imports.get(id);
  if (!list) return;
  const session = await deps.store.catalogue.session(list.sessionId);
  const message = importProgress(session, progressOf(await deps.store.imports.lines(id), list));
  await deps.store.transaction((within) => sayInstead(deps, within, { key: progressKey(id), message }));
}

/** Tried once: without the scope for it, or where Slack does not take it, the file waits behind its button. */
async function give({ id, person }: Import, deps: Deps): Promise<void> {
  const report = await importReport(deps, id);
  if (!report || report.list.givenAt) return;
  const name = fileName(report.session ? sessionTitle(report.session) : '', 'import');
  try {
    await deps.slack.sendFile(person, importFile(report), { name, content: resultsCsv(report) });
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    deps.log.warn({ import: id, problem: error.problem.code }, 'the results of an import were not given as a file');
  }
  await deps.store.imports.given(id, deps.clock());
}
