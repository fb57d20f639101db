// Notices when the process stood still: while it does, it answers nobody (F8).

import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Logger } from 'pino';
import { stoodStill } from '../views/operator.ts';

const LONG_MS = 1_000;

/** Looks back over each minute, and warns once when something in it took over a second. Returns what ends it. */
export function watchLoop(log: Logger, { everyMs = 60_000, longMs = LONG_MS } = {}): () => void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const timer = setInterval(() => {
    const longest = Math.round(delay.max / 1e6);
    delay.reset();
    if (longest > longMs) log.warn({ ms: longest }, stoodStill(longest));
  }, everyMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    delay.disable();
  };
}
