// A row of the outbox: one message, where it is on its way, and which of its words stand.
import type { ColumnType, Generated } from 'kysely';

/** What a message says: plain JSON, as Slack takes it. */
export interface StoredMessage {
  text: string;
  blocks: object[];
}

/**
 * - pending: to be sent, from `notBefore` on
 * - sending: on its way since `triedAt`, or its outcome is not known (`error` says why)
 * - sent: it stands in the channel, at `ts`
 * - there: a person said that it stands there; its `ts` is not known
 * - failed: it will not be sent
 * - ambiguous: nobody may look whether it stands there; a person decides
 */
export type OutboxState = 'pending' | 'sending' | 'sent' | 'there' | 'failed' | 'ambiguous';

export interface OutboxRow {
  id: Generated<number>;
  channel: string;
  key: string;
  part: number;
  of: number;
  message: ColumnType<StoredMessage, string, string>;
  state: Generated<OutboxState>;
  notBefore: Generated<Date>;
  tries: Generated<number>;
  triedAt: Date | null;
  /** Times it was looked for and not found since `triedAt`; the second one makes it pending again. */
  looks: Generated<number>;
  lookedAt: Date | null;
  /** Slack's timestamp of the message, and the conversation it named: for a person's id, that with the bot. */
  ts: string | null;
  postedIn: string | null;
  /** Why it is where it is: Slack's own code, or what broke. */
  error: string | null;
  createdAt: Generated<Date>;
  /** The key of the message in whose thread it stands; null for one with a place in the channel. */
  under: string | null;
  /** How often its words changed, and which of them were sent and stand. See outbox-edits.ts. */
  version: Generated<number>;
  triedVersion: number | null;
  shownVersion: number | null;
  editAt: Date | null;
  editTries: Generated<number>;
  editError: string | null;
}
