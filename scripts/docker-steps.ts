// npm run docker:steps: carries out the Dockerfile's steps in an empty folder, without Docker, and starts what comes of them
// beside the local Slack and the local Livestorm. Says how much the image adds to its base.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../test/support/port.ts';
import { startNeighbours } from './bench/neighbours.ts';
import { type Built, build } from './docker/build.ts';
import { readDockerfile } from './docker/dockerfile.ts';

const MOST_MB = 60;
const READY_MS = 60_000;
const STOPPED_MS = 12_000;

const lines = (file: string) => readFileSync(file, 'utf8').split('\n').filter(Boolean);
const inside = (path: string) => readdirSync(path, { recursive: true, encoding: 'utf8' });
/** As much as the disk gives them; lstat counts blocks of 512 bytes. */
const megabytes = (path: string) =>
  inside(path).reduce((sum, file) => sum + lstatSync(join(path, file)).blocks * 512, 0) / 1024 ** 2;

const folder = mkdtempSync(join(tmpdir(), 'showrunner-image-'));
try {
  const started = performance.now();
  let steps = 0;
  const built = await build(readDockerfile(readFileSync('Dockerfile', 'utf8')), {
    context: '.',
    ignores: lines('.dockerignore'),
    folder,
    isRun: (words) => console.log(`RUN ${++steps}: ${words}`),
  });
  console.log(`${steps} RUN steps in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  weigh(built);
  await tryOut(built);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function weigh({ workdir }: Built): void {
  const most = megabytes(workdir);
  console.log(`the bot with PGlite, its template and the compiled code: ${most.toFixed(1)} MB`);
  if (most > MOST_MB) throw new Error(`The image adds over ${MOST_MB} MB.`);
  const packages = inside(join(workdir, 'node_modules')).filter((file) => file.endsWith('/package.json'));
  const odd = packages.filter((file) => !file.startsWith('@electric-sql/pglite/'));
  if (odd.length > 0) throw new Error(`More packages than PGlite are in the image: ${odd.join(', ')}.`);
}

/** As Docker would: only the environment of the image and of the operator, its command, its health, its signal. */
async function tryOut({ root, workdir, environment, command, healthcheck }: Built): Promise<void> {
  await using neighbours = await startNeighbours();
  const port = await freePort();
  const env = {
    PATH: process.env.PATH,
    ...environment,
    ...neighbours.environment,
    DATA_DIR: join(root, environment.DATA_DIR ?? ''),
    PORT: String(port),
    HOST: '127.0.0.1',
  };
  const [program = '', ...args] = command;
  const since = performance.now();
  const child = spawn(program, args, { cwd: workdir, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const exited = once(child, 'exit');
  try {
    while (!(await isReady(port))) {
      if (child.exitCode !== null || performance.now() - since > READY_MS) throw new Error('The image was not ready.');
      await wait(20);
    }
    console.log(`/readyz is 200 after ${(performance.now() - since).toFixed(0)} ms, on a new database`);
    const [probe = '', ...words] = healthcheck;
    execFileSync(probe, words, { env });
    const asked = performance.now();
    child.kill('SIGTERM');
    const [code] = await Promise.race([exited, wait(STOPPED_MS, ['late'])]);
    if (code !== 0) throw new Error(`SIGTERM ended it with ${code}.`);
    console.log(`healthy; SIGTERM ends it with 0 after ${(performance.now() - asked).toFixed(0)} ms`);
    const backup = join(root, 'tmp', 'backup.tar.gz');
    console.log(execFileSync(program, ['dist/db-backup.js', backup], { cwd: workdir, env, encoding: 'utf8' }).trim());
  } finally {
    child.kill('SIGKILL');
  }
}

function isReady(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  );
}
