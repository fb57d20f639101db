// How events and sessions are kept: the newest state wins, in whatever order they arrive.
import { sql } from 'kysely';
import type { Db, EventField, PersonRow, SessionRow } from './tables.ts';

export type EventOwner = PersonRow;

export interface CatalogueEvent {
  id: string;
  /** Null until the event itself was read: a session may come before its event. `slug` and `status` are '' then. */
  title: string | null;
  slug: string;
  status: string;
  ownerId: string | null;
  owner: EventOwner | null;
  /** IANA name. */
  timeZone?: string | null;
  registrationLink: string | null;
  estimatedDurationMinutes: number | null;
  /** The registration form; null until it was read. */
  fields: EventField[] | null;
  fieldsReadAt: Date | null;
  /** Titles; left out when they were not read: deliveries say nothing of them. */
  tags?: string[] | null;
  /** What an event's own settings say; left out where they were not read. */
  recordingEnabled?: boolean | null;
  chatEnabled?: boolean | null;
  questionsEnabled?: boolean | null;
  updatedAt: Date | null;
}

export type CatalogueSession = Omit<SessionRow, 'readAt'>;

/** PostgreSQL takes at most 65,535 parameters in a statement; a row has at most 17. */
const ROWS_A_STATEMENT = 1000;

/** What a newer state changes: what it says always, and what it may leave unsaid, where null erases nothing. */
const EVENT = {
  said: ['slug', 'status', 'updatedAt', 'readAt'],
  unsaid: [
    'title',
    'ownerId',
    'timeZone',
    'registrationLink',
    'estimatedDurationMinutes',
    'fields',
    'fieldsReadAt',
    'tags',
    'recordingEnabled',
    'chatEnabled',
    'questionsEnabled',
  ],
} satisfies Columns<keyof ReturnType<typeof eventRow>>;

const SESSION = {
  said: ['eventId', 'status', 'timeZone', 'registrantsCount', 'attendeesCount', 'updatedAt', 'readAt'],
  unsaid: ['name', 'startsAt', 'startedAt', 'endedAt', 'canceledAt', 'durationSeconds', 'roomLink'],
} satisfies Columns<keyof ReturnType<typeof sessionRow>>;

interface Columns<C extends string> {
  said: C[];
  unsaid: C[];
}

export async function saveEvents(db: Db, events: CatalogueEvent[], readAt: Date): Promise<void> {
  const owners = events.flatMap((event) => event.owner ?? []);
  for (const rows of batches(
    owners.map(({ id, firstName, lastName, email }) => ({ id, firstName, lastName, email })),
  )) {
    await db
      .insertInto('people')
      .values(rows)
      .onConflict((known) =>
        known.column('id').doUpdateSet((to) => ({
          firstName: to.ref('excluded.firstName'),
          lastName: to.ref('excluded.lastName'),
          email: to.ref('excluded.email'),
        })),
      )
      .execute();
  }
  for (const rows of batches(events.map((event) => eventRow(event, readAt)))) {
    await db
      .insertInto('events')
      .values(rows)
      .onConflict((known) => known.column('id').doUpdateSet(newest('events', EVENT)).where(isNotOlder('events')))
      .execute();
  }
}

export async function saveSessions(db: Db, sessions: CatalogueSession[], readAt: Date): Promise<void> {
  const events = sessions.map(({ eventId }) => ({ id: eventId, slug: '', status: '' }));
  for (const rows of batches(events)) {
    await db
      .insertInto('events')
      .values(rows)
      .onConflict((known) => known.doNothing())
      .execute();
  }
  for (const rows of batches(sessions.map((session) => sessionRow(session, readAt)))) {
    await db
      .insertInto('sessions')
      .values(rows)
      .onConflict((known) => known.column('id').doUpdateSet(newest('sessions', SESSION)).where(isNotOlder('sessions')))
      .execute();
  }
}

function newest(table: 'events' | 'sessions', { said, unsaid }: Columns<string>) {
  const read = (column: string) => sql.ref<never>(`excluded.${column}`);
  return Object.fromEntries([
    ...said.map((column) => [column, read(column)]),
    ...unsaid.map((column) => [column, sql<never>`coalesce(${read(column)}, ${sql.ref(`${table}.${column}`)})`]),
  ]);
}

/**
 * The age of a state is Livestorm's `updated_at`, or the moment we read it when Livestorm does not say; of two equally
 * old ones, the one read later wins. A row that only holds an id is older than everything.
 */
function isNotOlder(table: 'events' | 'sessions') {
  const ours = (column: string) => sql.ref(`${table}.${column}`);
  return sql<boolean>`(coalesce(excluded.updated_at, excluded.read_at), excluded.read_at) >= (
    coalesce(${ours('updatedAt')}, ${ours('readAt')}, '-infinity'), coalesce(${ours('readAt')}, '-infinity'))`;
}

function eventRow(event: CatalogueEvent, readAt: Date) {
  return {
    id: event.id,
    title: event.title,
    slug: event.slug,
    status: event.status,
    ownerId: event.ownerId,
    timeZone: event.timeZone ?? null,
    registrationLink: event.registrationLink,
    estimatedDurationMinutes: event.estimatedDurationMinutes,
    fields: event.fields === null ? null : JSON.stringify(event.fields),
    fieldsReadAt: event.fieldsReadAt,
    tags: event.tags?.map((tag) => tag.replaceAll('\0', '').toLowerCase()) ?? null,
    recordingEnabled: event.recordingEnabled ?? null,
    chatEnabled: event.chatEnabled ?? null,
    questionsEnabled: event.questionsEnabled ?? null,
    updatedAt: event.updatedAt,
    readAt,
  };
}

function sessionRow(session: CatalogueSession, readAt: Date) {
  return {
    id: session.id,
    eventId: session.eventId,
    name: session.name,
    status: session.status,
    timeZone: session.timeZone,
    startsAt: session.startsAt,
    startedAt: session.startedAt,
    endedAt: session.endedAt,
    canceledAt: session.canceledAt,
    registrantsCount: session.registrantsCount,
    attendeesCount: session.attendeesCount,
    durationSeconds: session.durationSeconds,
    roomLink: session.roomLink,
    updatedAt: session.updatedAt,
    readAt,
  };
}

/** Each id once (its newest state), in the order of the ids so that two writers never wait for each other in a ring. */
function batches<R extends { id: string; updatedAt?: Date | null }>(rows: R[]): R[][] {
  const newest = new Map<string, R>();
  for (const row of rows) {
    const known = newest.get(row.id)?.updatedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
    if ((row.updatedAt?.getTime() ?? Number.POSITIVE_INFINITY) >= known) newest.set(row.id, clean(row));
  }
  const sorted = [...newest.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return Array.from({ length: Math.ceil(sorted.length / ROWS_A_STATEMENT) }, (_, n) =>
    sorted.slice(n * ROWS_A_STATEMENT, (n + 1) * ROWS_A_STATEMENT),
  );
}

/** PostgreSQL keeps every text but one with a NUL, which a title pasted at Livestorm can hold. */
function clean<R extends object>(row: R): R {
  const texts = Object.entries(row).map(([key, value]) => [
    key,
    typeof value === 'string' ? value.replaceAll('\0', '') : value,
  ]);
  return Object.fromEntries(texts) as R;
}
