// A command as a shell runs it, with all that it starts: all of it is ended.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

export interface Shell extends AsyncDisposable {
  /** Resolves when it has written this; rejects when it ends before. */
  said(words: string): Promise<void>;
}

/** `environment` is all it gets. */
export function startShell(command: string, environment: Record<string, string>): Shell {
  // A group of its own, so that the signal reaches what npm starts.
  const child = spawn('sh', ['-c', command], { env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'close');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return {
    async said(words) {
      while (!output.includes(words)) {
        if (child.exitCode !== null) throw new Error(`it ended without saying "${words}": ${output}`);
        await wait(20);
      }
    },
    async [Symbol.asyncDispose]() {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
      await exited;
    },
  };
}
