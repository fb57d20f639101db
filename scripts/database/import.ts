// Reads what export.ts wrote into an empty database: all of it or nothing.
import { sql, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import { fromKysely, PgBoss } from 'pg-boss';
import { migrations } from '../../src/store/migrations/migrations.ts';
import { FORMAT, type Header, type Line, readLines, type Totals } from './file.ts';
import type { Place } from './place.ts';
import { applied, firstFilled, type Table, tables } from './schema.ts';

type Trx = Transaction<unknown>;

/** Throws, and leaves the database as empty as it was, when anything is wrong with the file or the database is not empty. */
export async function importFrom(place: Place, path: string): Promise<Totals> {
  const source = readLines(path);
  const header = readHeader((await source.next()).value);
  await makeSchema(place, header);
  const boss = new PgBoss(place.boss);
  boss.on('error', () => {}); // what fails here is thrown by the call that fails
  await boss.start();
  try {
    for (const { name, policy } of header.queues) await boss.createQueue(name, { policy });
    const totals = await place.db.transaction().execute((trx) => load(trx, boss, source));
    const { error } = await migrator(place).migrateToLatest();
    if (error !== undefined) throw error;
    return totals;
  } finally {
    await boss.stop({ graceful: false });
  }
}

function readHeader(first: Line | undefined): Header {
  if (first === undefined || !('showrunner' in first)) throw new Error('this file was not written by db:export');
  const { showrunner } = first;
  const known = Object.keys(migrations);
  const isOurs = showrunner.migrations.every((name, index) => known[index] === name);
  if (showrunner.format !== FORMAT || !isOurs) {
    throw new Error('this file was written by a newer version of Showrunner: import it with that one');
  }
  return showrunner;
}

/** The schema that the rows were in: newer migrations run when they are there, as they would have at home. */
async function makeSchema(place: Place, header: Header): Promise<void> {
  const filled = await firstFilled(place.db);
  if (filled !== undefined)
    throw new Error(`${place.name} is not empty (there are rows in ${filled}): import into a new one`);
  const there = await applied(place.db);
  if (there.length > 0 && there.length !== header.migrations.length) {
    throw new Error(`${place.name} was made by another version of Showrunner than the file: import into a new one`);
  }
  const { error } = await migrator(place).migrateTo(header.migrations.at(-1) ?? '');
  if (error !== undefined) throw error;
}

function migrator({ db }: Place): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => migrations } });
}

const PAGE = 100;

async function load(trx: Trx, boss: PgBoss, source: AsyncIterable<Line>): Promise<Totals> {
  const known = await tables(trx);
  const totals: Totals = { rows: {}, jobs: 0 };
  let table: Table | undefined;
  let page: (string | null)[][] = [];
  let end: Totals | undefined;
  async function flush(): Promise<void> {
    if (table === undefined || page.length === 0) return;
    await insert(trx, table, page);
    totals.rows[table.name] = (totals.rows[table.name] ?? 0) + page.length;
    page = [];
  }
  for await (const line of source) {
    if (Array.isArray(line)) {
      page.push(line);
      if (page.length === PAGE) await flush();
      continue;
    }
    await flush();
    if ('table' in line) {
      table = pick(known, line);
      totals.rows[table.name] = 0;
    } else if ('job' in line) {
      const { name, ...job } = line.job;
      await boss.insert(name, [job], { db: fromKysely(trx) });
      totals.jobs++;
    } else if ('end' in line) end = line.end;
  }
  if (JSON.stringify(end) !== JSON.stringify(totals)) throw new Error('the file is cut short: export it again');
  for (const { name } of known) await continueNumbers(trx, name);
  return totals;
}

/** The columns that a file names, as this database knows them: nothing in the file becomes SQL. */
function pick(known: Table[], { table, columns }: { table: string; columns: string[] }): Table {
  const target = known.find(({ name }) => name === table);
  const found = columns.map((name) => target?.columns.find((column) => column.name === name));
  const there = found.filter((column) => column !== undefined);
  if (target === undefined || there.length < columns.length) throw new Error(`there is no such table here: ${table}`);
  return { name: table, columns: there };
}

async function insert(trx: Trx, { name, columns }: Table, page: (string | null)[][]): Promise<void> {
  const values = page.map((row) => {
    if (row.length !== columns.length) throw new Error(`a row of ${name} has another number of values than its table`);
    return sql`(${sql.join(row.map((value, index) => sql`${value}::text::${sql.raw(columns[index]?.type ?? '')}`))})`;
  });
  const names = sql.join(columns.map((column) => sql.ref(column.name)));
  await sql`insert into ${sql.table(name)} (${names}) overriding system value values ${sql.join(values)}`.execute(trx);
}

/** Ids that the database gives go on after the highest there is. */
async function continueNumbers(trx: Trx, table: string): Promise<void> {
  const { rows } = await sql<{ column: string; sequence: string }>`
    select attname as column, pg_get_serial_sequence(${`public.${table}`}, attname) as sequence
    from pg_attribute where attrelid = ${`public.${table}`}::regclass and attnum > 0 and not attisdropped
      and pg_get_serial_sequence(${`public.${table}`}, attname) is not null`.execute(trx);
  for (const { column, sequence } of rows) {
    const max = sql`max(${sql.ref(column)})`;
    await sql`select setval(${sequence}, coalesce(${max}, 1), ${max} is not null) from ${sql.table(table)}`.execute(
      trx,
    );
  }
}
