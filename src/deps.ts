// What an operation may ask for: types only. bot.ts builds each of these once.

import type { KnownBlock, ModalView } from '@slack/types';
import type { Logger } from 'pino';
import type { Livestorm } from './livestorm/client.ts';
import type { OutboxTimes } from './store/outbox-claim.ts';
import type { StoredMessage } from './store/outbox-row.ts';
import type { Store } from './store/store.ts';
import type { Trx } from './store/tables.ts';

export interface Deps {
  /** Tagged with the purpose of this request, for the quota ledger. */
  livestorm: Livestorm;
  store: Store;
  slack: Slack;
  /** Slack ids of those who may do what is for operators; null: every full member of the workspace. */
  operators: { users: string[]; groups: string[] } | null;
  /**
   * Shows a view in the place of a person's form, or tells them when they have closed it. Throws when Slack says nothing
   * clear; it may be called again.
   */
  answer: (place: AnswerPlace, view: ModalView) => Promise<void>;
  jobs: Jobs;
  outboxTimes: OutboxTimes;
  settling: Settling;
  clock: () => Date;
  clockSkew: ClockSkew;
  /** Waits so many milliseconds. */
  sleep: (milliseconds: number) => Promise<void>;
  /** The team's IANA zone. */
  timeZone: string;
  /** The slash command people type, such as /webinar. */
  slashCommand: string;
  /** Where Livestorm is to deliver; null without a public address. */
  webhookUrl: string | null;
  setup: Setup;
  /** The part of the period's calls that is kept for people's commands, 0 to 0.5. */
  reserve: number;
  log: Logger;
  /** For the metrics, where there are any. */
  measured?: Measured;
}

export interface Measured {
  request(request: { kind: string; outcome: string; milliseconds: number }): void;
  posted(milliseconds: number): void;
}

/** How long a digest waits for the numbers of a session that has ended, in milliseconds. */
export interface Settling {
  /** After the last person whom Livestorm told of: it has stopped. */
  quietMs: number;
  /** After the end, whatever comes. */
  longestMs: number;
  /** After the end, where Livestorm tells nothing of people. */
  untoldMs: number;
}

/** How this process was set up, as far as people may see it: no secrets. */
export interface Setup {
  publicUrl: string | null;
  transport: 'http' | 'socket';
  /** Whether deliveries of Livestorm's must be signed. */
  isSigned: boolean;
  /** `memory` keeps nothing over a restart. */
  store: 'embedded' | 'server' | 'memory';
}

export interface Slack {
  /**
   * Posts in a channel for a person who waits for it. Throws AskError `cannot_post` when Slack says the bot may not
   * write there. What the bot says on its own goes through the outbox.
   */
  post(channel: string, message: { text: string; blocks: KnownBlock[] }): Promise<void>;
  /** One try, and what is known of it. Never throws. */
  tryPost(channel: string, message: StoredMessage, identity: Identity): Promise<PostOutcome>;
  /** Edits what stands there: one try, and what is known of it. Never throws. */
  tryEdit(channel: string, ts: string, message: StoredMessage): Promise<PostOutcome>;
  /** Looks whether a message stands in its channel, or in its thread. Never throws. */
  lookFor(sought: LookFor): Promise<Look>;
  /**
   * What somebody put into a form, by Slack's id (scope files:read). Throws AskError `bad_list` beyond so many bytes, and
   * `file_not_read`.
   */
  readFile(id: string, mostBytes: number): Promise<Uint8Array>;
  /**
   * Gives one person a file, in their own conversation with the bot, under these words. Throws AskError `scope_missing`
   * (files:write is optional), with nothing said, or `file_not_sent`.
   */
  sendFile(
    user: string,
    message: { text: string; blocks: KnownBlock[] },
    file: { name: string; content: string },
  ): Promise<void>;
  /**
   * Tells a workflow how its step ended. Throws when Slack says nothing clear; it may be called again, and then changes
   * nothing.
   */
  finishStep(execution: string, ending: StepEnding): Promise<void>;
  /** The person's IANA zone from their Slack profile, or null when Slack does not say. */
  zoneOf(user: string): Promise<string | null>;
  /** What the person is in this workspace. Read again after five minutes. Never throws. */
  standingOf(user: string): Promise<Standing>;
  /** Who is in a user group. Read again after five minutes. Never throws. */
  membersOf(group: string): Promise<Members>;
  /** What the app was given. Never throws. */
  scopes(): Promise<{ kind: 'known'; scopes: string[] } | Unknown>;
  /** Whether the bot is in a channel. Needs `channels:history`, or `groups:history`. Never throws. */
  isIn(channel: string): Promise<{ kind: 'in' | 'out' } | Unknown>;
}

/** What a step gives to the steps after it, or why it failed, in words for people. */
export type StepEnding = { outputs: Record<string, string> } | { error: string };

/** `guest` has a restricted account, `stranger` is of another workspace (Slack Connect). */
export type Outsider = 'guest' | 'stranger' | 'bot' | 'deactivated';
/** `missing_scope`: the app was not given `users:read` or `usergroups:read`. */
export type Unknown = { kind: 'unknown'; reason: 'missing_scope' | 'no_answer' };
export type Standing = { kind: 'member' | Outsider } | Unknown;
/** `none`: Slack knows no such group. */
export type Members = { kind: 'known'; users: string[] } | { kind: 'none' } | Unknown;

/** Names a message in its metadata, so that it can be found again. */
export interface Identity {
  key: string;
  part: number;
  of: number;
  threadTs: string | null;
}

/** `channel` is where the form was opened, null when that is no channel. */
export interface AnswerPlace {
  viewId: string;
  user: string;
  channel: string | null;
}

export type PostOutcome =
  /** `channel` is the conversation that Slack named; null when it did not. */
  | { kind: 'yes'; ts: string; channel: string | null }
  /** It may stand there. */
  | { kind: 'unknown'; reason: string }
  /** It does not: Slack asks to wait, wants less, will never take it, or may take it later. */
  | { kind: 'no'; verdict: 'limited'; reason: string; waitMs: number }
  | { kind: 'no'; verdict: 'too_much' | 'permanent' | 'later'; reason: string };

export interface LookFor {
  channel: string;
  key: string;
  part: number;
  threadTs: string | null;
  /** When it was tried: it cannot be much older. */
  triedAt: Date;
}

export type Look =
  | { kind: 'found'; ts: string }
  | { kind: 'not_found' }
  | { kind: 'forbidden'; reason: string }
  /** Could not look this time. */
  | { kind: 'unknown'; reason: string };

/** What the answers of Slack and Livestorm say about our clock. */
export interface ClockSkew {
  /** Negative when it is behind; null before the first answer. True to a few seconds. */
  aheadBySeconds(): number | null;
}

export interface Jobs {
  send(name: string, payload: object, options?: JobOptions): Promise<void>;
}

export interface JobOptions {
  /** At most one job of this name and key waits, and at most one runs. */
  key?: string;
  startAfter?: Date;
  /** The job exists when this commits, and never when it does not. */
  transaction?: Trx;
}
