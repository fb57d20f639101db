// The tables that hold people's names and addresses, each for a short while; see `tables.ts`.
import type { ColumnType, Generated } from 'kysely';
import type { PersonName } from './person-name.ts';

interface ReadingRow {
  /** The Slack user it was read for. */
  person: string;
  /** What was read, by name and id. */
  what: string;
  data: ColumnType<unknown, string, string>;
  readAt: Date;
}

/** What a list's columns mean: a column's place by the id of a registration field. */
export type Columns = Record<string, number>;

/**
 * - draft: shown to the person, nothing was sent
 * - running, stopping: being worked on; a stopping one sends nothing more
 * - done, stopped: over; a stopped one was not sent whole
 */
export type ImportState = 'draft' | 'running' | 'stopping' | 'done' | 'stopped';

/** Why an import was stopped: a code of errors.ts, and when Livestorm's calls come back. */
export interface Stop {
  code: string;
  /** ISO. */
  resetsAt: string | null;
}

interface ImportRow {
  id: string;
  person: string;
  sessionId: string;
  /** The list as it was given. */
  source: string;
  columns: ColumnType<Columns, string, string>;
  /** Addresses in small letters that were registered before, when somebody wanted that looked up. */
  known: ColumnType<string[] | null, string | null, string | null>;
  state: Generated<ImportState>;
  stop: ColumnType<Stop | null, string | null, string | null>;
  /** Spent so far. */
  calls: Generated<number>;
  createdAt: Date;
  endedAt: Date | null;
  /** The file of the results was given to the person. */
  givenAt: Date | null;
}

/** A person who is to be registered: the number of the row in the list, and the registration's fields. */
export interface BatchRow {
  row: number;
  email: string;
  fields: { id: string; value: string | string[] }[];
}

/**
 * What became of a row. `unclear`: Livestorm did not say of whom it spoke, or whether it was done at all.
 * `again`: registered already, when it was sent once more because the first answer was lost.
 */
export interface RowResult {
  result: 'added' | 'already' | 'again' | 'failed' | 'unclear';
  /** Livestorm's own words, or ''. */
  reason: string;
}

/**
 * - waiting: not sent
 * - sending: on its way since `sentAt`
 * - lost: it may have been taken, and no answer said so
 * - sent: Livestorm works on it, under `jobId`
 * - done: all its results are known
 */
export type BatchState = 'waiting' | 'sending' | 'lost' | 'sent' | 'done';

interface ImportBatchRow {
  importId: string;
  number: number;
  rows: ColumnType<BatchRow[], string, string>;
  /** One for each row, null where it is not known yet. */
  results: ColumnType<(RowResult | null)[], string, string>;
  /** How many rows it has; of how many it is known what became of them, and how many of these were registered by it. */
  people: number;
  settled: Generated<number>;
  added: Generated<number>;
  state: Generated<BatchState>;
  firstSentAt: Date | null;
  sentAt: Date | null;
  jobId: string | null;
  /** Times Livestorm was asked for its job. */
  looks: Generated<number>;
}

export interface FollowUpRow {
  id: Generated<number>;
  sessionId: string;
  questionId: string;
  channel: string;
  /** What was asked. */
  words: string;
  /** Who asked, as Livestorm names them. */
  askedBy: PersonName | null;
  /** The Slack user who has it. */
  owner: string | null;
  dueAt: Date;
  /** The Slack user, or `digest`. */
  madeBy: string;
  madeAt: Date;
  doneAt: Date | null;
  /** The Slack user, or `livestorm`. */
  doneBy: string | null;
  nudges: Generated<number>;
  nudgedAt: Date | null;
}

/** Pages of one list of a session, kept together. */
export interface HeardPagesRow {
  sessionId: string;
  list: 'people' | 'questions' | 'chat';
  /** Of the first page in it, from 0. */
  first: number;
  /** The page at which the list goes on; null at its end. */
  next: number | null;
  /** As Livestorm said last; null when it did not. */
  pages: number | null;
  count: number | null;
  rows: number;
  /** Compressed JSON, in base64. */
  data: string;
  readAt: Date;
  /** The session's end when it was read: one that is opened and ends again is another. */
  endedAt: Date | null;
}

export interface PeopleTables {
  followUps: FollowUpRow;
  heardPages: HeardPagesRow;
  imports: ImportRow;
  importBatches: ImportBatchRow;
  readings: ReadingRow;
}
