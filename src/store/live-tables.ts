// The tables about following live sessions; see `tables.ts`.
import type { ColumnType, Generated } from 'kysely';

/** usual; slowed: few calls are left; paused: the last ones are kept for people. */
export type Pace = 'usual' | 'slowed' | 'paused';
export type ListKind = 'questions' | 'chat';
/** Who takes it, that it was answered live, that somebody answers it afterwards: said in Slack, not at Livestorm. */
export type Mark = 'taken' | 'answered' | 'later';
export type Answered = 'no' | 'aloud' | 'written';

export interface LiveFollowRow {
  sessionId: string;
  beganAt: Date;
  /** When it is looked at next; null when it has ended. */
  nextAt: Date | null;
  endedAt: Date | null;
  pace: Generated<Pace>;
  /** As the card says it. */
  everySeconds: number;
  /** Spent on it so far. */
  calls: Generated<number>;
  /** One instance looks; no other does until then. */
  takenUntil: Date | null;
  /** What was said until then is heard; null before the first look. */
  heardUntil: Date | null;
  /** That it is over was noticed, and a look called for. */
  over: Generated<boolean>;
}

export interface LiveListRow {
  sessionId: string;
  kind: ListKind;
  /** The first page that may hold more than is known. */
  page: Generated<number>;
  nextAt: Date;
  readAt: Date | null;
  /** Read to its end after the session was over. */
  closedAt: Date | null;
}

export interface HeardRow {
  sessionId: string;
  kind: ListKind;
  /** Livestorm's. */
  id: string;
  page: number;
  pageReadAt: Date;
  at: Date | null;
  /** As Livestorm gave it, read: plain JSON, dates as ISO texts. Not columns: a text may hold a NUL, and no column takes it. */
  data: ColumnType<unknown, string, string>;
  /** Of a question only. */
  answered: Answered | null;
  mark: Mark | null;
  /** The Slack user. */
  markedBy: string | null;
  /** Channels in which it has a message of its own; of the chat, what it was said together in. */
  saidIn: Generated<string[]>;
  /** Its channels know it as it is. */
  told: Generated<boolean>;
}

export interface LiveChannelRow {
  sessionId: string;
  channel: string;
  /** Followed here, or not, whatever the channel subscribed to. */
  wants: boolean;
  changedBy: string;
  changedAt: Date;
}

export interface LiveTables {
  liveFollows: LiveFollowRow;
  liveLists: LiveListRow;
  heard: HeardRow;
  liveChannels: LiveChannelRow;
}
