// The bot as the image starts it, with nothing but its environment.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openStore } from '../../src/store/store.ts';
import { imageArguments } from './image.ts';
import { template } from './store.ts';

export interface BotProcess {
  pid: number;
  /** What it has written so far, to both its outputs. */
  output(): string;
  /** Its lines of the log, parsed. */
  log(): Record<string, unknown>[];
  /** Its exit code, when it has ended and said all. */
  exited: Promise<number | null>;
  /** Resolves when it has written this, rejects when it ends before. */
  said(words: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

/** `environment` is all it gets. It is not awaited: `said('showrunner is running')` or `exited` is. */
export function startProcess(environment: Record<string, string>): BotProcess {
  const child = spawn(process.execPath, imageArguments(), { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  let ended = false;
  const exited = once(child, 'close').then(([code]) => {
    ended = true;
    return code as number | null;
  });
  return {
    pid: child.pid ?? 0,
    output: () => output,
    log: () => output.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : [])),
    exited,
    async said(words) {
      while (!output.includes(words)) {
        if (ended) throw new Error(`it ended without saying "${words}": ${output}`);
        await wait(10);
      }
    },
    kill: (signal) => void child.kill(signal),
  };
}

/** A folder with an empty store in it: making one from nothing takes seconds. */
export async function dataFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'showrunner-test-'));
  const store = await openStore({ dataDir: path, template: await template() });
  await store.close();
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
