// The same store on a real server, where several instances have it at once.
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrations } from '../../src/store/migrations/migrations.ts';
import type { OutboxTimes } from '../../src/store/outbox-claim.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { noPostgres, sharedPostgres } from '../support/postgres.ts';

const TIMES: OutboxTimes = {
  paceMs: 0,
  guardMs: 2_000,
  callMs: 10_000,
  leaseMs: 60_000,
  lookMs: 30_000,
  editMs: 3_000,
};
const reason = noPostgres();

describe.skipIf(reason !== undefined)(reason ?? 'two instances on one server', () => {
  let url: string;
  let stores: [Store, Store];
  beforeAll(async () => {
    const postgres = await sharedPostgres();
    // Who waits for each other is noticed after a second, unless told.
    url = `${await postgres.create('store_server')}?options=${encodeURIComponent('-c deadlock_timeout=50ms')}`;
  });
  afterAll(async () => {
    for (const store of stores) await store.close();
  });

  test('that start at once, with two more, make one schema', async () => {
    const [one, two, ...others] = await Promise.all(Array.from({ length: 4 }, () => openStore({ databaseUrl: url })));
    if (!one || !two) throw new Error('there are four');
    stores = [one, two];
    for (const other of others) await other.close();
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
      one.database.kysely,
    );
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(migrations));
  });

  /** One of both, in turn. */
  const either = (turn: number): Store => (turn % 2 === 0 ? stores[0] : stores[1]);

  test('claim every message of a channel once and in order, however many ask at once', async () => {
    const words = Array.from({ length: 10 }, (_, part) => ({ text: `${part}`, blocks: [] }));
    await stores[0].outbox.add('C1', 'a', words);
    const said: string[] = [];
    let asked = 0;
    async function ask(store: Store): Promise<void> {
      while (said.length < words.length) {
        asked++;
        const claim = await store.transaction((within) => within.outbox.claim('C1', TIMES));
        if (claim.kind !== 'message') continue;
        said.push(claim.claimed.message.text);
        await store.outbox.sent(claim.claimed.id, `1.${said.length}`);
      }
    }
    await Promise.all(Array.from({ length: 6 }, (_, turn) => ask(either(turn))));
    expect(said).toEqual(words.map(({ text }) => text));
    expect(asked).toBeGreaterThan(words.length);
  });

  test('claim without going through all that was said before', async () => {
    const db = stores[0].database.kysely;
    await sql`insert into outbox (channel, key, part, "of", message, state, tries, tried_at, ts)
      select 'C2', 'old ' || n, 0, 1, '{"text":"x","blocks":[]}', 'sent', 1, now(), n from generate_series(1, 20000) n`.execute(
      db,
    );
    await sql`insert into outbox (channel, key, part, "of", message)
      select 'C2', 'new ' || n, 0, 1, '{"text":"x","blocks":[]}' from generate_series(1, 50) n`.execute(db);
    const rows = await stores[0].transaction(async ({ outbox, trx }) => {
      expect(await outbox.claim('C2', TIMES)).toMatchObject({ claimed: { key: 'new 1' } });
      const read = sql<{ rows: number }>`select (seq_tup_read + idx_tup_fetch)::int as rows
        from pg_stat_xact_user_tables where relname = 'outbox'`;
      return (await read.execute(trx)).rows[0]?.rows;
    });
    expect(rows).toBeLessThan(1_000);
  });

  test('accept one of twenty copies of a delivery', async () => {
    const delivery = { key: 'd1', event: 'session.ended', body: '{}', receivedAt: new Date(0) };
    const accepted = await Promise.all(
      Array.from({ length: 20 }, (_, turn) => either(turn).transaction((within) => within.deliveries.accept(delivery))),
    );
    expect(accepted.filter((isNew) => isNew)).toHaveLength(1);
  });

  test('make one secret when both ask for it for the first time', async () => {
    const made = await Promise.all(
      Array.from({ length: 10 }, (_, turn) => either(turn).settings.getOrCreate('secret', () => `${turn}`)),
    );
    expect(new Set(made).size).toBe(1);
  });

  test('that wait for each other both come to their end', async () => {
    const met = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const write = (turn: number) =>
      either(turn).transaction(async ({ settings }) => {
        await settings.set(`row ${turn}`, `by ${turn}`);
        met[turn]?.resolve();
        await met[1 - turn]?.promise;
        await settings.set(`row ${1 - turn}`, `by ${turn}`);
      });
    await Promise.all([write(0), write(1)]);
    const [one, two] = await Promise.all([stores[0].settings.get('row 0'), stores[0].settings.get('row 1')]);
    expect(one).toBe(two);
  });

  test('go on when the server cuts a transaction between two statements: it is rolled back, and nothing else', async () => {
    const [store] = stores;
    const cut = store.transaction(async ({ settings, trx }) => {
      await settings.set('cut', 'off');
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
      await terminate(rows[0]?.pid);
      await settings.set('after', 'it');
    });
    await expect(cut).rejects.toThrow(/connection/i);
    expect(await store.settings.get('cut')).toBeNull();
  });

  test('cut off what takes too long, and a transaction in which nothing is said', async () => {
    const { rows } = await sql<{ name: string; setting: string }>`select name, setting from pg_settings
      where name like any (array['statement_timeout', 'lock_timeout', 'idle_in_transaction%'])`.execute(
      stores[0].database.kysely,
    );
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, Number(setting)]))).toEqual({
      statement_timeout: 20_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 10_000,
    });
    const short = await openStore({ databaseUrl: `${url}&idle_in_transaction_session_timeout=50` });
    const silent = short.transaction(async ({ settings }) => {
      await settings.set('held', 'by one that stands still');
      await either(1).settings.set('held', 'by the other');
      await settings.set('after', 'it');
    });
    await expect(silent).rejects.toThrow(/terminat|connection/i);
    expect(await short.settings.get('held')).toBe('by the other');
    await short.close();
  });

  /** From outside, and until its client has heard of it. */
  async function terminate(pid = 0): Promise<void> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('select pg_terminate_backend($1, 1000)', [pid]);
    await client.end();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
});
