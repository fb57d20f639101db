// The tables about Livestorm's allowance and about following sessions without webhooks; see `tables.ts`.
import type { Generated } from 'kysely';
import type { Jump } from './allowance.ts';

export interface FollowerRow {
  channel: string;
  /** The Slack user who asked for it. */
  createdBy: string;
  createdAt: Generated<Date>;
}

export interface LookRow {
  sessionId: string;
  /** When it became due, by the session's times at the first look: others make it due anew. */
  dueSince: Date;
  looks: number;
  nextAt: Date;
}

export interface QuotaTables {
  jumps: Jump;
  quotaFollowers: FollowerRow;
  looks: LookRow;
}
