// What can go wrong on purpose: codes and facts. The words a person reads are in views/error.ts.

/** Something the person who asked can mend. */
export type AskProblem =
  | { code: 'unknown_command'; word: string; nearest: string | undefined }
  | { code: 'bad_argument'; command: string; value: string; reason: string; usage: string }
  | { code: 'not_found'; what: 'event' | 'session'; words: string; nearest: string[] }
  | { code: 'ambiguous'; what: 'event' | 'session'; words: string; matches: string[] }
  | { code: 'cannot_post'; channel: string; reason: string }
  | { code: 'step_input'; input: string; reason: string } // of a workflow's step
  | { code: 'scope_missing'; scope: string }
  | { code: 'file_not_sent'; reason: string }
  | { code: 'file_not_read'; reason: string }
  | { code: 'bad_list'; fault: ListFault }
  | { code: 'session_over'; title: string }
  | { code: 'slack_busy'; retryAfterSeconds: number }
  | { code: 'not_operator'; users: string[]; groups: string[] } // who may: ids out of WEBINAR_OPERATORS
  | { code: 'outsider'; standing: 'guest' | 'stranger' | 'bot' | 'deactivated' }
  | { code: 'unknown_person'; reason: 'missing_scope' | 'no_answer' } // Slack did not say who asks
  | { code: 'form_outdated' }
  | { code: 'partly_done'; done: string[]; cause: LivestormProblem } // `done`: fields of the form
  | { code: 'not_kept' }; // the store did not answer in time

/** Slack's codes for a channel in which the bot may not write: somebody must invite it or choose another one. */
export const CANNOT_POST: ReadonlySet<string> = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
]);

/** Why a list of people cannot be read at all. */
export type ListFault =
  | { kind: 'empty' }
  | { kind: 'too_big'; mostBytes: number }
  | { kind: 'too_many'; most: number }
  | { kind: 'workbook' } // Excel's own format
  | { kind: 'not_text' }
  | { kind: 'broken'; row: number }; // a quotation mark that is never closed

/** Something Livestorm said or failed to say. `path` is the endpoint with ids left in and no query. */
export type LivestormProblem =
  | { code: 'livestorm_token' } // 401: unknown, revoked or prefixed token
  | { code: 'livestorm_forbidden'; detail: string } // 403: a scope is missing, or the workspace is blocked
  | { code: 'livestorm_contacts' } // 402: the month's active contacts are spent
  | { code: 'livestorm_not_found'; path: string } // 404
  | { code: 'livestorm_conflict'; detail: string } // 409, or 422 with a duplicate's text
  | { code: 'livestorm_rejected'; status: number; detail: string } // 400, 422 and other 4xx: nothing was done
  | { code: 'livestorm_busy'; retryAfterSeconds: number } // 429, burst: nothing was done
  | { code: 'livestorm_quota'; resetsAt: Date | null } // 429, month: nothing was done
  // The last calls are kept for more urgent things: nothing was sent.
  | { code: 'livestorm_reserved'; remaining: number; reserved: number; resetsAt: Date | null }
  | { code: 'livestorm_down'; detail: string } // a read failed, or a write was never sent: nothing was done
  | { code: 'livestorm_unsure'; detail: string } // a write was sent and its answer was lost: it may have been done
  | { code: 'livestorm_changed'; path: string; field: string; detail: string }; // an answer that does not parse

/** What the bot remembers cannot be had now. */
export type StoreProblem =
  | { code: 'store_away' } // before anything was begun: nothing was done
  | { code: 'store_lost' }; // in the midst: something may have been done

/** One fault per variable. `where` tells the operator where to get the value. */
export interface ConfigFault {
  variable: string;
  fault: string;
  where: string;
}
export type ConfigProblem = { code: 'config'; faults: ConfigFault[] };

export type Problem = AskProblem | LivestormProblem | StoreProblem | ConfigProblem;

abstract class BotError<P extends Problem> extends Error {
  abstract readonly severity: 'info' | 'warn' | 'error';
  readonly problem: P;

  constructor(problem: P, options?: ErrorOptions) {
    super(problem.code, options);
    this.name = new.target.name;
    this.problem = problem;
  }
}

/** The person must act. */
export class AskError extends BotError<AskProblem> {
  readonly severity = 'info';
}

/** Wait, or tell Livestorm's administrator. */
export class LivestormError extends BotError<LivestormProblem> {
  readonly severity = 'warn';
}

/** The operator must act, while the bot runs; `cause` says why. */
export class StoreError extends BotError<StoreProblem> {
  readonly severity = 'error';
}

/** The operator must act, at the start. */
export class ConfigError extends BotError<ConfigProblem> {
  readonly severity = 'error';
}

/** Livestorm no longer has what was asked for. */
export const isGone = (error: unknown): boolean =>
  error instanceof LivestormError && error.problem.code === 'livestorm_not_found';

/** The call was not sent: the period's calls are spent, or the last ones are kept for people. Null for anything else. */
export function callsAreKept(error: unknown): { resetsAt: Date | null } | null {
  if (!(error instanceof LivestormError)) return null;
  const { problem } = error;
  return problem.code === 'livestorm_quota' || problem.code === 'livestorm_reserved' ? problem : null;
}

/** Nobody listens, there is no way, the name is not known yet; a server that starts or is full (appendix A of its manual). */
const UNREACHED = /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|57P03|53300)$/;
/** The way is cut; a server that stops. */
const CUT = /^(ECONNRESET|EPIPE|ETIMEDOUT|57P0[12]|08\w{3})$/;

/** The same of pg's own, which has no code. */
const UNREACHED_WORDS = /^timeout exceeded when trying to connect/;
const CUT_WORDS = /^(Connection terminated|timeout expired)/;

const isOne = (error: unknown, codes: RegExp, words: RegExp): boolean =>
  error instanceof Error && (codes.test('code' in error ? String(error.code) : '') || words.test(error.message));

/** The database server was not reached: what was asked of it was not sent. */
export const isUnreached = (error: unknown): boolean => isOne(error, UNREACHED, UNREACHED_WORDS);

/** A database server is only away: it will be there when somebody asks again later. */
export const isAway = (error: unknown): boolean => isUnreached(error) || isOne(error, CUT, CUT_WORDS);

/** What was thrown, by its name where the database server is away. */
export const orStoreError = (error: unknown, code: StoreProblem['code']): unknown =>
  isAway(error) ? new StoreError({ code }, { cause: error }) : error;
