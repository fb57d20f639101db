// What Slack's refusals mean for us.

import { WebAPIPlatformError } from '@slack/web-api';
import { CANNOT_POST } from '../errors.ts';

/** Slack's own error code, such as `not_in_channel`; undefined when the call failed in another way. */
export function slackCode(error: unknown): string | undefined {
  return error instanceof WebAPIPlatformError ? String(error.data.error) : undefined;
}

/** See CANNOT_POST (chat.postMessage errors). */
export function isCannotPost(code: string | undefined): code is string {
  return code !== undefined && CANNOT_POST.has(code);
}

/** The trigger id was too old or already used: the person must press again (views.open errors). */
export function isTriggerGone(code: string | undefined): boolean {
  return code === 'expired_trigger_id' || code === 'exchanged_trigger_id' || code === 'invalid_trigger_id';
}

/** The form is no longer on the person's screen. */
export function isViewGone(code: string | undefined): boolean {
  return code === 'not_found' || code === 'view_not_found' || code === 'hash_conflict';
}
