// How the bot ends: what is in flight first, all of it within one deadline; then what is open, last opened first.

import { setTimeout as patience } from 'node:timers/promises';

export interface Ending {
  /** Something that may be in flight: asked to finish when the end begins, beside all others. */
  finish(work: () => Promise<unknown>): void;
  /** Something that is open: closed when all has finished, or has had its time. */
  close(work: () => Promise<unknown>): void;
  hasBegun(): boolean;
  /** Once; a second call finds nothing left to do. */
  end(): Promise<void>;
}

export function createEnding(patienceMs: number): Ending {
  const finishing: (() => Promise<unknown>)[] = [];
  const closing: (() => Promise<unknown>)[] = [];
  let hasBegun = false;
  return {
    hasBegun: () => hasBegun,
    finish: (work) => void finishing.push(work),
    close: (work) => void closing.push(work),
    async end() {
      hasBegun = true;
      const finished = Promise.allSettled(finishing.splice(0).map((work) => work()));
      await Promise.race([finished, patience(patienceMs, undefined, { ref: false })]);
      for (const work of closing.splice(0).reverse()) await work();
    },
  };
}
