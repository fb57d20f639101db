// The bot, unchanged, as a process of its own: `node src/main.ts` with nothing but its environment.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Where a bot lives: what it keeps and its address outlive the process. */
export interface Place {
  folder: string;
  port: number;
  /** Forgets what the bot kept; its log stays. */
  clear(): Promise<void>;
}

export interface BotProcess {
  pid: number;
  url: string;
  /** Where it logs. */
  log: string;
  /** Its exit code, once it has ended. */
  exited: Promise<number | null>;
  /** Asks it to stop, and waits. */
  stop(): Promise<number | null>;
  /** Kills it where it stands, and waits. */
  kill(): Promise<number | null>;
}

const READY_WITHIN_MS = 60_000;

export async function findPlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-demo-'));
  const clear = () => rm(join(folder, 'data'), { recursive: true, force: true });
  return { folder, port: await freePort(), clear };
}

/** Resolves when `/readyz` says so. `environment` is all it gets besides PATH and HOME. */
export async function startBotProcess(
  { folder, port }: Place,
  environment: Record<string, string>,
): Promise<BotProcess> {
  const log = join(folder, 'bot.log');
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: url,
      DATA_DIR: join(folder, 'data'),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const file = createWriteStream(log, { flags: 'a' });
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  const exited = once(child, 'exit').then(([code]) => {
    file.end();
    return code as number | null;
  });
  await ready(url, exited, log);
  return {
    pid: child.pid ?? 0,
    url,
    log,
    exited,
    stop() {
      child.kill('SIGTERM');
      return exited;
    },
    kill() {
      child.kill('SIGKILL');
      return exited;
    },
  };
}

async function ready(url: string, exited: Promise<unknown>, log: string): Promise<void> {
  let ended = false;
  void exited.then(() => {
    ended = true;
  });
  for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline && !ended; await wait(50)) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
  }
  throw new Error(
    ended ? `the bot ended at its start; its log is ${log}` : `the bot was not ready in 60 s; its log is ${log}`,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
