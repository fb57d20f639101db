// A store for tests: the real engine in memory, from a template that the first test of a machine makes.
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { queueFigures } from '../../src/jobs/queue-figures.ts';
import { jobs } from '../../src/jobs/registry.ts';
import { openRunner } from '../../src/jobs/runner.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { lend } from './lent.ts';

/** `await using store = await openTestStore()`, or close it in `afterAll`. Empty, newest schema, the queue's tables too. */
export async function openTestStore(): Promise<Store & AsyncDisposable> {
  const store = await openStore({ open: lent });
  return { ...store, [Symbol.asyncDispose]: store.close };
}

/** An embedded database in memory, as the template makes it. */
export const lent = () => lend(template);

/**
 * Empties every table, the queue's too, for files that open one store and want it new for each test. Deleting the few rows
 * of a test takes a twentieth of what `truncate` does; what a row refers to is gone in the end, so nobody asks in between.
 */
export async function forget({ database }: Store): Promise<void> {
  await sql`do $$ declare each text; begin
    set local session_replication_role = replica;
    for each in select format('%I.%I', schemaname, tablename)
      from pg_tables where schemaname = 'public' and tablename not like 'kysely%'
    loop
      execute 'delete from ' || each;
    end loop;
    delete from pgboss.job;
    delete from pgboss.schedule;
  end $$`.execute(database.kysely);
}

/** How many jobs wait, run, and were given up. */
export async function counts({ database }: Pick<Store, 'database'>) {
  const figures = await queueFigures(database.kysely);
  const of = (...states: string[]) =>
    figures.filter(({ state }) => states.includes(state)).reduce((sum, { jobs }) => sum + jobs, 0);
  return { queued: of('waiting', 'later'), active: of('active'), failed: of('failed') };
}

let known: Promise<Blob> | undefined;

/** The tar of a data directory. initdb and the two schemas take seconds; reading them takes a quarter of one. */
export function template(): Promise<Blob> {
  known ??= readTemplate();
  return known;
}

async function readTemplate(): Promise<Blob> {
  const path = join(tmpdir(), `showrunner-template-${fingerprint()}.tar`);
  const tar = await readFile(path).catch(() => makeTemplate(path));
  return new Blob([new Uint8Array(tar)], { type: 'application/x-tar' });
}

/** Other versions or other migrations make another template. */
function fingerprint(): string {
  const files = ['package-lock.json', 'test/support/store.ts', ...globSync('src/{store/migrations,jobs}/*.ts').sort()];
  return files
    .reduce((hash, file) => hash.update(readFileSync(file)), createHash('sha256'))
    .digest('hex')
    .slice(0, 16);
}

async function makeTemplate(path: string): Promise<Uint8Array> {
  const store = await openStore({});
  if (store.database.kind !== 'embedded') throw new Error('the template comes from the embedded store');
  const { pglite } = store.database;
  // The bot's own queues too, which each start would make one after another. What is on a schedule is each bot's own, and
  // when somebody last looked at it depends on the clock of a test.
  const log = { info() {}, warn() {}, error() {} };
  const runner = await openRunner({ database: store.database, jobs: [...jobs], log });
  await runner.stop();
  await pglite.exec(
    'delete from pgboss.schedule; update pgboss.version set cron_on = null, bam_on = null, flow_on = null',
  );
  // A third of the tar is databases that nobody opens.
  await pglite.exec("update pg_database set datistemplate = false where datname like 'template%'");
  for (const unused of ['template0', 'template1']) await pglite.exec(`drop database ${unused}`);
  await pglite.exec('checkpoint');
  const tar = new Uint8Array(await (await pglite.dumpDataDir('none')).arrayBuffer());
  await store.close();
  // Several test files may do this at once: each writes its own, the last one stays.
  const mine = `${path}.${process.pid}.${Math.random()}`;
  await writeFile(mine, tar);
  await rename(mine, path);
  return tar;
}
