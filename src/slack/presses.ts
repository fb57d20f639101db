// A button pressed twice at once is pressed once: people double-click, and a second press means nothing new. Here for
// this process, at once; `isFirst` of requests.ts asks the store, for all instances.

/** Milliseconds: shorter than anybody takes to read the answer and to decide to press again. */
export const SAME_PRESS_MS = 2_000;

export interface Presses {
  /** False for a press of the same button by the same person within two seconds of the first. */
  isFirst(key: string): boolean;
}

export function createPresses(now: () => number = () => performance.now()): Presses {
  const until = new Map<string, number>();
  return {
    isFirst(key) {
      const at = now();
      for (const [known, end] of until) if (end <= at) until.delete(known);
      if (until.has(key)) return false;
      until.set(key, at + SAME_PRESS_MS);
      return true;
    },
  };
}
