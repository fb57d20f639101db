// db:backup and db:restore, and what the four commands say.
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backUp, restore } from '../../scripts/database/backup.ts';
import { ConfigError } from '../../src/errors.ts';
import { openStore } from '../../src/store/store.ts';
import { shadowDisk } from '../faults/shadow-disk.ts';
import { template } from '../support/store.ts';

let folder: string;
let dataDir: string;
let backup: string;
const inFolder = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'showrunner-backup-'));
  dataDir = inFolder('data');
  backup = inFolder('backup.tar.gz');
  using _ = await shadowDisk(folder);
  const store = await openStore({ dataDir: inFolder('living'), template: await template() });
  await store.settings.set('a', '🎥');
  // As a bot leaves it that was killed: the commit is in the log only.
  cpSync(inFolder('living/postgres'), join(dataDir, 'postgres'), { recursive: true });
  await store.close();
  await backUp(dataDir, backup);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A command as an operator runs it. */
async function command(name: string, file: string, env: NodeJS.ProcessEnv) {
  return await new Promise<{ code: number; said: string }>((resolve) => {
    execFile(process.execPath, [`scripts/${name}.ts`, file], { env: { ...process.env, ...env } }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: out + err }),
    );
  });
}

async function refusal(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => 'done',
    (error) => (error instanceof ConfigError ? (error.problem.faults[0]?.fault ?? '') : String(error)),
  );
}

describe('a backup', () => {
  test('brings back what a bot that was killed had acknowledged', async () => {
    using _ = await shadowDisk(folder);
    await restore(inFolder('restored'), backup);
    const store = await openStore({ dataDir: inFolder('restored') });
    expect(await store.settings.get('a')).toBe('🎥');
    await store.close();
  });

  test('is for its owner to read, and is not written over', async () => {
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    expect(await refusal(backUp(dataDir, backup))).toMatch(/is there already/);
  });

  test('is not taken while a bot runs, nor restored under it', async () => {
    const store = await openStore({ dataDir: inFolder('living') });
    const inUse = new RegExp(`in use by process ${process.pid} on `);
    expect(await refusal(backUp(inFolder('living'), inFolder('other')))).toMatch(inUse);
    expect(await refusal(restore(inFolder('living'), backup))).toMatch(inUse);
    await store.close();
    expect(existsSync(inFolder('other'))).toBe(false);
  });

  test('is not restored over another database', async () => {
    expect(await refusal(restore(inFolder('living'), backup))).toMatch(/is a database in .* already/);
  });

  test.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['damaged', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -8), Buffer.from('damaged!')])],
    ['something else', () => Buffer.from('something else')],
  ])('that is %s restores nothing', async (name, spoil) => {
    writeFileSync(inFolder('spoilt'), spoil(readFileSync(backup)));
    expect(await refusal(restore(inFolder(name), inFolder('spoilt')))).not.toBe('done');
    expect(readdirSync(inFolder(name)).filter((one) => one.startsWith('postgres'))).toEqual([]);
  });
});

describe('a command', () => {
  test('says in one sentence what it did', async () => {
    const file = inFolder('again.tar.gz');
    expect(await command('db-backup', file, { DATA_DIR: dataDir, DATABASE_URL: '' })).toEqual({
      code: 0,
      said: `Copied the database in ${dataDir} to ${file}.\n`,
    });
  });

  test('says what is wrong, without a stack, and fails', async () => {
    const nothing = await command('db-export', inFolder('x'), { DATA_DIR: inFolder('nothing'), DATABASE_URL: '' });
    expect(nothing).toEqual({ code: 1, said: `db:export: there is no database in ${inFolder('nothing')}\n` });
    const server = await command('db-backup', inFolder('x'), { DATABASE_URL: 'postgres://ada:secret@db/bot' });
    expect(server.code).toBe(1);
    expect(server.said).toMatch(/^db:backup: DATABASE_URL names a server: use pg_dump there/);
    expect(server.said).not.toContain('secret');
  });
});
