// What a job is.

import type { z } from 'zod';

export interface Job<P, D> {
  name: string;
  summary: string;
  /** Plain JSON when it is sent; parsed before each run. One that is on a schedule must take `{}`. */
  payload: z.ZodType<P>;
  /** A cron expression of five fields, in the team's zone. What came due while the bot was down runs once. */
  every?: string;
  /** How many of it one instance runs at once; one unless told. */
  atOnce?: number;
  /** Tries after the first, when a neighbour may be away for hours; the wait between two grows to 15 minutes. */
  retries?: number;
  /** May be called twice for one payload: its effect has a key. */
  run(payload: P, deps: D): Promise<void>;
}

/** Lets TypeScript infer the payload from its schema. */
export const defineJob = <P, D>(job: Job<P, D>): Job<P, D> => job;
