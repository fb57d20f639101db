// What the bot says on its own: the Slack port that operations and jobs are given.

import type { KnownBlock } from '@slack/types';
import { WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import type { Slack } from '../deps.ts';
import { AskError } from '../errors.ts';
import { readFile, sendFile } from './files.ts';
import { finishStep } from './finish-step.ts';
import { createGiven } from './given.ts';
import { EVENT_TYPE, lookUp } from './look-up.ts';
import { createPeople } from './people.ts';
import { postOutcome } from './post-outcome.ts';
import { isCannotPost, slackCode } from './slack-errors.ts';

/** No previews of links. */
const quiet = { unfurl_links: false, unfurl_media: false };

export function createSlackPort(poster: WebClient, ui: WebClient, clock: () => Date): Slack {
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
        const { ts, channel: postedIn = null } = posted;
        return ts ? { kind: 'yes', ts, channel: postedIn } : { kind: 'unknown', reason: 'answer_unreadable' };
      } catch (error) {
        return postOutcome(error);
      }
    },

    async tryEdit(channel, ts, { text, blocks }) {
      try {
        await poster.chat.update({ channel, ts, text, blocks: blocks as KnownBlock[] });
        return { kind: 'yes', ts, channel };
      } catch (error) {
        return postOutcome(error);
      }
    },

    lookFor: (sought) => lookUp(poster, sought),
    readFile: (id, mostBytes) => readFile(poster, id, mostBytes),
    finishStep: (execution, ending) => finishStep(poster, execution, ending),
    sendFile: (user, message, file) => sendFile(poster, user, message, file),

    ...createPeople(ui, clock),
    ...createGiven(ui),
  };
}
