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
  const plain = db.withoutPlugins();
  const done = await applied(plain);
  // Most starts end here: the migrator would ask a dozen questions more.
  if (Object.keys(known).every((name) => done.includes(name))) return;
  await plain.connection().execute(async (one) => {
    // A migration, and whoever waits for another's, may take as long as they take (see `server` in `store.ts`).
    await sql`set statement_timeout = 0`.execute(one);
    await sql`set lock_timeout = 0`.execute(one);
    try {
      await bring(one, known);
    } finally {
      await sql`reset statement_timeout`.execute(one);
      await sql`reset lock_timeout`.execute(one);
    }
  });
}

async function bring(db: Db, known: Record<string, Migration>): Promise<void> {
  const { error } = await run(db, known);
  if (error === undefined) return;
  // A newer version may have begun in between: what it has done by now is known at the second look.
  const second = isMissing(error) ? await run(db, known) : { error };
  if (second.error !== undefined) throw second.error;
}

async function run(db: Db, known: Record<string, Migration>) {
  // Read first: inside, the migrator holds the one connection of the embedded database.
  const all = { ...Object.fromEntries((await applied(db)).map((name) => [name, ofANewerVersion])), ...known };
  return await new Migrator({ db, provider: { getMigrations: async () => all } }).migrateToLatest();
}

/** None, in a database without the migrator's table. */
async function applied(db: Db): Promise<string[]> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
    return rows.map(({ name }) => name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === UNDEFINED_TABLE) return [];
    throw error;
  }
}

const UNDEFINED_TABLE = '42P01';

/** Applied, and not ours to do again. */
const ofANewerVersion: Migration = {
  async up() {
    throw new Error('a migration of a newer version cannot be run by this one');
  },
};

const isMissing = (error: unknown) => error instanceof Error && /previously executed .* is missing/.test(error.message);
