// Waiting inside the local Livestorm: for a condition, for a while, until it stops.

export interface Signals {
  /** Something changed: everybody who waits looks again. */
  changed(): void;
  /** Resolves when the condition is true; rejects after `timeoutMs` or when the server stops. */
  until(condition: () => boolean, timeoutMs?: number): Promise<void>;
  /** Calls `job` after each change, until the function it gives back is called. */
  watch(job: () => void): () => void;
  /** Real milliseconds. False when the server stopped meanwhile. */
  sleep(ms: number): Promise<boolean>;
  /** Runs once, when the server stops. */
  onStop(job: () => void): void;
  stop(): void;
  readonly stopped: boolean;
}

const LOOK_AGAIN_MS = 25;

export function createSignals(): Signals {
  const waiters = new Set<() => void>();
  const endings: (() => void)[] = [];
  let stopped = false;

  const changed = () => {
    for (const look of [...waiters]) look();
  };

  function until(condition: () => boolean, timeoutMs = 20_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const finish = (error?: unknown) => {
        waiters.delete(look);
        clearTimeout(deadline);
        // A record that somebody changes by hand raises no signal.
        clearInterval(poll);
        if (error === undefined) resolve();
        else reject(error);
      };
      const look = () => {
        try {
          if (condition()) finish();
          else if (stopped) finish(new Error(`The local Livestorm stopped before this was true: ${condition}`));
        } catch (error) {
          finish(error);
        }
      };
      const deadline = setTimeout(() => finish(new Error(`Not true after ${timeoutMs} ms: ${condition}`)), timeoutMs);
      const poll = setInterval(look, LOOK_AGAIN_MS);
      waiters.add(look);
      look();
    });
  }

  const watch = (job: () => void) => {
    waiters.add(job);
    return () => void waiters.delete(job);
  };

  const sleep = (ms: number): Promise<boolean> =>
    new Promise((resolve) => {
      const wake = () => {
        if (!stopped && !due) return;
        waiters.delete(wake);
        clearTimeout(timer);
        resolve(!stopped);
      };
      let due = false;
      const timer = setTimeout(() => {
        due = true;
        wake();
      }, ms);
      waiters.add(wake);
      wake();
    });

  const stop = () => {
    stopped = true;
    for (const end of endings.splice(0)) end();
    changed();
  };
  const onStop = (job: () => void) => {
    endings.push(job);
  };

  return {
    changed,
    until,
    watch,
    sleep,
    onStop,
    stop,
    get stopped() {
      return stopped;
    },
  };
}
