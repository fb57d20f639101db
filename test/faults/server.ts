// A real PostgreSQL of this machine for a trial, if it has one: its own folder, its own port, gone at the end.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

export interface Server extends AsyncDisposable {
  /** An empty database of that name. */
  create(database: string): Promise<string>;
}

/** Why there can be none here; undefined where there can. */
export function noServer(): string | undefined {
  try {
    execFileSync('postgres', ['--version'], { stdio: 'pipe' });
    return undefined;
  } catch {
    return 'without a PostgreSQL in the PATH';
  }
}

export async function startServer(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'showrunner-server-'));
  const as = unprivileged();
  if (as !== undefined) chownSync(folder, as.uid, as.gid);
  const data = join(folder, 'data');
  execFileSync('initdb', ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C'], {
    ...as,
    stdio: 'pipe',
  });
  const port = await freePort();
  const options = ['-D', data, '-p', `${port}`, '-k', folder, '-c', 'listen_addresses=127.0.0.1'];
  const server = spawn('postgres', options, { ...as, stdio: 'ignore' });
  const address = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  await asked(address('postgres'), 'select 1');
  return {
    async create(database) {
      await asked(address('postgres'), `create database ${database}`);
      return address(database);
    },
    async [Symbol.asyncDispose]() {
      if (server.kill('SIGINT')) await once(server, 'exit');
      rmSync(folder, { recursive: true });
    },
  };
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Until it answers: a server that starts refuses connections for a moment. */
async function asked(url: string, query: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.query(query);
      return;
    } catch (error) {
      if (tries === 100) throw error;
      await pause(100);
    } finally {
      await client.end().catch(() => {});
    }
  }
}
