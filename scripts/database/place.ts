// The database a script works on: the one the bot would use, opened without changing it.
import { join } from 'node:path';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { type ConstructorOptions, fromPglite } from 'pg-boss';
import { isThere } from '../../src/store/disk.ts';
import { FOLDER, openEmbedded } from '../../src/store/embedded.ts';

/** Names and values as the database has them. */
export type Raw = Kysely<unknown>;

export interface Place {
  /** For people; without a password. */
  name: string;
  db: Raw;
  boss: ConstructorOptions;
  close(): Promise<void>;
}

export interface Where {
  databaseUrl?: string;
  dataDir: string;
}

/** DATABASE_URL and DATA_DIR, as in the README. */
export function where({ DATABASE_URL, DATA_DIR }: NodeJS.ProcessEnv): Where {
  return { dataDir: DATA_DIR || './data', ...(DATABASE_URL && { databaseUrl: DATABASE_URL }) };
}

export const hasCluster = (dataDir: string): Promise<boolean> => isThere(join(dataDir, FOLDER));

/** Throws a ConfigError when a running bot has the folder. */
export async function openPlace({ databaseUrl, dataDir }: Where): Promise<Place> {
  const common = { registerInstance: false, supervise: false, schedule: false, openTelemetry: { enabled: false } };
  if (databaseUrl !== undefined) {
    const db: Raw = new Kysely({
      dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: databaseUrl, max: 2 }) }),
    });
    const { host, pathname } = new URL(databaseUrl);
    const boss = { ...common, connectionString: databaseUrl, max: 2 };
    return { name: `${pathname.slice(1)} on ${host}`, db, boss, close: () => db.destroy() };
  }
  const { pglite, close } = await openEmbedded({ dataDir });
  const db: Raw = new Kysely({ dialect: new PGliteDialect({ pglite }) });
  return { name: dataDir, db, boss: { ...common, db: fromPglite(pglite), backend: 'pglite' }, close };
}
