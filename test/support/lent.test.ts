// Tests share embedded databases: none sees what another left in one.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openTestStore } from './store.ts';

test('rows, their numbers and what was set are gone for the next', async () => {
  for (let round = 0; round < 2; round++) {
    await using store = await openTestStore();
    const { kysely } = store.database;
    expect(await store.settings.getOrCreate('round', () => `${round}`)).toBe(`${round}`);
    const { rows } = await sql<{ id: number; wait: string }>`insert into outbox (channel, key, part, "of", message)
      values ('C1', 'a', 0, 1, '{}') returning id, current_setting('lock_timeout') as wait`.execute(kysely);
    expect(rows).toEqual([{ id: 1, wait: '0' }]);
    await sql`set lock_timeout = 100`.execute(kysely);
  }
});

test.each([
  'create table leftover (id integer)',
  'alter table outbox rename column key to other',
  'drop index outbox_waiting',
  'create function leftover() returns trigger language plpgsql as $$ begin return new; end $$',
])('one that is not as it was is lent to nobody: %s', async (change) => {
  await using first = await openTestStore();
  if (first.database.kind !== 'embedded') throw new Error('it is embedded');
  await first.database.pglite.exec(change);
  await first.close();
  await using second = await openTestStore();
  if (second.database.kind !== 'embedded') throw new Error('it is embedded');
  await expect(second.database.pglite.exec(change)).resolves.toBeDefined();
});

test('one that was given back answers no more', async () => {
  const store = await openTestStore();
  await store.close();
  await expect(store.ping()).rejects.toThrow('closed');
});
