// What became of each row of a list, as a file: our verdict first, then the row as it was given.

import type { Outcome, Report, ReportRow } from '../operations/import-report.ts';
import { csv } from './csv.ts';
import { rowProblem } from './row-problem.ts';

const RESULTS: Record<Outcome, string> = {
  added: 'registered',
  already: 'already registered',
  again: 'registered',
  failed: 'refused by Livestorm',
  unclear: 'unclear',
  not_sent: 'not sent',
  left: 'invalid',
};

const AGAIN = 'Was registered already when it was sent again after a lost answer: by this import, or before it.';
const UNCLEAR = 'Livestorm did not say. Import it again: nobody is registered twice.';
const NOT_SENT = 'The import was stopped before. Import it again.';

export function resultsCsv({ names, rows }: Report): string {
  const width = Math.max(names.length, ...rows.map(({ cells }) => cells.length));
  const given = Array.from({ length: width }, (_, column) => names[column] ?? `Column ${column + 1}`);
  return csv([['Row', 'E-mail', 'Result', 'Reason', ...given], ...rows.map((row) => line(row))]);
}

const line = (row: ReportRow): string[] => [String(row.row), row.email, resultOf(row), reasonOf(row), ...row.cells];

function resultOf({ outcome, reason }: ReportRow): string {
  if (typeof reason === 'object' && reason.kind === 'already') return 'already registered';
  if (typeof reason === 'object' && reason.kind === 'duplicate') return 'duplicate';
  return RESULTS[outcome];
}

function reasonOf({ outcome, reason }: ReportRow): string {
  if (typeof reason === 'object') return rowProblem(reason);
  if (outcome === 'again') return AGAIN;
  if (outcome === 'unclear') return UNCLEAR;
  return outcome === 'not_sent' ? NOT_SENT : reason;
}
