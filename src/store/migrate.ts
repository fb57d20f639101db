// Brings a database to the newest schema. Safe for several starters: Kysely's migrator holds a lock.
import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { migrations } from './migrations/migrations.ts';
import type { Db } from './tables.ts';

/**
 * Throws the database's own error when a migration fails; nothing of that run is kept then. A database that a newer
 * version has brought further is taken as it is: what a migration adds, the version before can do without (see
 * `test/store/migrations.test.ts`), so a deploy and a way back lose nothing.
 */
export async function migrate(db: Db, known: Record<string, Migration> = migrations): Promise<void> {
  const { error } = await run(db, known);
  if (error === undefined) return;
  // A newer version may have begun in between: what it has done by now is known at the second look.
  const second = isMissing(error) ? await run(db, known) : { error };
  if (second.error !== undefined) throw second.error;
}

async function run(db: Db, known: Record<string, Migration>) {
  const plain = db.withoutPlugins();
  // Read first: inside, the migrator holds the one connection of the embedded database.
  const all = { ...Object.fromEntries((await applied(plain)).map((name) => [name, ofANewerVersion])), ...known };
  return await new Migrator({ db: plain, provider: { getMigrations: async () => all } }).migrateToLatest();
}

async function applied(db: Db): Promise<string[]> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('kysely_migration') is not null as there`.execute(
    db,
  );
  if (!rows[0]?.there) return [];
  const { rows: done } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return done.map(({ name }) => name);
}

/** Applied, and not ours to do again. */
const ofANewerVersion: Migration = {
  async up() {
    throw new Error('a migration of a newer version cannot be run by this one');
  },
};

const isMissing = (error: unknown) => error instanceof Error && /previously executed .* is missing/.test(error.message);
