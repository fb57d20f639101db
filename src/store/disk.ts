// What makes written files outlive a power cut: fsync, and a name that appears only when all of it is there.
import { access, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Makes a file or folder that is there completely or not at all, also after a power cut. `make` writes to the path it is
 * given, which stands beside; where several processes may make the same thing at once, each needs a `draft` of its own.
 */
export async function whole(
  path: string,
  make: (draft: string) => Promise<void>,
  draft = `${path}.new`,
): Promise<void> {
  try {
    await rm(draft, { recursive: true, force: true });
    await make(draft);
    await settle(draft);
    await rename(draft, path);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  await sync(dirname(path));
}

/** Writes a file, or a folder and everything below, through to the disk. */
async function settle(path: string): Promise<void> {
  if ((await stat(path)).isDirectory()) {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const paths = entries.map((entry) => join(entry.parentPath, entry.name));
    // Several at once: a journalling file system then writes its journal once for all of them.
    while (paths.length > 0) await Promise.all(paths.splice(0, 32).map(sync));
  }
  await sync(path);
}

/** Windows has no fsync for folders, and only takes one of a file that is open for writing. */
async function sync(path: string): Promise<void> {
  const windows = process.platform === 'win32';
  if (windows && (await stat(path)).isDirectory()) return;
  const file = await open(path, windows ? 'r+' : 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

export async function isThere(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
