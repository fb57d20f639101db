// What the bot says on its own: the Slack port that operations and jobs are given.

import type { WebClient } from '@slack/web-api';
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
        if (isCannotPost(code)) throw new AskError({ code: 'cannot_post', channel, reason: code }, { cause: error });
        throw error;
      }
    },

    async zoneOf(user) {
      const known = zones.get(user);
      const now = clock().getTime();
      if (known && now - known.readAt < ZONE_KEPT_MS) return known.zone;
      const zone = await readZone(ui, user);
      zones.set(user, { zone, readAt: now });
      return zone;
    },
  };
}

/** Needs `users:read`; without it, or when Slack is slow, the team's zone serves as well. */
async function readZone(ui: WebClient, user: string): Promise<string | null> {
  try {
    const { user: found } = await ui.users.info({ user });
    return found?.tz ?? null;
  } catch {
    return null;
  }
}
