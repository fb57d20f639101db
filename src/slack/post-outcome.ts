// What the failure of a chat.postMessage or a chat.update says about the message: it does not stand so, or nobody knows.

import { WebAPIHTTPError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import type { PostOutcome } from '../deps.ts';
import { isCannotPost, slackCode } from './slack-errors.ts';

/** Slack's Retry-After may be missing or nonsense (node-slack-sdk#1421). */
const USUAL_WAIT_S = 30;
const LONGEST_WAIT_S = 300;

/** Slack answered, and may have posted: `fatal_error` says so itself (chat.postMessage errors). */
const unsure = new Set(['fatal_error', 'internal_error', 'service_unavailable', 'request_timeout']);

/** The same message in fewer or simpler blocks may be taken. */
const tooMuch = new Set(['msg_blocks_too_long', 'msg_too_long', 'invalid_blocks', 'invalid_blocks_format']);

/** Trying again changes nothing: the message, its thread or its reader. */
const hopeless = new Set([
  'no_text',
  'invalid_arguments',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'metadata_too_large',
  'metadata_must_be_sent_from_app',
  'thread_not_found',
  'cannot_reply_to_message',
  'user_not_found',
  'cannot_dm_bot',
  'messages_tab_disabled',
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
]);

/** No connection was made, so nothing was sent. */
const unreached = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

export function postOutcome(error: unknown): PostOutcome {
  if (error instanceof WebAPIRateLimitedError) return limited(error.retryAfter);
  if (error instanceof WebAPIHTTPError) return { kind: 'unknown', reason: `http_${error.statusCode}` };
  if (error instanceof WebAPIRequestError) return unanswered(error.original);
  const code = slackCode(error);
  if (code !== undefined) return refused(code);
  const message = error instanceof Error ? error.message : '';
  if (message.startsWith('Retry header did not contain')) return limited(USUAL_WAIT_S);
  return { kind: 'unknown', reason: 'answer_lost' };
}

function limited(seconds: number): PostOutcome {
  const wait = seconds > 0 ? Math.min(seconds, LONGEST_WAIT_S) : USUAL_WAIT_S;
  return { kind: 'no', verdict: 'limited', reason: 'ratelimited', waitMs: wait * 1_000 };
}

function refused(code: string): PostOutcome {
  // The SDK puts a body that is not JSON in the place of the code.
  if (!/^[a-z][a-z0-9_]{2,80}$/.test(code)) return { kind: 'unknown', reason: 'answer_unreadable' };
  if (code === 'ratelimited' || code === 'rate_limited') return limited(USUAL_WAIT_S);
  if (unsure.has(code)) return { kind: 'unknown', reason: code };
  if (tooMuch.has(code)) return { kind: 'no', verdict: 'too_much', reason: code };
  const permanent = isCannotPost(code) || hopeless.has(code);
  return { kind: 'no', verdict: permanent ? 'permanent' : 'later', reason: code };
}

function unanswered(error: Error): PostOutcome {
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
  if (unreached.has(code)) return { kind: 'no', verdict: 'later', reason: code };
  return { kind: 'unknown', reason: code };
}
