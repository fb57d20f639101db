// Asks a person in a terminal, without showing what is secret; or reads the same answers, a line each, from a pipe.

import { createInterface } from 'node:readline';
import { type Readable, Writable } from 'node:stream';

export interface Asking {
  /** What was typed, without space around it; null when there is nobody any more. */
  ask(question: string, options?: { isSecret?: boolean }): Promise<string | null>;
  close(): void;
}

export function createAsking(input: Readable & { isTTY?: boolean }, output: Writable): Asking {
  let isMuted = false;
  const shown = new Writable({
    write(chunk, _encoding, done) {
      if (!isMuted) output.write(chunk);
      done();
    },
  });
  const isTerminal = input.isTTY === true;
  const lines = createInterface({ input, output: shown, terminal: isTerminal, historySize: 0 });
  const typed: string[] = [];
  let waiting: ((line: string | null) => void) | null = null;
  let isOver = false;
  lines.on('line', (line) => {
    if (waiting) answer(line);
    else typed.push(line);
  });
  lines.on('close', () => {
    isOver = true;
    answer(null);
  });
  /** Several lines may come at once: the next is for the next question. */
  function answer(line: string | null): void {
    waiting?.(line);
    waiting = null;
  }

  return {
    async ask(question, { isSecret = false } = {}) {
      output.write(question);
      isMuted = isSecret;
      const line = await new Promise<string | null>((resolve) => {
        const ready = typed.shift();
        if (ready !== undefined || isOver) return resolve(ready ?? null);
        waiting = resolve;
      });
      // The line's own end was typed by the person where it is shown.
      if (isMuted || !isTerminal || line === null) output.write('\n');
      isMuted = false;
      return line === null ? null : line.trim();
    },
    close: () => lines.close(),
  };
}
