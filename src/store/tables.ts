// The tables as Kysely sees them. In the database the names are in snake_case; `migrations/` is the truth.
import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import type { AuditRow } from './audit-row.ts';
import type { ArrivalRow, CardRow } from './card-row.ts';
import type { LiveTables } from './live-tables.ts';
import type { OutboxRow } from './outbox-row.ts';
import type { PeopleTables } from './people-tables.ts';
import type { QuotaTables } from './quota-tables.ts';

/** Written as text, read parsed. The columns are `json`, not `jsonb`, which refuses the \u0000 that people can paste into a chat. */
export type Json<T> = ColumnType<T, string, string>;

interface EventRow {
  id: string;
  title: string | null;
  slug: string;
  status: string;
  ownerId: string | null;
  timeZone: string | null;
  registrationLink: string | null;
  estimatedDurationMinutes: number | null;
  fields: ColumnType<EventField[] | null, string | null, string | null>;
  fieldsReadAt: Date | null;
  /** Titles, in small letters; null until they were read. */
  tags: string[] | null;
  recordingEnabled: boolean | null;
  chatEnabled: boolean | null;
  questionsEnabled: boolean | null;
  updatedAt: Date | null;
  /** When we read this state; null for an event that is only known by the id its session gave. */
  readAt: Date | null;
}

/** One input of an event's registration form. */
export interface EventField {
  id: string;
  type: string;
  required: boolean;
  order: number;
  custom: boolean;
  options: string[];
  multiple: boolean;
}

export interface SessionRow {
  id: string;
  eventId: string;
  name: string | null;
  status: string;
  timeZone: string;
  startsAt: Date | null;
  startedAt: Date | null;
  endedAt: Date | null;
  canceledAt: Date | null;
  registrantsCount: number;
  attendeesCount: number;
  durationSeconds: number | null;
  roomLink: string | null;
  updatedAt: Date | null;
  readAt: Date;
}

export interface SessionFigures {
  sessionId: string;
  eventId: string;
  endedAt: Date;
  registrants: number;
  attendees: number;
  /** Mean over those who came; null where it was not known, or not read. */
  averageStaySeconds: number | null;
  /** Null where no digest was made. */
  questions: number | null;
  messages: number | null;
}

export interface PersonRow {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
}

export type People = 'full' | 'initials' | 'none';

export interface SubscriptionRow {
  channel: string;
  kind: 'event' | 'tag' | 'all';
  /** The event's id or the tag; '' for 'all'. */
  thing: string;
  features: string[];
  people: People;
  createdBy: string;
  createdAt: Generated<Date>;
  /** Since when nothing is said in its channel, and why: Slack's own code. */
  pausedAt: Date | null;
  pauseReason: string | null;
}

interface DeliveryRow {
  key: string;
  event: string;
  body: Json<unknown>;
  receivedAt: Date;
  doneAt: Date | null;
  error: string | null;
}

interface DigestRow {
  sessionId: string;
  data: Json<unknown>;
  builtAt: Date;
}

export interface LedgerRow {
  id: Generated<number>;
  at: Date;
  purposeKind: string;
  who: string | null;
  operation: string;
  method: string;
  path: string;
  status: number | null;
  milliseconds: number;
  monthlyLimit: number | null;
  monthlyRemaining: number | null;
  resetsAt: Date | null;
}

/** A form that was sent, as Slack gave it back: what is needed to read it, and to show it again. */
export interface SubmittedView {
  id: string;
  callback_id: string;
  title: { type: 'plain_text'; text: string };
  submit: { type: 'plain_text'; text: string } | null;
  close: { type: 'plain_text'; text: string } | null;
  blocks: unknown[];
  private_metadata: string;
  state: { values: Record<string, Record<string, object>> };
}

/**
 * - received: nothing of it has been sent to Livestorm
 * - writing: a write may have reached Livestorm, since `writingSince` at the earliest
 * - done, failed: decided; `view` and `answer` stand until the person has the answer
 */
export type SubmissionState = 'received' | 'writing' | 'done' | 'failed';

interface SubmissionRow {
  key: string;
  claimedAt: Generated<Date>;
  /** The form's id. */
  form: Generated<string>;
  /** The Slack user who sent it. */
  person: Generated<string>;
  view: ColumnType<SubmittedView | null, string | null, string | null>;
  state: Generated<SubmissionState>;
  /** Times it was begun; the last one alone may change it. */
  runs: Generated<number>;
  writingSince: Date | null;
  /** The id of what it made at Livestorm: nothing is made by two. */
  wrote: string | null;
  /** `ok`, or the code of what went wrong. */
  outcome: string | null;
  /** The view that is to take the form's place. */
  answer: ColumnType<unknown, string | null, string | null>;
}

export interface Tables extends PeopleTables, QuotaTables, LiveTables {
  arrivals: ArrivalRow;
  audit: AuditRow;
  cards: CardRow;
  events: EventRow;
  sessions: SessionRow;
  people: PersonRow;
  subscriptions: SubscriptionRow;
  deliveries: DeliveryRow;
  digests: DigestRow;
  sessionFigures: SessionFigures;
  ledger: LedgerRow;
  settings: { key: string; value: string };
  submissions: SubmissionRow;
  outbox: OutboxRow;
  /** When the next message may be posted in a channel, by whichever instance. */
  posting: { channel: string; nextAt: Generated<Date> };
}

/** Either the whole database or one transaction in it: every function of this room works on both. */
export type Db = Kysely<Tables>;
export type Trx = Transaction<Tables>;
