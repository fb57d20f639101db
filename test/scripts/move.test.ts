// db:export and db:import: a team moves house, and finds all its things.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportTo } from '../../scripts/database/export.ts';
import { importFrom } from '../../scripts/database/import.ts';
import { openPlace, type Place } from '../../scripts/database/place.ts';
import { openStore } from '../../src/store/store.ts';
import { shadowDisk } from '../faults/shadow-disk.ts';
import { everything, fill, jobs } from './hostile.ts';

const NOW = new Date('2026-11-23T12:00:00Z');

let folder: string;
let from: Place;
let file: string;
const inFolder = (name: string) => join(folder, name);

/** Hundreds of files are not written through to the disk here: that is tested where the store is. */
async function newPlace(name: string): Promise<Place> {
  using _ = await shadowDisk(folder);
  return await openPlace({ dataDir: inFolder(name) });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'showrunner-move-'));
  using _ = await shadowDisk(folder);
  await (await openStore({ dataDir: inFolder('from') })).close();
  from = await newPlace('from');
  await fill(from);
  file = inFolder('export.jsonl.gz');
  await exportTo(from, file, NOW);
});
afterAll(async () => {
  await from.close();
  rmSync(folder, { recursive: true });
});

/** The export, with something done to its lines. */
function changed(name: string, change: (lines: string[]) => string[]): string {
  const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
  writeFileSync(inFolder(name), gzipSync(change(lines).join('\n')));
  return inFolder(name);
}

describe('a team that moves', () => {
  let to: Place;
  beforeAll(async () => {
    to = await newPlace('to');
  });
  afterAll(() => to.close());

  test('finds every value as it was, to the microsecond and the NUL', async () => {
    const totals = await importFrom(to, file);
    expect(totals.rows).toMatchObject({ people: 250, events: 2, ledger: 1 });
    const there = await everything(to);
    expect(there).toEqual(await everything(from));
    expect(JSON.stringify(there)).toContain('12345678901234567890.123456789');
    expect(JSON.stringify(there)).toContain('2026-10-25 01:30:00.123456+00');
  });

  test('finds the jobs that waited, and the one that ran waiting again, of one key the newer; not what was done', async () => {
    const found = await jobs(to);
    expect(found).toEqual([
      expect.objectContaining({ data: { id: 'waits' }, state: 'created', singletonKey: 'k', retryLimit: 7 }),
      expect.objectContaining({
        data: { id: 'later 🎥' },
        state: 'created',
        startAfter: new Date('2030-01-02T03:04:05.678Z'),
        priority: 3,
      }),
    ]);
  });

  test('goes on numbering where it was', async () => {
    const { rows } = await sql<{
      id: string;
    }>`insert into ledger (at, purpose_kind, operation, method, path, milliseconds)
      values (now(), 'digest', 'o', 'GET', '/', 0) returning id::text`.execute(to.db);
    expect(rows).toEqual([{ id: '9007199254740994' }]);
  });

  test('cannot move into a place where somebody lives', async () => {
    const before = await everything(to);
    await expect(importFrom(to, file)).rejects.toThrow(/is not empty \(there are rows in /);
    expect(await everything(to)).toEqual(before);
  });
});

describe('a file', () => {
  let to: Place;
  beforeAll(async () => {
    to = await newPlace('refusing');
  });
  afterAll(() => to.close());

  const refused: [string, RegExp, () => string][] = [
    ['that is cut short', /cut short/, () => changed('short', (lines) => lines.slice(0, -1))],
    [
      'that lost a row on the way',
      /cut short/,
      () =>
        changed('lost', (lines) =>
          lines.toSpliced(
            lines.findIndex((line) => line.startsWith('[')),
            1,
          ),
        ),
    ],
    [
      'whose bytes were cut',
      /unexpected end|cut short/,
      () => {
        writeFileSync(inFolder('cut'), readFileSync(file).subarray(0, -40));
        return inFolder('cut');
      },
    ],
    [
      'of a newer version',
      /written by a newer version/,
      () =>
        changed('newer', ([first = '', ...rest]) => [first.replace('"0001-first"', '"0001-first","9999-x"'), ...rest]),
    ],
    [
      'that names a table of somebody else',
      /no such table/,
      () => changed('other', (lines) => lines.map((line) => line.replace('"table":"people"', '"table":"pg_authid"'))),
    ],
    ['that is something else', /not what db:export writes|not written by/, () => changed('else', () => ['{"a":1}'])],
  ];

  test.each(refused)('%s is refused, and nothing of it stays', async (_, words, make) => {
    await expect(importFrom(to, make())).rejects.toThrow(words);
    expect(Object.values(await everything(to)).flat()).toEqual([]);
  });

  test('that was refused does not keep the right one out', async () => {
    await importFrom(to, file);
    expect(await everything(to)).toEqual(await everything(from));
  });

  test('is for its owner to read, and is not written over', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await expect(exportTo(from, file, NOW)).rejects.toThrow(/is there already/);
  });
});
