// A first start that is killed, with the template and while the template is made.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import { expect, test } from 'vitest';
import { unpack } from '../../src/store/archive.ts';
import { requireMajor } from '../../src/store/cluster.ts';
import { isThere } from '../../src/store/disk.ts';
import { openStore } from '../../src/store/store.ts';
import { report } from './figures.ts';

/** Runs a script in a process group of its own, and kills all of it after so long. */
async function killed(script: string, argument: string, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, argument], {
    detached: true,
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  await pause(afterMs);
  if (child.exitCode === null) process.kill(-(child.pid ?? 0), 'SIGKILL');
  await ended;
}

const url = (path: string) => JSON.stringify(resolve(path));
const START = `import { openStore } from ${url('src/store/store.ts')}; await openStore({ dataDir: process.argv[1] });`;
const MAKE = `import { makeTemplate } from ${url('src/store/template.ts')}; await makeTemplate(process.argv[1]);`;

test('a first start that was killed at any moment is made up for by the next one, 25 times', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'showrunner-first-'));
  await (await openStore({ dataDir: join(folder, 'warm') })).close();
  for (let n = 0; n < 25; n++) {
    const dataDir = join(folder, `${n}`);
    await killed(START, dataDir, 100 + n * 60);
    const store = await openStore({ dataDir });
    await store.settings.set('a', 'b');
    await store.close();
    expect(readdirSync(dataDir).filter((name) => name.startsWith('postgres'))).toEqual(['postgres']);
    rmSync(dataDir, { recursive: true });
  }
  report('first starts killed', { kills: 25, failed: 0 });
  rmSync(folder, { recursive: true });
});

test('a template whose making was killed is whole or not there, 10 times', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'showrunner-first-'));
  for (let n = 0; n < 10; n++) {
    mkdirSync(join(folder, `${n}`));
    const template = join(folder, `${n}`, 'template');
    await killed(MAKE, template, 300 + n * 300);
    if (!(await isThere(template))) continue;
    await unpack(createReadStream(template).pipe(createGunzip()), join(folder, `${n}`, 'unpacked'));
    await requireMajor(join(folder, `${n}`, 'unpacked'));
  }
  rmSync(folder, { recursive: true });
});
