// The same on a real file system: the kernel drops what ext4 was not made to keep, while another process commits.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { type Ext4Disk, ext4Disk, noExt4 } from './ext4.ts';
import { report } from './figures.ts';

const reason = noExt4();

/** Says each number after its commit. */
const WRITER = `import { openStore } from ${JSON.stringify(resolve('src/store/store.ts'))};
  const store = await openStore({ dataDir: process.argv[1] });
  for (let id = Number(process.argv[2]); ; id++) {
    await store.settings.set(String(id), 'kept');
    process.stdout.write(id + ' ');
  }`;

/** Commits until the power goes, at a random moment after the first commit. Resolves with the last number that was acknowledged. */
async function writeUntilCut(disk: Ext4Disk, dataDir: string, from: number): Promise<number> {
  const writer = spawn(process.execPath, ['--input-type=module', '-e', WRITER, dataDir, `${from}`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  writer.stdout.on('data', (text) => {
    said += text;
  });
  await once(writer.stdout, 'data');
  await pause(Math.random() * 1_000);
  disk.cutPower();
  const ended = once(writer, 'close');
  writer.kill('SIGKILL');
  await ended;
  return Number(said.slice(0, said.lastIndexOf(' ')).split(' ').at(-1));
}

describe(reason ?? 'on ext4', () => {
  test.skipIf(reason !== undefined)(
    'of what was acknowledged before a power cut nothing is missing, 20 times',
    async () => {
      using disk = ext4Disk();
      let last = -1;
      let acknowledged = 0;
      let lost = 0;
      for (let cut = 0; cut < 20; cut++) {
        // Every fifth on a new folder: the files of a first start must have reached the disk as well.
        const dataDir = join(disk.path, `data-${Math.floor(cut / 5)}`);
        if (cut % 5 === 0) last = -1;
        const before = last;
        last = await writeUntilCut(disk, dataDir, before + 1);
        acknowledged += last - before;
        disk.powerOn();
        const store = await openStore({ dataDir });
        const rows = await store.database.kysely.selectFrom('settings').select('key').execute();
        await store.close();
        const there = new Set(rows.map(({ key }) => key));
        for (let id = 0; id <= last; id++) if (!there.has(`${id}`)) lost++;
      }
      report('power cuts, ext4', { cuts: 20, acknowledged, lost });
      expect(lost).toBe(0);
    },
  );
});
