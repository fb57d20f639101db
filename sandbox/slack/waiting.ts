// Waiting for something to become true: looked at again whenever something happened, never by the clock.

import type { ApiCall } from './model.ts';

export interface Waiting {
  look(): void;
  /** Rejects after `timeoutMs`, naming the last calls. */
  until(condition: () => boolean, timeoutMs: number, calls: () => ApiCall[]): Promise<void>;
  /** Calls `job` whenever something happened, until the function it gives back is called. */
  watch(job: () => void): () => void;
  stop(): void;
}

export function createWaiting(): Waiting {
  const waiters = new Set<() => boolean>();
  const timers = new Set<NodeJS.Timeout>();
  const watchers = new Set<() => void>();
  return {
    look() {
      for (const settled of waiters) if (settled()) waiters.delete(settled);
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
        waiters.delete(settled);
        if (condition()) return resolve();
        const last = calls()
          .slice(-5)
          .map(({ method, error }) => `${method} ${error ?? 'ok'}`);
        return reject(
          new Error(`not so after ${timeoutMs} ms: ${condition}; last calls: ${last.join(', ') || 'none'}`),
        );
      }, timeoutMs);
      timers.add(timer);
      const settled = (): boolean => {
        if (!condition()) return false;
        clearTimeout(timer);
        timers.delete(timer);
        resolve();
        return true;
      };
      waiters.add(settled);
      return promise;
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
