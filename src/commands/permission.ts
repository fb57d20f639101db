// Who may ask for what: the one place that decides, for commands, buttons, forms, shortcuts and steps alike.

import type { Deps } from '../deps.ts';
import { AskError, type AskProblem } from '../errors.ts';
import type { Access } from './command.ts';

type Asking = Pick<Deps, 'slack' | 'operators'>;

/**
 * What only shows is refused to those who are known to be no full members; what changes something is done only for those
 * who are known to be allowed. Throws AskError `outsider`, `not_operator` or `unknown_person`.
 */
export async function permit(access: Access, user: string, deps: Asking): Promise<void> {
  const problem = await refusal(access, user, deps);
  if (problem) throw new AskError(problem);
}

async function refusal(access: Access, user: string, { slack, operators }: Asking): Promise<AskProblem | null> {
  if (access === 'outsiders') return null;
  const standing = await slack.standingOf(user);
  const known = standing.kind !== 'unknown';
  if (known && standing.kind !== 'member') return { code: 'outsider', standing: standing.kind };
  if (access === 'anyone' || operators?.users.includes(user)) return null;
  // A group or the whole workspace may hold guests: who is in it must be known to be none.
  if (!known) return { code: 'unknown_person', reason: standing.reason };
  return operators ? await outsideGroups(user, operators, slack) : null;
}

/** A group that Slack knows nothing of, or that the app may not read, has nobody in it. */
async function outsideGroups(
  user: string,
  { users, groups }: NonNullable<Asking['operators']>,
  slack: Asking['slack'],
): Promise<AskProblem | null> {
  const all = await Promise.all(groups.map((group) => slack.membersOf(group)));
  if (all.some((members) => members.kind === 'known' && members.users.includes(user))) return null;
  const unheard = all.some((members) => members.kind === 'unknown' && members.reason === 'no_answer');
  return unheard ? { code: 'unknown_person', reason: 'no_answer' } : { code: 'not_operator', users, groups };
}

const REFUSALS = new Set<string>(['outsider', 'not_operator', 'unknown_person'] satisfies AskProblem['code'][]);

/** Whether somebody was refused because of who they are. */
export const isRefusal = (error: unknown): error is AskError =>
  error instanceof AskError && REFUSALS.has(error.problem.code);
