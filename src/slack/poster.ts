// What the bot says on its own: the Slack port that operations and jobs are given.

import type { KnownBlock } from '@slack/types';
import { WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import type { Slack } from '../deps.ts';
import { AskError } from '../errors.ts';
import { EVENT_TYPE, lookUp } from './look-up.ts';
import { postOutcome } from './post-outcome.ts';
import { isCannotPost, slackCode } from './slack-errors.ts';

/** No previews of links. */
const quiet = { unfurl_links: false, unfurl_media: false };

const ZONE_KEPT_MS = 12 * 60 * 60 * 1000;

export function createSlackPort(poster: WebClient, ui: WebClient, clock: () => Date): Slack {
  const zones = new Map<string, { zone: string | null; readAt: number }>();

  return {
    async post(channel, message) {
      try {
        await poster.chat.postMessage({ ...quiet, channel, text: message.text, blocks: message.blocks });
      } catch (error) {
        const code = slackCode(error);
        if (error instanceof WebAPIRateLimitedError) {
          throw new AskError({ code: 'slack_busy', retryAfterSeconds: error.retryAfter }, { cause: error });
        }
        if (isCannotPost(code)) throw new AskError({ code: 'cannot_post', channel, reason: code }, { cause: error });
        throw error;
      }
    },

    async tryPost(channel, { text, blocks }, { threadTs, ...identity }) {
      try {
        const posted = await poster.chat.postMessage({
          ...quiet,
          channel,
          text,
          blocks: blocks as KnownBlock[], // they were when they were stored
          metadata: { event_type: EVENT_TYPE, event_payload: identity },
          ...(threadTs !== null && { thread_ts: threadTs }),
        });
        return posted.ts ? { kind: 'yes', ts: posted.ts } : { kind: 'unknown', reason: 'answer_unreadable' };
      } catch (error) {
        return postOutcome(error);
      }
    },

    lookFor: (sought) => lookUp(poster, sought),

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
