// What an outcome means: good, a failure, or worth another try. Pure: no clock, no network.
import { z } from 'zod';
import type { LivestormProblem } from '../errors.ts';
import type { Body, Outcome } from './answer.ts';
import type { RateLimits } from './rate-limits.ts';

export type Verdict =
  | { kind: 'good'; value: unknown }
  | { kind: 'fail'; problem: LivestormProblem }
  /** `wait` in seconds; null: the caller's own back-off. `problem` is for when the tries run out. */
  | { kind: 'again'; wait: number | null; problem: LivestormProblem };

/** What was asked, as far as it matters here. */
export interface Asked {
  write: boolean;
  path: string;
  /** Ping and deletions answer without a body. */
  mayBeEmpty: boolean;
}

/** Longer waits are the caller's decision. */
const LONGEST_WAIT_SECONDS = 30;
/** The burst limit is over in a second, so a wait of this length can only mean the month. */
const MONTH_WAIT_SECONDS = 600;

/** `now` in milliseconds. */
export function judge(asked: Asked, outcome: Outcome, now: number): Verdict {
  if (outcome.kind === 'lost') return unanswered(asked, outcome.sent, outcome.detail, null);
  const { status, limits, body } = outcome;
  if (status === 429) return throttled(limits, now);
  if (status === 408 || status >= 500) return unanswered(asked, true, `status ${status}`, limits.retryAfterSeconds);
  if (status >= 400) return fail(refusal(status, asked.path, detailOf(body)));
  if (status >= 300) return unreadable(asked, 'status', `a redirect (${status}), which is not followed`);
  return accepted(asked, body);
}

function accepted(asked: Asked, body: Body): Verdict {
  if (body.kind === 'json') return { kind: 'good', value: body.value };
  if (body.kind === 'empty' && asked.mayBeEmpty) return { kind: 'good', value: undefined };
  if (body.kind === 'too_large') return unreadable(asked, 'body', 'more than 5 MB');
  // A proxy's page or half an answer: as good as a 502.
  return unanswered(asked, true, body.kind === 'empty' ? 'an empty answer' : 'an answer that is not JSON', null);
}

// A read may be asked again. A write that may have arrived must not: Livestorm may have done it.
function unanswered(asked: Asked, sent: boolean, detail: string, retryAfter: number | null): Verdict {
  if (asked.write) return fail({ code: sent ? 'livestorm_unsure' : 'livestorm_down', detail });
  if (retryAfter !== null && retryAfter > LONGEST_WAIT_SECONDS) return fail(busy(retryAfter));
  return { kind: 'again', wait: retryAfter, problem: { code: 'livestorm_down', detail } };
}

function unreadable(asked: Asked, field: string, detail: string): Verdict {
  if (asked.write) return fail({ code: 'livestorm_unsure', detail });
  return fail({ code: 'livestorm_changed', path: asked.path, field, detail });
}

function throttled(limits: RateLimits, now: number): Verdict {
  const { monthlyRemaining, retryAfterSeconds: wait, resetsAt } = limits;
  if ((monthlyRemaining !== null && monthlyRemaining <= 0) || (wait !== null && wait > MONTH_WAIT_SECONDS)) {
    const then = wait !== null && wait > MONTH_WAIT_SECONDS ? new Date(now + wait * 1000) : null;
    return fail({ code: 'livestorm_quota', resetsAt: resetsAt ?? then });
  }
  if (wait !== null && wait > LONGEST_WAIT_SECONDS) return fail(busy(wait));
  return { kind: 'again', wait, problem: busy(wait ?? 1) };
}

function refusal(status: number, path: string, detail: string): LivestormProblem {
  if (status === 401) return { code: 'livestorm_token' };
  if (status === 402) return { code: 'livestorm_contacts' };
  if (status === 403) return { code: 'livestorm_forbidden', detail };
  if (status === 404) return { code: 'livestorm_not_found', path };
  // An existing registration answered 422 in 2021 and answers 409 now (livestorm-api.md 3.3, Q12).
  if (status === 409 || (status === 422 && saysDuplicate(detail))) return { code: 'livestorm_conflict', detail };
  return { code: 'livestorm_rejected', status, detail };
}

export const saysDuplicate = (text: string) => /already (been )?(invited|registered|taken)/i.test(text);

/** A task of a job that would have been a 402: the text of it is not documented. */
export const saysContacts = (text: string) => /\bcontacts?\b.*\b(allowance|limit|quota|reached|exceeded)/i.test(text);

const words = z.string().catch('');
const errorDocument = z.object({
  errors: z.array(z.object({ detail: words, title: words }).catch({ detail: '', title: '' })).catch([]),
  error: words,
  message: words,
});

// Livestorm's own app also looks for top-level `error` and `message` (livestorm-api.md 3.3).
function detailOf(body: Body): string {
  const parsed = errorDocument.safeParse(body.kind === 'json' ? body.value : undefined);
  if (!parsed.success) return '';
  const { errors, error, message } = parsed.data;
  const details = errors.map(({ detail, title }) => detail || title).filter((text) => text !== '');
  return details.join('; ') || message || error;
}

const busy = (retryAfterSeconds: number): LivestormProblem => ({ code: 'livestorm_busy', retryAfterSeconds });
const fail = (problem: LivestormProblem): Verdict => ({ kind: 'fail', problem });
