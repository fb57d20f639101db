// What the bot says on its own: the Slack port that operations and jobs are given.

import { WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import type { Slack } from '../deps.ts';
import { AskError } from '../errors.ts';
import { isCannotPost, slackCode } from './slack-errors.ts';

const ZONE_KEPT_MS = 12 * 60 * 60 * 1000;

export function createSlackPort(poster: WebClient, ui: WebClient, clock: () => Date): Slack {
  const zones = new Map<string, { zone: string | null; readAt: number }>();

  return {
    async post(channel, message, { threadTs, identity } = {}) {
      try {
        const posted = await poster.chat.postMessage({
          channel,
          text: message.text,
          blocks: message.blocks,
          unfurl_links: false,
          unfurl_media: false,
          ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
          ...(identity === undefined ? {} : { metadata: { event_type: 'showrunner_post', event_payload: identity } }),
        });
        return String(posted.ts);
      } catch (error) {
        const code = slackCode(error);
        if (error instanceof WebAPIRateLimitedError) {
          throw new AskError({ code: 'slack_busy', retryAfterSeconds: error.retryAfter }, { cause: error });
        }
        if (isCannotPost(code)) throw new AskError({ code: 'cannot_post', channel, reason: code }, { cause: error });
        throw error;
      }
    },

    async zoneOf(user) {
      const known = zones.get(user);
      const now = clock().getTime();
      if (known && now - known.readAt < ZONE_KEPT_MS) return known.zone;
      const zone = await readZone(ui, user);
      if (zone !== undefined) zones.set(user, { zone, readAt: now });
      return zone ?? null;
    },
  };
}

/** Undefined when Slack did not answer; null when it will not say (`users:read` is an optional scope). */
async function readZone(ui: WebClient, user: string): Promise<string | null | undefined> {
  try {
    const { user: found } = await ui.users.info({ user });
    return found?.tz ?? null;
  } catch (error) {
    return slackCode(error) === undefined ? undefined : null;
  }
}
