// One process per data folder: two that open one PGlite folder lose each other's rows (store-engines.md, section 1, fault 2).
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ConfigError } from '../errors.ts';

export interface Owner {
  release(): void;
}

/**
 * SQLite serves as a portable lock: its exclusive transaction is a lock of the operating system that dies with its
 * owner and that nobody can take over by mistake. The name beside it is only there for the message.
 * Not protected: a folder shared by two hosts over a network file system. Throws a ConfigError when it is taken.
 */
export async function claimFolder(dataDir: string): Promise<Owner> {
  await mkdir(dataDir, { recursive: true });
  const name = join(dataDir, 'owner');
  const lock = new DatabaseSync(join(dataDir, 'owner.lock'));
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new ConfigError({ code: 'config', faults: [await taken(dataDir, name)] }, { cause: error });
  }
  await writeFile(name, `process ${process.pid} on ${hostname()}`);
  return {
    release() {
      if (lock.isOpen) lock.close();
    },
  };
}

async function taken(dataDir: string, name: string) {
  const owner = await readFile(name, 'utf8').catch(() => 'another process');
  return {
    variable: 'DATA_DIR',
    fault: `${dataDir} is in use by ${owner}`,
    where: 'Stop that process, give this one a folder of its own, or let both use one PostgreSQL through DATABASE_URL.',
  };
}
