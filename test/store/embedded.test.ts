// The embedded database as a place to keep things: each cure of PGlite's faults, and what happens when the disk fails.
import { execFile } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/errors.ts';
import { openEmbedded } from '../../src/store/embedded.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { powerCuts } from '../faults/power.ts';
import { shadowDisk } from '../faults/shadow-disk.ts';
import { openTestStore, template } from '../support/store.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'showrunner-test-'));
const remove = (folder: string) => rmSync(folder, { recursive: true });

/** A folder that was used once, to copy: hundreds of files are written through only here, and only to the shadow. */
let used: string;
beforeAll(async () => {
  used = newFolder();
  using _ = await shadowDisk(used);
  await (await openStore({ dataDir: used, template: await template() })).close();
});
afterAll(() => remove(used));

let dataDir: string;
beforeEach(() => {
  dataDir = newFolder();
});
afterEach(() => remove(dataDir));

async function opened(): Promise<Store & AsyncDisposable> {
  cpSync(used, dataDir, { recursive: true });
  const store = await openStore({ dataDir });
  return { ...store, [Symbol.asyncDispose]: store.close };
}

/** What the operator reads in place of a start. */
async function refusal(): Promise<string> {
  return await openStore({ dataDir }).then(
    async (store) => {
      await store.close();
      return 'started';
    },
    (error) => {
      if (!(error instanceof ConfigError)) throw error;
      return error.problem.faults.map(({ variable, fault, where }) => `${variable}: ${fault}. ${where}`).join('\n');
    },
  );
}

describe('what is acknowledged', () => {
  test('was written through to the disk: one fsync a commit, none for a question', async () => {
    await using store = await opened();
    using disk = await shadowDisk(dataDir);
    for (let n = 0; n < 50; n++) await store.settings.set('a', `${n}`);
    expect(disk.fsyncs).toBe(50);
    for (let n = 0; n < 20; n++) {
      await store.transaction(async (tx) => {
        await tx.settings.set('a', `${n}`);
        await tx.settings.set('b', `${n}`);
      });
    }
    expect(disk.fsyncs).toBe(70);
    for (let n = 0; n < 50; n++) await store.settings.get('a');
    expect(disk.fsyncs).toBe(70);
  });

  test('is there after a power cut, in a folder that opens', async () => {
    const seen = await powerCuts({ cuts: 2, random: Math.random, from: used });
    expect(seen.map(({ missing }) => missing)).toEqual([0, 0]);
  });

  test('stays in a folder that was only just made, when the power goes at once', async () => {
    const after = newFolder();
    {
      using disk = await shadowDisk(dataDir);
      const store = await openStore({ dataDir });
      await store.settings.set('a', 'first');
      disk.cut(after, () => 1);
      await store.close();
    }
    const store = await openStore({ dataDir: after });
    expect(await store.settings.get('a')).toBe('first');
    await store.close();
    remove(after);
  });

  test('is never what the disk refused: the one who asked hears of it, and so does everybody after', async () => {
    let isBroken = false;
    const stops: string[] = [];
    cpSync(used, dataDir, { recursive: true });
    const { pglite, close } = await openEmbedded({ dataDir, onStop: ({ message }) => stops.push(message) });
    const put = () => pglite.query("insert into settings values ('a', 'b')");
    {
      using _ = await shadowDisk(dataDir, {
        before(call) {
          if (isBroken && call === 'fsync') throw Object.assign(new Error('EIO'), { code: 'EIO' });
        },
      });
      isBroken = true;
      await expect(put()).rejects.toThrow(/could not fsync/);
    }
    await expect(put()).rejects.toThrow(/the database has stopped: could not fsync/);
    await expect(pglite.transaction((tx) => tx.query('select 1'))).rejects.toThrow(/has stopped/);
    expect(stops).toEqual([expect.stringMatching(/has stopped: could not fsync/)]);
    await close();
    expect(await refusal()).toBe('started');
  });

  test('can be relied upon, or it does not start', async () => {
    await (await opened()).close();
    appendFileSync(join(dataDir, 'postgres', 'postgresql.auto.conf'), 'synchronous_commit = off\n');
    expect(await refusal()).toMatch(/^DATA_DIR: .* would not keep what is committed/);
    rmSync(join(dataDir, 'postgres', 'postgresql.auto.conf'));
    expect(await refusal()).toBe('started');
  });
});

describe('a folder', () => {
  test('of another PostgreSQL is left alone, and the operator reads how to move it', async () => {
    await (await opened()).close();
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
    expect(await refusal()).toMatch(/written by PostgreSQL 17.*PostgreSQL 18.*db:export.*db:import/s);
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '18\n');
    expect(await refusal()).toBe('started');
  });

  test('whose first start was cut short starts anew', async () => {
    mkdirSync(join(dataDir, 'postgres.new', 'base'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres.new', 'left over'), '');
    using _ = await shadowDisk(dataDir);
    const store = await openStore({ dataDir, template: await template() });
    await store.settings.set('a', 'b');
    await store.close();
    expect(readdirSync(dataDir).filter((name) => name.startsWith('postgres'))).toEqual(['postgres']);
    expect(readdirSync(join(dataDir, 'postgres'))).not.toContain('left over');
  });

  test('is filled from the template of this machine, in less than 300 MB', async () => {
    const script = `import { openStore } from ${JSON.stringify(resolve('src/store/store.ts'))};
      const store = await openStore({ dataDir: process.argv[1] });
      await store.settings.set('a', 'b');
      await store.close();
      console.log(process.resourceUsage().maxRSS);`;
    const peak = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, dataDir]);
    expect(Number((await peak).stdout) / 1024).toBeLessThan(300);
  });
});

describe('a transaction', () => {
  test('lets timers and sockets through between its statements', async () => {
    await using store = await openTestStore();
    let turns = 0;
    const count = () => {
      turns++;
      again = setImmediate(count);
    };
    let again = setImmediate(count);
    await store.transaction(async (tx) => {
      for (let n = 0; n < 500; n++) await tx.settings.get('a');
    });
    clearImmediate(again);
    expect(turns).toBeGreaterThanOrEqual(500);
  });

  test('in which the store itself is asked fails at once, and the store goes on', async () => {
    await using store = await openTestStore();
    const { database } = store;
    if (database.kind !== 'embedded') throw new Error('the test store is embedded');
    const insiders = [
      () => store.settings.get('a'),
      () => store.ping(),
      () => store.transaction(async () => {}),
      () => database.kysely.selectFrom('settings').selectAll().execute(),
      () => database.pglite.query('select 1'),
    ];
    for (const ask of insiders) {
      await expect(store.transaction<unknown>(ask)).rejects.toThrow(/a transaction of the store is open/);
    }
    await store.settings.set('a', 'b');
    expect(await store.settings.get('a')).toBe('b');
  });

  test('may leave something running that asks the store when it is over', async () => {
    await using store = await openTestStore();
    const over = Promise.withResolvers<void>();
    const { later } = await store.transaction(async (tx) => {
      await tx.settings.set('a', 'b');
      return { later: over.promise.then(() => store.settings.get('a')) };
    });
    over.resolve();
    expect(await later).toBe('b');
  });
});

test('a tidy store stays small however many rows come and go', async () => {
  await using store = await openTestStore();
  if (store.database.kind !== 'embedded') throw new Error('the test store is embedded');
  const { pglite } = store.database;
  async function comeAndGo(tidy: () => Promise<void>): Promise<number> {
    for (let n = 0; n < 10; n++) {
      await pglite.exec("insert into settings select n::text, '' from generate_series(1, 500) as n");
      await pglite.exec('delete from settings');
      await tidy();
    }
    const { rows } = await pglite.query<{ bytes: number }>("select pg_table_size('settings')::int as bytes");
    return rows[0]?.bytes ?? 0;
  }
  expect(await comeAndGo(store.tidy)).toBeLessThan(100_000);
  expect(await comeAndGo(async () => {})).toBeGreaterThan(200_000);
});
