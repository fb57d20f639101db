// A database as initdb makes it, kept as a file: making one takes seconds and a gigabyte, unpacking it neither.
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createGzip } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { pack } from './archive.ts';
import { compileOnce } from './compile-once.ts';
import { isThere, whole } from './disk.ts';

/**
 * Calls `use` with a template's path: the machine's own, made now if there is none yet, or one in `elsewhere` for this
 * once where the packages' folder cannot be written to. All databases made from one template have the same system
 * identifier; it serves replication and archives of the log, which an embedded database does not have.
 */
export async function withTemplate(elsewhere: string, use: (path: string) => Promise<void>): Promise<void> {
  const path = await templatePath();
  if (await isThere(path)) return await use(path);
  if (
    await makeInChild(path).then(
      () => true,
      () => false,
    )
  )
    return await use(path);
  try {
    await makeInChild(elsewhere);
    await use(elsewhere);
  } finally {
    await rm(elsewhere, { force: true });
  }
}

/** Beside the packages, so that it goes with them: into the image, and out with the next version of PGlite. */
export async function templatePath(): Promise<string> {
  const pglite = import.meta.resolve('@electric-sql/pglite');
  const { version } = JSON.parse(await readFile(new URL('../package.json', pglite), 'utf8'));
  return fileURLToPath(new URL(`../../../.cache/showrunner/pglite-${version}.tar.gz`, pglite));
}

/** initdb leaves half a gigabyte with the process that ran it: another one does it, and ends. */
async function makeInChild(path: string): Promise<void> {
  const script = `import { makeTemplate } from ${JSON.stringify(import.meta.url)}; await makeTemplate(process.argv[1]);`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, path]);
}

/** Several may make the same template at once: each makes its own, the last one stays. */
export async function makeTemplate(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const mine = `${path}.${process.pid}`;
  const folder = `${mine}.d`;
  compileOnce();
  try {
    const pglite = await PGlite.create({ fs: new NodeFS(folder) });
    // Two thirds of the files are databases that nobody opens.
    await pglite.exec("update pg_database set datistemplate = false where datname like 'template%'");
    for (const unused of ['template0', 'template1']) await pglite.exec(`drop database ${unused}`);
    await pglite.exec('checkpoint');
    await pglite.close();
    await whole(path, (draft) => pipeline(pack(folder), createGzip(), createWriteStream(draft)), mine);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
