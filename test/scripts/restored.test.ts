// A backup an hour old: what the bot did since is at Slack and at Livestorm, and the database does not know of it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { backUp, restore, restoredOnServer } from '../../scripts/database/backup.ts';
import { say } from '../../src/operations/outbox.ts';
import { markRestored } from '../../src/store/restored.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { openPosting, type Posting } from '../jobs/posting.ts';
import { noPostgres, sharedPostgres } from '../support/postgres.ts';
import { template } from '../support/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'showrunner-restored-'));
afterAll(() => rmSync(folder, { recursive: true }));

let on: Posting | undefined;
afterEach(async () => {
  await on?.[Symbol.asyncDispose]();
});

const MINUTE = 60_000;

/** The store as it was before: what it says was never tried, though Slack has some of it. */
async function forgets({ store }: Posting, key: string): Promise<void> {
  const db = store.database.kysely;
  await db.deleteFrom('outbox').where('key', '=', key).execute();
}

test('what was posted after the backup is not posted again, and what was not is posted once', async () => {
  on = await openPosting();
  await on.says('digest s1', ['one', 'two', 'three']);
  expect(on.stands()).toEqual(['one', '  two', '  three']);
  await forgets(on, 'digest s1');
  await markRestored(on.store.database.kysely);
  // A delivery that waited in the backup makes the same digest anew, and another one.
  await on.says('digest s1', ['one', 'two', 'three']);
  await on.says('digest s2', ['four', 'five']);
  expect(on.stands()).toEqual(['one', '  two', '  three']);
  for (let passes = 0; passes < 8; passes++) await on.pass(MINUTE + 100);
  expect(await on.states('digest s1')).toEqual(['sent', 'sent', 'sent']);
  expect(await on.states('digest s2')).toEqual(['sent', 'sent']);
  expect(on.stands()).toEqual(['one', '  two', '  three', 'four', '  five']);
});

test('what waited in the backup and was posted since is found, and not posted again', async () => {
  on = await openPosting();
  await on.says('a', ['one']);
  const db = on.store.database.kysely;
  await db.updateTable('outbox').set({ state: 'pending', ts: null, tries: 0, triedAt: null }).execute();
  await markRestored(db);
  await on.pass(MINUTE + 100);
  expect([on.stands(), await on.states('a')]).toEqual([['one'], ['sent']]);
});

test('a day after it messages go out at once again', async () => {
  on = await openPosting();
  await markRestored(on.store.database.kysely);
  const past = JSON.stringify({ from: new Date(0), until: new Date(Date.now() - 1) });
  await on.store.settings.set('restored', past);
  await on.says('a', ['one']);
  expect(on.stands()).toEqual(['one']);
});

const AT = new Date('2026-11-23T12:00:00Z');

/** A form and a message that wait, and a catalogue that was read. */
async function withSomethingToDo(store: Store): Promise<void> {
  const view = { id: 'V1', callback_id: 'create' } as never;
  await store.submissions.take({ key: 'k', view, person: 'U1', at: AT });
  await store.catalogue.markRefreshed(AT);
  await store.transaction((within) =>
    say({ jobs: { send: async () => undefined } } as never, within, {
      channel: 'C1',
      key: 'a',
      messages: [{ text: 'one', blocks: [] }],
    }),
  );
  await store.close();
}

async function expectToLookFirst(restored: Store): Promise<void> {
  expect(await restored.submissions.begin('k')).toMatchObject({ writingSince: AT });
  expect(await restored.catalogue.readAt()).toBeNull();
  expect(await restored.outbox.of('a')).toMatchObject([{ state: 'sending', error: 'restored from a backup' }]);
  await restored.close();
}

test('a form that waited in the backup is looked for before it is done, and the catalogue is read anew', async () => {
  const dataDir = join(folder, 'data');
  await withSomethingToDo(await openStore({ dataDir, template: await template() }));
  await backUp(dataDir, join(folder, 'backup'));
  await restore(join(folder, 'other'), join(folder, 'backup'));
  await expectToLookFirst(await openStore({ dataDir: join(folder, 'other') }));
});

const reason = noPostgres();

describe.skipIf(reason !== undefined)(reason ?? 'on a server', () => {
  test('what pg_restore brought is looked for too, once db:restore was told of it', async () => {
    const postgres = await sharedPostgres();
    const databaseUrl = await postgres.create('before_restore');
    await withSomethingToDo(await openStore({ databaseUrl }));
    // What a dump of it becomes in another database.
    const client = new pg.Client({ connectionString: databaseUrl.replace(/before_restore$/, 'postgres') });
    await client.connect();
    await client.query('create database after_restore template before_restore');
    await client.end();
    const restored = databaseUrl.replace('before_', 'after_');
    expect(await restoredOnServer(restored)).toMatch(/^after_restore on /);
    await expectToLookFirst(await openStore({ databaseUrl: restored }));
    const empty = await postgres.create('nothing_restored');
    await expect(restoredOnServer(empty)).rejects.toThrow(/there is nothing in nothing_restored on .*: bring the dump/);
  });
});
