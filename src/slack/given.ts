// What the app was given: its scopes, and the channels it is in.

import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Slack } from '../deps.ts';
import { unknown } from './people.ts';
import { slackCode } from './slack-errors.ts';

/** The SDK reads them from the header `x-oauth-scopes` (slack-platform.md, section 7). */
const granted = z.object({ response_metadata: z.object({ scopes: z.array(z.string()) }) });

/** `channel_not_found` is what a private channel says to those who are not in it. */
const outside = new Set(['not_in_channel', 'channel_not_found', 'is_archived']);

export const createGiven = (ui: WebClient): Pick<Slack, 'scopes' | 'isIn'> => ({
  async scopes() {
    try {
      const { scopes } = granted.parse(await ui.auth.test()).response_metadata;
      return { kind: 'known', scopes };
    } catch (error) {
      return unknown(slackCode(error));
    }
  },
  async isIn(channel) {
    try {
      await ui.conversations.history({ channel, limit: 1 });
      return { kind: 'in' };
    } catch (error) {
      const code = slackCode(error);
      return code !== undefined && outside.has(code) ? { kind: 'out' } : unknown(code);
    }
  },
});
