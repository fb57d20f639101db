// One caller at a time, evenly spaced. Livestorm allows 5 calls a second (livestorm-api.md 5); even spacing keeps
// late packets from bunching up, which a burst of the same rate does not.

export interface Pace {
  /** Resolves when it is this caller's turn; first come, first served. */
  turn(): Promise<void>;
  /** Nobody's turn comes before this many milliseconds have passed, also for those who wait already. */
  hold(milliseconds: number): void;
  /** Milliseconds that a hold still lasts. */
  heldFor(): number;
}

export function createPace(perSecond: number, now: () => number, sleep: (ms: number) => Promise<void>): Pace {
  let last = Promise.resolve();
  let heldUntil = 0;
  let free = 0;

  async function wait(): Promise<void> {
    let reached = now();
    // A hold may begin while we sleep: then sleep on.
    for (let until = Math.max(free, heldUntil); until > reached; until = Math.max(free, heldUntil)) {
      await sleep(until - reached);
      reached = Math.max(until, now());
    }
    free = reached + 1000 / perSecond;
  }

  return {
    turn() {
      last = last.then(wait);
      return last;
    },
    hold(milliseconds) {
      heldUntil = Math.max(heldUntil, now() + milliseconds);
    },
    heldFor: () => Math.max(0, heldUntil - now()),
  };
}
