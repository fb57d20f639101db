// Expand, then contract: what the version before can do with the tables, it can do after each migration (F11, F12).
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { describe, expect, test } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/migrations.ts';
import { openTestStore } from '../support/store.ts';

/** What no release has had may still go. */
const NEVER_RELEASED = ['drop table digest_posts'];

/** Each statement of a migration, on one line and in small letters. */
async function statements({ up }: Migration): Promise<string[]> {
  const seen: string[] = [];
  const db = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (none) => new PostgresIntrospector(none),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => void seen.push(query.sql.replace(/\s+/g, ' ').trim().toLowerCase()),
  });
  await up(db);
  return seen.filter((statement) => !NEVER_RELEASED.includes(statement));
}

/** What the version before would trip over; null when there is nothing. */
function harm(statement: string): string | null {
  if (/\b(drop|rename|truncate)\b/.test(statement)) return 'takes something away';
  if (/\balter column\b/.test(statement)) return 'changes a column';
  const [, ...columns] = statement.split(/\badd column\b/);
  const demands = columns.some((column) => /(?<!is )not null/.test(column) && !column.includes('default'));
  return demands ? 'demands a value' : null;
}

test.each([
  ['drop table people', 'takes something away'],
  ['alter table people drop column email', 'takes something away'],
  ['alter table people rename to persons', 'takes something away'],
  ['alter table people alter column email type citext', 'changes a column'],
  ['alter table people add column a text default 1 not null, add column b text not null', 'demands a value'],
  ['alter table people add column a text, add column b int not null default 0', null],
  ['create table tags (name text not null)', null],
])('the rule: %s (%s)', (statement, what) => {
  expect(harm(statement)).toBe(what);
});

test.each(Object.entries(migrations).slice(1))('%s takes nothing from the version before', async (_name, migration) => {
  const all = await statements(migration);
  expect(all.length).toBeGreaterThan(0);
  expect(all.filter((statement) => harm(statement) !== null)).toEqual([]);
});

describe('a database that a newer version has brought further', () => {
  const newer: Record<string, Migration> = {
    ...migrations,
    '9999-newer': {
      async up(db) {
        await sql`alter table deliveries add column seen integer not null default 0`.execute(db);
        await sql`create table later (id text primary key)`.execute(db);
      },
    },
  };

  test('is taken as it is, and works', async () => {
    await using store = await openTestStore();
    const { kysely } = store.database;
    await migrate(kysely, newer);
    await migrate(kysely);
    const delivery = { key: 'a', event: 'session.ended', body: '{}', receivedAt: new Date() };
    expect(await store.deliveries.accept(delivery)).toBe(true);
    const { rows } = await sql`select seen from deliveries`.execute(kysely);
    expect(rows).toEqual([{ seen: 0 }]);
  });

  test('is still the newer one for the newer version, which does nothing twice', async () => {
    await using store = await openTestStore();
    const { kysely } = store.database;
    await migrate(kysely, newer);
    await migrate(kysely);
    await migrate(kysely, newer);
    const { rows } = await sql`select name from kysely_migration where name > '9'`.execute(kysely);
    expect(rows).toEqual([{ name: '9999-newer' }]);
  });

  test('in the same moment is taken too', async () => {
    await using store = await openTestStore();
    const { kysely } = store.database;
    await Promise.all([migrate(kysely, newer), migrate(kysely), migrate(kysely, newer), migrate(kysely)]);
    expect(await store.deliveries.newest()).toEqual([]);
  });
});
