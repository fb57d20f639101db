// The store as a whole: transactions, readiness, and a folder that outlives the process.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/store/store.ts';
import { anEvent, aSession, NOON } from '../support/catalogue.ts';
import { openTestStore, template } from '../support/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

test('a transaction is kept whole', async () => {
  const answer = await store.transaction(async (tx) => {
    await tx.settings.set('a', '1');
    await tx.settings.set('b', '2');
    return 'both';
  });
  expect([answer, await store.settings.get('a'), await store.settings.get('b')]).toEqual(['both', '1', '2']);
});

test('a transaction that fails leaves nothing behind, not even of those who write meanwhile', async () => {
  const failing = store.transaction(async (tx) => {
    await tx.settings.set('inside', '1');
    await new Promise((turn) => setImmediate(turn));
    throw new Error('cut');
  });
  const beside = store.settings.set('beside', '1');
  await expect(failing).rejects.toThrow('cut');
  await beside;
  expect([await store.settings.get('inside'), await store.settings.get('beside')]).toEqual([null, '1']);
});

test('is ready while it is open, and not when it is closed', async () => {
  await expect(store.ping()).resolves.toBeUndefined();
  const another = await openTestStore();
  await another.close();
  await expect(another.ping()).rejects.toThrow();
});

test('a thousand awaited questions let timers and sockets through', async () => {
  let turns = 0;
  const count = () => {
    turns++;
    again = setImmediate(count);
  };
  let again = setImmediate(count);
  for (let n = 0; n < 1_000; n++) await store.ping();
  for (let n = 0; n < 100; n++) await store.transaction((tx) => tx.settings.get('a'));
  clearImmediate(again);
  expect(turns).toBeGreaterThanOrEqual(1_000);
});

test('a folder keeps everything over a close and a start', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'showrunner-test-'));
  try {
    const before = await openStore({ dataDir, template: await template() });
    await before.catalogue.saveEvents([anEvent('e1')], NOON);
    await before.catalogue.saveSessions([aSession('s1')], NOON);
    await before.close();
    const after = await openStore({ dataDir, template: await template() });
    expect(await after.catalogue.session('s1')).toEqual({ ...aSession('s1'), event: anEvent('e1') });
    await after.close();
  } finally {
    rmSync(dataDir, { recursive: true });
  }
});
