// How large the embedded database grows, with the job that tidies it and without; a short form is in test/store/embedded.test.ts.
import { globSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { openStore, type Store } from '../../src/store/store.ts';
import { report } from './figures.ts';

const MB = 1_000_000;

interface Size {
  wal: number;
  table: number;
}

function embedded(store: Store) {
  if (store.database.kind !== 'embedded') throw new Error('the store is embedded');
  return store.database.pglite;
}

async function size(store: Store, dataDir: string): Promise<Size> {
  const segments = globSync(join(dataDir, 'postgres/pg_wal/0*')).reduce((sum, path) => sum + statSync(path).size, 0);
  const { rows } = await embedded(store).query<{ bytes: number }>(
    "select pg_total_relation_size('ledger')::int as bytes",
  );
  return { wal: segments / MB, table: (rows[0]?.bytes ?? 0) / MB };
}

/** Rewrites 1,000 rows of 200 bytes, an indexed column of them, 120 times over. */
async function updates(tidying: boolean): Promise<Size> {
  const dataDir = mkdtempSync(join(tmpdir(), 'showrunner-tidy-'));
  try {
    const store = await openStore({ dataDir });
    await embedded(store).exec(`insert into ledger (at, purpose_kind, operation, method, path, milliseconds)
      select now(), 'trial', repeat('x', 100), 'GET', repeat('y', 60), 1 from generate_series(1, 1000)`);
    for (let n = 1; n <= 120; n++) {
      await embedded(store).query("update ledger set at = at + interval '1 second', milliseconds = $1", [n]);
      if (tidying && n % 10 === 0) await store.tidy();
    }
    const at = await size(store, dataDir);
    await store.close();
    return at;
  } finally {
    rmSync(dataDir, { recursive: true });
  }
}

test('120,000 updates leave a small table and a bounded log where the job tidies, and not where it does not', async () => {
  const without = await updates(false);
  const tidied = await updates(true);
  report('tidy', { without, tidied });
  expect(tidied.table).toBeLessThan(without.table / 3);
  expect(tidied.wal).toBeLessThan(without.wal);
});

test('the event loop keeps turning while 5,000 commits are awaited one after the other', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'showrunner-tidy-'));
  const store = await openStore({ dataDir });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  for (let n = 0; n < 5_000; n++) await store.settings.set(`${n % 100}`, `${n}`);
  delay.disable();
  const started = performance.now();
  await store.tidy();
  const ms = (nanoseconds: number) => Math.round(nanoseconds / 10_000) / 100;
  report('event loop delay', {
    p50: ms(delay.percentile(50)),
    p99: ms(delay.percentile(99)),
    max: ms(delay.max),
    tidyMs: Math.round(performance.now() - started),
  });
  expect(ms(delay.percentile(99))).toBeLessThan(100);
  await store.close();
  rmSync(dataDir, { recursive: true });
});
