// A copy of the embedded database's folder in one file, and back. The bot does not run meanwhile: the lock sees to that.
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { pack, unpack } from '../../src/store/archive.ts';
import { requireMajor } from '../../src/store/cluster.ts';
import { whole } from '../../src/store/disk.ts';
import { FOLDER } from '../../src/store/embedded.ts';
import { claimFolder } from '../../src/store/owner.ts';
import { markRestored } from '../../src/store/restored.ts';
import { openStore } from '../../src/store/store.ts';
import { refuseExisting } from './file.ts';
import { hasCluster, openPlace } from './place.ts';
import { firstFilled } from './schema.ts';

/** A server's lock means nothing in a copy. */
const SKIP = ['postmaster.pid'];

/** Also of a folder whose bot was killed: what its log holds is played back at the next start. */
export async function backUp(dataDir: string, path: string): Promise<void> {
  await refuseExisting(path);
  if (!(await hasCluster(dataDir))) throw new Error(`there is no database in ${dataDir}`);
  const owner = await claimFolder(dataDir);
  try {
    const write = (draft: string) =>
      pipeline(pack(join(dataDir, FOLDER), SKIP), createGzip(), createWriteStream(draft, { mode: 0o600 }));
    await whole(path, write);
  } finally {
    owner.release();
  }
}

/**
 * Marks what pg_restore has brought into a database, and gives its name for people. Throws when there is nothing in it.
 */
export async function restoredOnServer(databaseUrl: string): Promise<string> {
  const place = await openPlace({ databaseUrl, dataDir: '' });
  const isEmpty = (await firstFilled(place.db).finally(place.close)) === undefined;
  if (isEmpty) throw new Error(`there is nothing in ${place.name}: bring the dump there with pg_restore first`);
  const store = await openStore({ databaseUrl });
  await markRestored(store.database.kysely).finally(store.close);
  return place.name;
}

/**
 * The folder has all of the copy afterwards, or is as it was. What may have been done since the copy was taken is marked
 * as such: it is looked for before it is done again.
 */
export async function restore(dataDir: string, path: string): Promise<void> {
  const owner = await claimFolder(dataDir);
  try {
    if (await hasCluster(dataDir)) throw new Error(`there is a database in ${dataDir} already: name a new folder`);
    await whole(join(dataDir, FOLDER), async (draft) => {
      await unpack(createReadStream(path).pipe(createGunzip()), draft);
      await requireMajor(draft);
    });
  } finally {
    owner.release();
  }
  const store = await openStore({ dataDir });
  await markRestored(store.database.kysely).finally(store.close);
}
