// The database when none is given: PGlite, PostgreSQL 18 in WASM, in a folder or in memory. The only file that opens it.
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { MemoryFS, PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { claimFolder } from './owner.ts';

export interface EmbeddedOptions {
  /** In memory when left out. */
  dataDir?: string;
  /** A tar of a new data directory, to start from in place of initdb, which takes seconds and 800 MB. */
  template?: Blob;
}

export interface Embedded {
  pglite: PGlite;
  close(): Promise<void>;
}

/** 16 MB of shared buffers hold our tables well; the default of 128 MB doubles the idle memory (store-engines.md, section 1). */
const START_PARAMS = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'];

/** Throws a ConfigError when another process has the folder open. */
export async function openEmbedded({ dataDir, template }: EmbeddedOptions): Promise<Embedded> {
  const owner = dataDir === undefined ? null : await claimFolder(dataDir);
  try {
    const pglite = new PoliteDatabase({
      fs: dataDir === undefined ? new MemoryFS() : new NodeFS(join(dataDir, FOLDER)),
      startParams: START_PARAMS,
      ...(template !== undefined && !(await isThere(dataDir)) && { loadDataDir: template }),
    });
    await pglite.waitReady;
    return {
      pglite,
      async close() {
        if (!pglite.closed) await pglite.close();
        owner?.release();
      },
    };
  } catch (error) {
    owner?.release();
    throw error;
  }
}

/** PostgreSQL wants a folder of its own; the lock stands beside it. */
const FOLDER = 'postgres';

async function isThere(dataDir: string | undefined): Promise<boolean> {
  if (dataDir === undefined) return false;
  return await access(join(dataDir, FOLDER, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

/**
 * PGlite answers in microtasks only: thousands of awaited queries would let no timer, socket or heartbeat through
 * (store-engines.md, section 1, fault 3). Each query and transaction ends with a turn of the event loop.
 */
class PoliteDatabase extends PGlite {
  override async _runExclusiveTransaction<T>(work: () => Promise<T>): Promise<T> {
    const result = await super._runExclusiveTransaction(work);
    await new Promise<void>((turn) => setImmediate(turn));
    return result;
  }
}
