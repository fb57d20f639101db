// Waiting for something to become true: looked at again whenever something happened, and a little later for what happens elsewhere.

import type { ApiCall } from './model.ts';

export interface Waiting {
  look(): void;
  /** Rejects after `timeoutMs`, naming the last calls. */
  until(condition: () => boolean, timeoutMs: number, calls: () => ApiCall[]): Promise<void>;
  /** Calls `job` whenever something happened, until the function it gives back is called. */
  watch(job: () => void): () => void;
  stop(): void;
}

/** A condition may be about what this Slack does not see: a line of a log, a row. */
const LOOK_AGAIN_MS = 25;

export function createWaiting(): Waiting {
  const waiters = new Set<() => void>();
  const timers = new Set<NodeJS.Timeout>();
  const watchers = new Set<() => void>();
  return {
    look() {
      for (const settled of [...waiters]) settled();
      for (const job of watchers) job();
    },
    watch(job) {
      watchers.add(job);
      return () => void watchers.delete(job);
    },
    until(condition, timeoutMs, calls) {
      if (condition()) return Promise.resolve();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const timer = setTimeout(() => {
        finish();
        if (condition()) return resolve();
        const last = calls()
          .slice(-5)
          .map(({ method, error }) => `${method} ${error ?? 'ok'}`);
        return reject(
          new Error(`not so after ${timeoutMs} ms: ${condition}; last calls: ${last.join(', ') || 'none'}`),
        );
      }, timeoutMs);
      const poll = setInterval(() => void settled(), LOOK_AGAIN_MS);
      timers.add(timer).add(poll);
      const finish = () => {
        waiters.delete(settled);
        for (const one of [timer, poll]) {
          clearTimeout(one);
          timers.delete(one);
        }
      };
      const settled = () => {
        if (!condition()) return;
        finish();
        resolve();
      };
      waiters.add(settled);
      return promise;
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
