// One process per folder.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigError } from '../../src/errors.ts';
import { claimFolder } from '../../src/store/owner.ts';
import { contests } from '../faults/owners.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrunner-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function refusal(): Promise<unknown> {
  return await claimFolder(folder).then(
    () => null,
    (error) => (error instanceof ConfigError ? error.problem : error),
  );
}

/** Another process that owns the folder until it is killed. */
async function otherOwner() {
  const script = `import { claimFolder } from ${JSON.stringify(resolve('src/store/owner.ts'))};
    await claimFolder(process.argv[1]); console.log('mine'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  async function kill() {
    if (child.kill('SIGKILL')) await once(child, 'exit');
  }
  return { pid: child.pid, kill, [Symbol.asyncDispose]: kill };
}

test('a folder that another process has open is refused, and the operator reads which one', async () => {
  await using other = await otherOwner();
  expect(await refusal()).toMatchObject({
    code: 'config',
    faults: [{ variable: 'DATA_DIR', fault: expect.stringContaining(`process ${other.pid} on `) }],
  });
});

test('a folder whose owner was killed is free at once', async () => {
  await using other = await otherOwner();
  await other.kill();
  const owner = await claimFolder(folder);
  owner.release();
});

test('a folder is refused twice in one process too, and free when it was let go', async () => {
  const owner = await claimFolder(folder);
  expect(await refusal()).toMatchObject({ code: 'config' });
  owner.release();
  (await claimFolder(folder)).release();
});

test('of those who start at once after the owner was killed one has the folder, and the others read its name', async () => {
  for (const { owners, refusals } of await contests({ rounds: 3, starters: 5 })) {
    expect(owners).toHaveLength(1);
    for (const refusal of refusals) expect(refusal).toContain(`process ${owners[0]} on ${hostname()}`);
  }
});

test('a folder that cannot be written to is not said to be in use', async () => {
  writeFileSync(join(folder, 'file'), '');
  const error = await claimFolder(join(folder, 'file')).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ConfigError);
  expect(error.problem.faults[0]).toMatchObject({
    variable: 'DATA_DIR',
    fault: expect.stringContaining('cannot be used'),
  });
});
