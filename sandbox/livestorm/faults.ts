// Faults on demand: what a test or the demo can make the local Livestorm do wrong.

export interface Fault {
  /** An operationId of the OpenAPI document; any call when absent. */
  operation?: string;
  /** How many calls it hits; 1 when absent. */
  times?: number;
  /** With `status` or `body` the call is answered so: nothing is checked, done or spent, unless it is `done` first. */
  status?: number;
  done?: boolean;
  headers?: Record<string, string>;
  body?: string;
  contentType?: string;
  /** Real milliseconds before the answer leaves. The call is done before the wait: a client that gives up is unsure. */
  delayMs?: number;
  /** Cuts the socket before doing anything, or after doing it. */
  drop?: 'before' | 'after';
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** How many calls are still to be hit. */
  left(): number;
}

/** `take` gives the first fault for an operation and spends one of its times. */
export function createFaults(): Faults & { take(operation: string | null): Fault | undefined } {
  let waiting: { fault: Fault; left: number }[] = [];
  return {
    add: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    clear: () => {
      waiting = [];
    },
    left: () => waiting.reduce((sum, { left }) => sum + left, 0),
    take(operation) {
      const hit = waiting.find(({ fault }) => fault.operation === undefined || fault.operation === operation);
      if (!hit) return undefined;
      hit.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return hit.fault;
    },
  };
}
