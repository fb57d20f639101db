// What became of each row of a list, and how many of each kind. No call.

import type { Deps } from '../deps.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { BatchLine } from '../store/import-batches.ts';
import type { Import } from '../store/imports.ts';
import type { RowResult } from '../store/people-tables.ts';
import { checked } from './begin-import.ts';
import type { RowProblem } from './check-list.ts';

export type Outcome = RowResult['result'] | 'left' | 'not_sent';

export interface ReportRow {
  row: number;
  email: string;
  cells: string[];
  outcome: Outcome;
  /** Why it was left out, or Livestorm's own words. */
  reason: RowProblem | string;
}

export interface Report {
  list: Import;
  session: SessionWithEvent | null;
  names: (string | null)[];
  /** One for each row of the list, in its order. */
  rows: ReportRow[];
}

/** Null when the list is no longer kept. */
export async function importReport({ store }: Pick<Deps, 'store'>, id: string): Promise<Report | null> {
  const list = await store.imports.get(id);
  if (!list) return null;
  const session = await store.catalogue.session(list.sessionId);
  const { list: read, ready, left } = checked(list, session?.event.fields ?? []);
  const batches = await store.imports.batches(id);
  const results = new Map(
    batches.flatMap((batch) =>
      batch.rows.map(({ row, email }, place) => [row, { email, result: batch.results[place] }]),
    ),
  );
  const outside = new Map([...left, ...ready].map((one) => [one.row, one]));
  const rows = read.rows.map(({ row, cells }): ReportRow => {
    const sent = results.get(row);
    if (sent) {
      const { result: outcome = 'not_sent', reason = '' } = sent.result ?? {};
      return { row, email: sent.email, cells, outcome, reason };
    }
    const one = outside.get(row);
    const problem = one && 'problem' in one ? one.problem : '';
    return { row, email: one?.email ?? '', cells, outcome: 'left', reason: problem };
  });
  return { list, session, names: read.names, rows };
}

export interface Progress {
  /** People who are to be registered, and those of whom it is known what became of them. */
  people: number;
  settled: number;
  added: number;
  /** Calls so far. */
  calls: number;
  isOver: boolean;
}

export function progressOf(lines: BatchLine[], { calls, endedAt }: Import): Progress {
  const sum = (of: 'people' | 'settled' | 'added') => lines.reduce((total, line) => total + line[of], 0);
  return { people: sum('people'), settled: sum('settled'), added: sum('added'), calls, isOver: endedAt !== null };
}
