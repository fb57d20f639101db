// What the four scripts share: one argument, one sentence at the end, an exit code.
import { ConfigError } from '../../src/errors.ts';
import type { Totals } from './file.ts';

/** Runs a script that takes a file's name and says what it did. */
export async function run(script: string, work: (file: string) => Promise<string>): Promise<void> {
  const [file, ...rest] = process.argv.slice(2);
  if (file === undefined || rest.length > 0) return usage(script, ' -- FILE');
  await say(script, () => work(file));
}

/** Runs a script that takes nothing, as `db:restore` with a server. */
export async function runAlone(script: string, work: () => Promise<string>): Promise<void> {
  if (process.argv.length > 2) return usage(script, ', without a file (docs/backup.md)');
  await say(script, work);
}

function usage(script: string, takes: string): never {
  console.error(`Usage: npm run ${script}${takes}`);
  process.exit(2);
}

async function say(script: string, work: () => Promise<string>): Promise<void> {
  try {
    console.log(await work());
  } catch (error) {
    console.error(`${script}: ${said(error)}`);
    process.exit(1);
  }
}

function said(error: unknown): string {
  if (error instanceof ConfigError)
    return error.problem.faults.map(({ fault, where }) => `${fault}. ${where}.`).join('\n');
  return error instanceof Error ? error.message : String(error);
}

/** `1,234 rows of 10 tables and 3 jobs` */
export function counted({ rows, jobs }: Totals): string {
  const counts = Object.values(rows);
  const number = (count: number) => count.toLocaleString('en');
  return `${number(counts.reduce((sum, count) => sum + count, 0))} rows of ${counts.length} tables and ${number(jobs)} jobs`;
}

export function onlyEmbedded(databaseUrl: string | undefined, instead: string): void {
  if (databaseUrl !== undefined) throw new Error(`DATABASE_URL names a server: use ${instead} there (docs/backup.md)`);
}
