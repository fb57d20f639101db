// Writes all a database remembers to a file: our tables, and the jobs that wait or run. Changes nothing.
import { sql, type Transaction } from 'kysely';
import { FORMAT, type Header, type Line, type Totals, writeLines } from './file.ts';
import type { Place } from './place.ts';
import { applied, isThere, type Table, tables } from './schema.ts';

type Trx = Transaction<unknown>;

/** One moment of the database, also while the bot works on it, where that is a server. */
export async function exportTo(place: Place, path: string, now: Date): Promise<Totals> {
  const totals: Totals = { rows: {}, jobs: 0 };
  await place.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((trx) => writeLines(path, lines(trx, totals, now)));
  return totals;
}

async function* lines(trx: Trx, totals: Totals, now: Date): AsyncGenerator<Line> {
  const hasQueue = await isThere(trx, 'pgboss.job');
  const migrations = await applied(trx);
  if (migrations.length === 0) throw new Error('there is nothing of Showrunner in this database');
  const queues = hasQueue
    ? await sql<Header['queues'][0]>`select name, policy from pgboss.queue order by name`.execute(trx)
    : null;
  yield { showrunner: { format: FORMAT, exportedAt: now.toISOString(), migrations, queues: queues?.rows ?? [] } };
  await sql`set local timezone to 'UTC'`.execute(trx);
  await sql`set local datestyle to 'ISO, YMD'`.execute(trx);
  for (const table of await tables(trx)) {
    yield { table: table.name, columns: table.columns.map(({ name }) => name) };
    totals.rows[table.name] = 0;
    for await (const row of asLines<(string | null)[]>(trx, everyRow(table))) {
      totals.rows[table.name] = (totals.rows[table.name] ?? 0) + 1;
      yield row;
    }
  }
  if (hasQueue) {
    for await (const job of asLines<Extract<Line, { job: unknown }>['job']>(trx, JOBS)) {
      totals.jobs++;
      yield { job };
    }
  }
  yield { end: totals };
}

function everyRow({ name, columns }: Table) {
  const values = columns.map((column) => sql`${sql.ref(column.name)}::text`);
  return sql`select json_build_array(${sql.join(values)})::text as line from ${sql.table(name)}`;
}

/** One that runs when the bot stops is run again, which jobs are made for; of one key the one that waits comes first. */
const JOBS = sql`select json_build_object('name', name, 'id', id, 'data', data, 'priority', priority,
    'singletonKey', singleton_key, 'startAfter', to_char(start_after at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'retryLimit', retry_limit, 'retryDelay', retry_delay, 'retryBackoff', retry_backoff,
    'expireInSeconds', expire_seconds, 'heartbeatSeconds', heartbeat_seconds)::text as line
  from pgboss.job where state in ('created', 'retry', 'active') order by state, created_on, id`;

/** A page at a time, so that the size of the database does not matter. */
async function* asLines<T>(trx: Trx, query: ReturnType<typeof sql>): AsyncGenerator<T> {
  await sql`declare page no scroll cursor for ${query}`.execute(trx);
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch 100 from page`.execute(trx);
    if (rows.length === 0) break;
    for (const row of rows) yield JSON.parse(row.line);
  }
  await sql`close page`.execute(trx);
}
