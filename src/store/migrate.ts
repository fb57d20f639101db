// Brings a database to the newest schema. Safe for several starters: Kysely's migrator holds a lock.
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations/migrations.ts';
import type { Db } from './tables.ts';

/** Throws the database's own error when a migration fails; nothing of that run is kept then. */
export async function migrate(db: Db): Promise<void> {
  const provider = { getMigrations: async () => migrations };
  const { error } = await new Migrator({ db: db.withoutPlugins(), provider }).migrateToLatest();
  if (error !== undefined) throw error;
}
