// One process per data folder: two that open one PGlite folder lose each other's rows (store-engines.md, section 1, fault 2).
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { ConfigError, type ConfigFault } from '../errors.ts';

export interface Owner {
  /** Once or more. */
  release(): void;
}

/**
 * SQLite serves as a portable lock: its exclusive transaction is a lock of the operating system that dies with its
 * owner and that nobody can take over by mistake. The name beside it is only there for the message.
 * Not protected: a folder shared by two hosts over a network file system.
 * Throws a ConfigError when it is taken, and when the folder cannot be written to.
 */
export async function claimFolder(dataDir: string): Promise<Owner> {
  const name = join(dataDir, 'owner');
  let lock: DatabaseSync | undefined;
  try {
    await mkdir(dataDir, { recursive: true });
    lock = new DatabaseSync(join(dataDir, 'owner.lock'));
    lock.exec('BEGIN EXCLUSIVE');
    await writeFile(`${name}.new`, `${process.pid} ${hostname()}`);
    await rename(`${name}.new`, name);
  } catch (error) {
    lock?.close();
    const fault = isBusy(error) ? await taken(dataDir, name) : unusable(dataDir, error);
    throw new ConfigError({ code: 'config', faults: [fault] }, { cause: error });
  }
  const held = lock;
  return {
    release() {
      if (held.isOpen) held.close();
    },
  };
}

/** https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

const isBusy = (error: unknown) => error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;

async function taken(dataDir: string, name: string): Promise<ConfigFault> {
  return {
    variable: 'DATA_DIR',
    fault: `${dataDir} is in use by ${await whoHas(name)}`,
    where: 'Stop that process, give this one a folder of its own, or let both use one PostgreSQL through DATABASE_URL',
  };
}

/** A name is written just after the lock is taken: in between stands the one before, who no longer lives. */
async function whoHas(name: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const [pid, host] = (await readFile(name, 'utf8').catch(() => '')).split(' ');
    if (pid && host && (host !== hostname() || isAlive(Number(pid)))) return `process ${pid} on ${host}`;
    await pause(10);
  }
  return 'another process';
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function unusable(dataDir: string, error: unknown): ConfigFault {
  return {
    variable: 'DATA_DIR',
    fault: `${dataDir} cannot be used: ${error instanceof Error ? error.message : error}`,
    where: 'Name a folder on a disk of this machine that this process may write to',
  };
}
