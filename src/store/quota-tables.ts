// The tables about Livestorm's allowance and about following sessions without webhooks; see `tables.ts`.
import type { Generated } from 'kysely';

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

/** One row: what the newest answer of Livestorm said, and when the next call may go. */
interface AllowanceRow {
  one: Generated<boolean>;
  nextAt: Generated<Date>;
  heldUntil: Generated<Date>;
  periodLimit: number | null;
  remaining: number | null;
  resetsAt: Date | null;
  seenAt: Date | null;
}

/** A period ended after the answer of `beforeAt` and before the one of `afterAt`: less was used than before. */
export interface Jump {
  beforeAt: Date;
  afterAt: Date;
}

/** Whether the rest of a session of many pages is read: it costs its calls once. */
export interface LongSessionRow {
  sessionId: string;
  decision: 'read' | 'left';
  /** The Slack user who decided. */
  decidedBy: string;
  decidedAt: Date;
}

export interface QuotaTables {
  allowance: AllowanceRow;
  jumps: Jump;
  longSessions: LongSessionRow;
  quotaFollowers: FollowerRow;
  looks: LookRow;
}
