// The disk fills up under a bot that commits, and gets room again: what it said yes to is there.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { ext4Disk, noExt4 } from './ext4.ts';
import { report } from './figures.ts';

const reason = noExt4();
const FILLS = 5;

/** Says each number after its commit, until one is refused; then says why. */
const WRITER = `import { randomBytes } from 'node:crypto';
  import { openStore } from ${JSON.stringify(resolve('src/store/store.ts'))};
  const store = await openStore({ dataDir: process.argv[1] });
  try {
    for (let id = Number(process.argv[2]); ; id++) {
      await store.settings.set(String(id), randomBytes(50_000).toString('base64'));
      process.stdout.write(id + ' ');
    }
  } catch (error) {
    process.stderr.write(String(error.cause ?? error.message));
    process.exit(3);
  }`;

/** Commits until the disk is full; the last number that was acknowledged, and what the process said at its end. */
async function writeUntilFull(dataDir: string, from: number) {
  const writer = spawn(process.execPath, ['--input-type=module', '-e', WRITER, dataDir, `${from}`]);
  let [said, why] = ['', ''];
  writer.stdout.on('data', (text) => (said += text));
  writer.stderr.on('data', (text) => (why += text));
  const [code] = await once(writer, 'close');
  return { last: Number(said.trim().split(' ').at(-1) || from - 1), code: code as number | null, why };
}

describe.skipIf(reason !== undefined)(reason ?? 'on a small disk', () => {
  test('on a full disk nothing is acknowledged that is not there, and with room again all goes on', async () => {
    using disk = ext4Disk();
    const dataDir = join(disk.path, 'data');
    await (await openStore({ dataDir })).close();
    let last = -1;
    let lost = 0;
    for (let fill = 0; fill < FILLS; fill++) {
      const { bavail, bsize } = statfsSync(disk.path);
      const ballast = join(disk.path, 'ballast');
      // Some room is left, never the same.
      writeFileSync(
        ballast,
        Buffer.alloc(Math.max(0, bavail * bsize - Math.round((20 + Math.random() * 10) * 1_000_000))),
      );
      const ended = await writeUntilFull(dataDir, last + 1);
      expect(ended.why).toMatch(/space|stopped|ENOSPC|abort|PANIC/i);
      expect(ended.code).not.toBe(0);
      last = ended.last;
      rmSync(ballast);
      const store = await openStore({ dataDir });
      const rows = await store.database.kysely.selectFrom('settings').select('key').execute();
      const there = new Set(rows.map(({ key }) => key));
      for (let id = 0; id <= last; id++) if (!there.has(`${id}`)) lost++;
      // Room for the next one.
      await store.database.kysely.updateTable('settings').set({ value: 'x' }).execute();
      await store.tidy();
      await store.close();
    }
    report('a full disk', { fills: FILLS, acknowledged: last + 1, lost });
    expect(lost).toBe(0);
    expect(last).toBeGreaterThan(FILLS);
  }, 400_000);
});
