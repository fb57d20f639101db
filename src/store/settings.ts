// Small things to remember under a name: marks of progress, secrets made at the first start.
import type { Db } from './tables.ts';

export interface Settings {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
  /** The same value for everyone who asks, also when two ask for the first time at once. */
  getOrCreate(key: string, make: () => string): Promise<string>;
}

export function settings(db: Db): Settings {
  async function get(key: string): Promise<string | null> {
    const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst();
    return row?.value ?? null;
  }
  return {
    get,
    async set(key, value) {
      const row = { key, value };
      await db
        .insertInto('settings')
        .values(row)
        .onConflict((known) => known.column('key').doUpdateSet({ value }))
        .execute();
    },
    async getOrCreate(key, make) {
      const known = await get(key);
      if (known !== null) return known;
      const made = { key, value: make() };
      await db
        .insertInto('settings')
        .values(made)
        .onConflict((there) => there.doNothing())
        .execute();
      return (await get(key)) ?? made.value;
    },
  };
}
