// What became of a request: its code in the log, a reference for the person, its one line.

import { randomInt } from 'node:crypto';
import type { Deps } from '../deps.ts';
import { AskError, LivestormError, StoreError } from '../errors.ts';

/** What was asked, in the product's words, and by whom. */
export interface Asked {
  what: string;
  user: string;
}

/** A reference for the person and the log, when the fault is not the person's to mend. */
export function reported(error: unknown, { what }: Pick<Asked, 'what'>, { log }: Pick<Deps, 'log'>): string | null {
  if (error instanceof AskError) return null;
  const reference = Array.from({ length: 6 }, () => 'ABCDEFGHJKMNPQRSTVWXYZ23456789'[randomInt(30)]).join('');
  if (error instanceof LivestormError) log.warn({ reference, request: what, problem: error.problem }, error.message);
  else if (error instanceof StoreError)
    log.error({ reference, request: what, why: whyOf(error.cause) }, 'the database does not answer');
  else log.error({ reference, request: what, err: error }, 'a request failed');
  return reference;
}

/** Node's own words or code: of several addresses that refuse it has no words. */
const whyOf = (cause: unknown): unknown =>
  cause instanceof Error ? cause.message || ('code' in cause && cause.code) || cause.name : cause;

export const errorCode = (error: unknown): string =>
  error instanceof AskError || error instanceof LivestormError || error instanceof StoreError
    ? error.problem.code
    : 'failed';

/** One for each request. `ms` is from its arrival to its result. */
export function logRequest(deps: Pick<Deps, 'log' | 'measured'>, asked: Asked, ms: number, outcome: string): void {
  const { what, user } = asked;
  const [kind = ''] = what.split(' ');
  deps.measured?.request({ kind, outcome, milliseconds: ms });
  deps.log.info({ request: what, user, ms: Math.round(ms), outcome }, 'request');
}
