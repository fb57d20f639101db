// The schema, made by whoever starts first.
import { CamelCasePlugin, Kysely, PGliteDialect, sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/migrations.ts';
import type { Tables } from '../../src/store/tables.ts';
import { openTestStore } from '../support/store.ts';

async function emptied() {
  const store = await openTestStore();
  const { database } = store;
  if (database.kind !== 'embedded') throw new Error('the test store is embedded');
  await database.pglite.exec('drop schema public cascade; create schema public');
  const another = () =>
    new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: database.pglite }), plugins: [new CamelCasePlugin()] });
  return { store, another };
}

async function applied(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

test('two starters at once make one schema', async () => {
  const { store, another } = await emptied();
  await using _ = store;
  await Promise.all([migrate(another()), migrate(another()), migrate(another())]);
  expect(await applied(another())).toEqual(Object.keys(migrations));
  expect(await store.submissions.begin('a')).toBeNull();
});

test('a schema that cannot be made stops the start, and nothing of it stays', async () => {
  const { store, another } = await emptied();
  await using _ = store;
  await sql`create table settings (other text)`.execute(store.database.kysely);
  await expect(migrate(another())).rejects.toThrow(/settings/);
  const { rows } = await sql`select to_regclass('public.events') as events`.execute(store.database.kysely);
  expect(rows).toEqual([{ events: null }]);
});

test('starting again changes nothing and loses nothing', async () => {
  await using store = await openTestStore();
  await store.settings.set('a', 'b');
  await migrate(store.database.kysely);
  expect(await store.settings.get('a')).toBe('b');
  expect(await applied(store.database.kysely)).toEqual(Object.keys(migrations));
});

test('migrations stand in the order in which they run', () => {
  expect(Object.keys(migrations)).toEqual(Object.keys(migrations).toSorted());
});
