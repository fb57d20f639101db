// What Livestorm refuses for a reason that another call would not change: it is not asked again for nothing.
import type { LivestormProblem } from '../errors.ts';
import type { Purpose } from './purpose.ts';

export interface Circuit {
  /** What a call would be told, when that is known without it. */
  known(purpose: Purpose, operation: string): LivestormProblem | null;
  /** How a request ended: null when Livestorm did what it was asked. */
  ended(operation: string, problem: LivestormProblem | null): void;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Requests that failed one after the other, three tries each, before what nobody waits for lets Livestorm rest. */
const MOST_FAILURES = 5;

/** Of a wrong token and the like: whether it was mended costs a call an hour. */
const REFUSED_MS = HOUR;
const REST_MS = MINUTE;

interface Open {
  problem: LivestormProblem;
  until: number;
}

/**
 * One per process. A refused token, a missing scope (for that operation) and five failures in succession keep away what
 * nobody waits for; a person's own request still goes out, and when it succeeds everything may. What is left of the
 * month is the gate's business. `monotonic` is in milliseconds.
 */
export function createCircuit(monotonic: () => number): Circuit {
  /** By operation; '*' is all of them. */
  const open = new Map<string, Open>();
  let failures = 0;

  function close(operation: string): void {
    failures = 0;
    open.delete('*');
    open.delete(operation);
  }

  return {
    known({ kind }, operation) {
      const at = monotonic();
      for (const [name, { until }] of open) if (until <= at) open.delete(name);
      // A person finds out: somebody may have mended it meanwhile.
      return kind === 'command' ? null : ((open.get('*') ?? open.get(operation))?.problem ?? null);
    },
    ended(operation, problem) {
      if (problem === null) return close(operation);
      const shut = (name: string, forMs: number) => void open.set(name, { problem, until: monotonic() + forMs });
      if (problem.code === 'livestorm_token') return shut('*', REFUSED_MS);
      if (problem.code === 'livestorm_forbidden') return shut(operation, REFUSED_MS);
      failures = isFailure(problem) ? failures + 1 : 0;
      if (failures >= MOST_FAILURES) shut('*', REST_MS);
    },
  };
}

const isFailure = ({ code }: LivestormProblem) => code === 'livestorm_down' || code === 'livestorm_unsure';
