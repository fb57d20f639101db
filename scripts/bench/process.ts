// A server as a process of its own: how long it takes to be ready, and what the kernel says it costs.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../test/support/port.ts';

export interface Measured extends AsyncDisposable {
  url: string;
  /** From being spawned to the first 200 of /readyz. */
  readyMs: number;
  /** Processor time until then, all threads. */
  readyCpuMs: number;
  /** Processor time since it was spawned, all threads, user and system. */
  cpuMs(): number;
  /** Resident memory now and at its most, in MB (10^6 bytes would be 5 % more: the kernel counts in 1024s). */
  memory(): { rss: number; peak: number };
}

const WITHIN_MS = 60_000;
const TICK_MS = 1_000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** `environment` is all it gets besides PATH, HOME and PORT. What it says on stderr is shown. */
export async function start(args: string[], environment: Record<string, string>): Promise<Measured> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, HOST: '127.0.0.1', PORT: `${port}`, PUBLIC_URL: url, ...environment };
  const spawnedAt = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const exited = once(child, 'exit');
  const read = (file: string) => readFileSync(`/proc/${child.pid}/${file}`, 'utf8');
  const cpuMs = () => {
    // Fields 14 and 15 of proc_pid_stat(5); the name before them may hold anything but a last parenthesis.
    const fields = read('stat').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  };
  const kilobytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(read('status'))?.[1]);

  while (!(await isReady(url))) {
    if (child.exitCode !== null || performance.now() - spawnedAt > WITHIN_MS) {
      child.kill('SIGKILL');
      throw new Error(`${args.at(-1)} was not ready`);
    }
    await pause(3);
  }
  return {
    url,
    readyMs: performance.now() - spawnedAt,
    readyCpuMs: cpuMs(),
    cpuMs,
    memory: () => ({ rss: kilobytes('VmRSS') / 1024, peak: kilobytes('VmHWM') / 1024 }),
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await exited;
      clearTimeout(late);
    },
  };
}

const isReady = (url: string) =>
  fetch(`${url}/readyz`).then(
    async (answer) => {
      await answer.arrayBuffer();
      return answer.ok;
    },
    () => false,
  );
