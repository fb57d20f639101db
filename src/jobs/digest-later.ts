// What keeps a digest from being read now, and when it is tried again.

import type { LivestormProblem } from '../errors.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';

/** For the operator, in the log. */
export const WAITS: Partial<Record<LivestormProblem['code'], string>> = {
  livestorm_quota: 'a digest waits: the calls of this period are spent',
  livestorm_reserved: 'a digest waits: the last calls of this period are kept for people',
  livestorm_token: 'a digest waits: Livestorm refuses LIVESTORM_API_TOKEN',
  livestorm_forbidden: 'a digest waits: LIVESTORM_API_TOKEN lacks the scope to read people, questions or chat',
  livestorm_down: 'a digest waits: Livestorm does not answer',
};

const HOUR = 60 * 60 * 1000;

/**
 * When to read again what only time or an operator can mend. Null: the job's own tries, which come faster. Livestorm
 * says mostly, not always, when the period ends.
 */
export function waitFor(problem: LivestormProblem, { endedAt }: SessionWithEvent, now: Date): Date | null {
  const later = (ms: number) => new Date(now.getTime() + ms);
  const age = now.getTime() - (endedAt ?? now).getTime();
  if (problem.code === 'livestorm_quota') return problem.resetsAt ?? later(6 * HOUR);
  // What is kept for people grows less while the period passes, and asking the gate costs nothing.
  if (problem.code === 'livestorm_reserved') {
    return new Date(Math.min(problem.resetsAt?.getTime() ?? Number.POSITIVE_INFINITY, later(6 * HOUR).getTime()));
  }
  if (problem.code === 'livestorm_token' || problem.code === 'livestorm_forbidden') return later(HOUR);
  const mayStillCome = age > HOUR && age < 7 * 24 * HOUR;
  return problem.code === 'livestorm_down' && mayStillCome ? later(HOUR / 4) : null;
}
