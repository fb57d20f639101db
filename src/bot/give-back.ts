// What only the start needed is a tenth of the memory, and V8 would keep it until there is need of it (docs/performance.md).

import { setTimeout as patience } from 'node:timers/promises';

/** Milliseconds. Each collection stops the process for a tenth of a second: who waits for it to be ready is told first. */
const TOLD_MS = 150;

/** Soon, and once more when the start is over. Nothing without `--expose-gc`. */
export async function giveBack(started: Promise<void>): Promise<void> {
  await patience(TOLD_MS);
  collect();
  await started;
  collect();
}

const collect = () => globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
