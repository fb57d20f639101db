// What an operation may ask for: types only. main.ts builds each of these once.

import type { KnownBlock } from '@slack/types';
import type { Logger } from 'pino';
import type { Livestorm } from './livestorm/client.ts';
import type { Store } from './store/store.ts';

export interface Deps {
  /** Tagged with the purpose of this request, for the quota ledger. */
  livestorm: Livestorm;
  store: Store;
  slack: Slack;
  jobs: Jobs;
  clock: () => Date;
  /** The team's IANA zone. */
  timeZone: string;
  /** The slash command people type, such as /webinar. */
  slashCommand: string;
  /** Where Livestorm is to deliver; null without a public address. */
  webhookUrl: string | null;
  log: Logger;
}

/** What the bot says on its own, where nobody waits for an answer. */
export interface Slack {
  /**
   * Posts in a channel and returns the message's `ts`.
   * Throws AskError `cannot_post` when Slack says the bot may not write there.
   */
  post(channel: string, message: { text: string; blocks: KnownBlock[] }, options?: PostOptions): Promise<string>;
  /** The person's IANA zone from their Slack profile, or null when Slack does not say. */
  zoneOf(user: string): Promise<string | null>;
}

export interface PostOptions {
  threadTs?: string;
  /** Names this message in its metadata, so that it can be found again: what it is, and which part of how many. */
  identity?: { key: string; part: number; of: number };
}

export interface Jobs {
  /** Queues a job; with `key`, at most one such job waits at a time. */
  send(name: string, payload: object, options?: { key?: string }): Promise<void>;
}
