// The database when none is given: PGlite, PostgreSQL 18 in WASM, in a folder or in memory. The only file that opens it.
import { join } from 'node:path';
import { MemoryFS, PGlite } from '@electric-sql/pglite';
import { ConfigError } from '../errors.ts';
import { prepareCluster } from './cluster.ts';
import { compileOnce } from './compile-once.ts';
import { DurableFs } from './durable-fs.ts';
import { claimFolder } from './owner.ts';
import { PoliteDatabase } from './polite-database.ts';

export interface EmbeddedOptions {
  /** In memory when left out. */
  dataDir?: string;
  /** A tar of a new database's folder, in place of the one that `template.ts` keeps. */
  template?: Blob;
  /** Called once when the disk refuses what is written: nothing can be asked any more, and a new start recovers. Ends the process when left out. */
  onStop?: (error: Error) => void;
}

export interface Embedded {
  pglite: PGlite;
  close(): Promise<void>;
}

/** 16 MB of shared buffers hold our tables well; the default of 128 MB doubles the idle memory (store-engines.md, section 1). */
const SMALL = ['-c', 'shared_buffers=16MB'];
const DURABLE = ['-c', 'fsync=on', '-c', 'wal_sync_method=fsync'];

/** PostgreSQL wants a folder of its own; the lock stands beside it. */
export const FOLDER = 'postgres';

/**
 * Throws a ConfigError when another process has the folder open, when another PostgreSQL wrote it, and when what is
 * committed would not reach the disk.
 */
export async function openEmbedded({ dataDir, template, onStop = crash }: EmbeddedOptions): Promise<Embedded> {
  compileOnce();
  if (dataDir === undefined) return await inMemory(template, onStop);
  const owner = await claimFolder(dataDir);
  try {
    const folder = join(dataDir, FOLDER);
    await prepareCluster(folder, template);
    const fs = new DurableFs(folder);
    const unsafe = PGlite.defaultStartParams.filter((parameter) => parameter !== '-F');
    const pglite = new PoliteDatabase({ fs, startParams: [...unsafe, ...SMALL, ...DURABLE] }, onStop);
    await pglite.waitReady;
    async function close() {
      await end(pglite);
      owner.release();
    }
    if (!(await isDurable(pglite, fs))) {
      await close();
      throw new ConfigError({ code: 'config', faults: [notDurable(dataDir)] });
    }
    return { pglite, close };
  } catch (error) {
    owner.release();
    throw error;
  }
}

type OnStop = (error: Error) => void;

/** As PostgreSQL does: nothing that was acknowledged is lost, and whoever watches over the process starts it again. */
function crash(error: Error): void {
  setImmediate(() => {
    throw error;
  });
}

async function inMemory(template: Blob | undefined, onStop: OnStop): Promise<Embedded> {
  const options = {
    fs: new MemoryFS(),
    startParams: [...PGlite.defaultStartParams, ...SMALL],
    ...(template !== undefined && { loadDataDir: template }),
  };
  const pglite = new PoliteDatabase(options, onStop);
  await pglite.waitReady;
  return { pglite, close: () => end(pglite) };
}

/** One that has stopped cannot be closed: it would turn in a circle. */
async function end(pglite: PoliteDatabase): Promise<void> {
  if (!pglite.closed && !pglite.stopped) await pglite.close();
}

/** The smallest commit there is must reach the disk. That it does leans on the inside of PGlite, so each start proves it. */
async function isDurable(pglite: PGlite, fs: DurableFs): Promise<boolean> {
  const before = fs.fsyncs;
  await pglite.query("select pg_logical_emit_message(true, 'showrunner', 'started')");
  return fs.fsyncs > before;
}

function notDurable(dataDir: string) {
  return {
    variable: 'DATA_DIR',
    fault: `${dataDir} would not keep what is committed: the embedded database does not write through to the disk`,
    where:
      'Install exactly the packages of package-lock.json with `npm ci`, or use a PostgreSQL server through DATABASE_URL',
  };
}

/**
 * What a server does by itself and an embedded one never does: frees what was deleted and bounds the log
 * (store-engines.md, section 1, fault 4). Holds the event loop for some hundred milliseconds.
 */
export async function tidy(pglite: PGlite): Promise<void> {
  await pglite.exec('vacuum');
  await pglite.exec('checkpoint');
}
