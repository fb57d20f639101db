// The database's folder before it is opened: is it ours to open, and if there is none, where does it come from?
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { ConfigError, type ConfigFault } from '../errors.ts';
import { unpack } from './archive.ts';
import { isThere, whole } from './disk.ts';
import { withTemplate } from './template.ts';

/** What this version of PGlite is: PostgreSQL 18. Another major does not read its files (store-engines.md, section 1). */
const MAJOR = '18';

/**
 * Makes sure that a database stands in the folder; only its owner may call this.
 * Throws a ConfigError when it is one of another PostgreSQL.
 */
export async function prepareCluster(folder: string, template?: Blob): Promise<void> {
  if (await isThere(folder)) await requireMajor(folder);
  else await whole(folder, (draft) => create(draft, template));
}

/** Throws a ConfigError when this PostgreSQL cannot read what stands in the folder. */
export async function requireMajor(folder: string): Promise<void> {
  const major = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => null);
  if (major?.trim() === MAJOR) return;
  const fault = major === null ? noDatabase(folder) : otherMajor(folder, major.trim());
  throw new ConfigError({ code: 'config', faults: [fault] });
}

async function create(draft: string, template: Blob | undefined): Promise<void> {
  if (template !== undefined) return await unpack(template.stream(), draft);
  await withTemplate(`${draft}.tar.gz`, (path) => unpack(createReadStream(path).pipe(createGunzip()), draft));
}

function noDatabase(folder: string): ConfigFault {
  return {
    variable: 'DATA_DIR',
    fault: `${folder} is not a database: it has no PG_VERSION`,
    where: 'Move that folder away, or give Showrunner a folder of its own',
  };
}

function otherMajor(folder: string, major: string): ConfigFault {
  return {
    variable: 'DATA_DIR',
    fault: `${folder} was written by PostgreSQL ${major}, and this version of Showrunner runs PostgreSQL ${MAJOR}`,
    where:
      'The version of Showrunner that wrote it moves it to a file with `npm run db:export -- FILE`; ' +
      'this one reads that into a new folder with `npm run db:import -- FILE`',
  };
}
