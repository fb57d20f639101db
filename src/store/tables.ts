// The tables as Kysely sees them. In the database the names are in snake_case; `migrations/` is the truth.
import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';

/** Written as text, read parsed. The columns are `json`, not `jsonb`, which refuses the \u0000 that people can paste into a chat. */
type Json<T> = ColumnType<T, string, string>;

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

interface DigestPostRow {
  sessionId: string;
  channel: string;
  part: number;
  /** Slack's timestamp of the message; null between the claim and the answer. */
  ts: string | null;
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

export interface Tables {
  events: EventRow;
  sessions: SessionRow;
  people: PersonRow;
  subscriptions: SubscriptionRow;
  deliveries: DeliveryRow;
  digests: DigestRow;
  digestPosts: DigestPostRow;
  ledger: LedgerRow;
  settings: { key: string; value: string };
  submissions: { key: string; claimedAt: Generated<Date> };
}

/** Either the whole database or one transaction in it: every function of this room works on both. */
export type Db = Kysely<Tables>;
export type Trx = Transaction<Tables>;
