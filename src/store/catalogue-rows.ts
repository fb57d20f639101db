// How events and sessions are read: one join each, and the shapes that come out.
import type { CatalogueEvent, CatalogueSession } from './catalogue-save.ts';
import type { Db } from './tables.ts';

export interface SessionWithEvent extends CatalogueSession {
  event: CatalogueEvent;
}

const EVENT = [
  'events.id as eventId',
  'title',
  'slug',
  'events.status as eventStatus',
  'ownerId',
  'events.timeZone as eventTimeZone',
  'registrationLink',
  'estimatedDurationMinutes',
  'fields',
  'fieldsReadAt',
  'tags',
  'recordingEnabled',
  'chatEnabled',
  'questionsEnabled',
  'events.updatedAt as eventUpdatedAt',
  'firstName',
  'lastName',
  'email',
] as const;

const SESSION = [
  'sessions.id as id',
  'name',
  'sessions.status as status',
  'sessions.timeZone as timeZone',
  'startsAt',
  'startedAt',
  'endedAt',
  'canceledAt',
  'registrantsCount',
  'attendeesCount',
  'durationSeconds',
  'roomLink',
  'sessions.updatedAt as updatedAt',
] as const;

export function eventRows(db: Db) {
  return db.selectFrom('events').leftJoin('people', 'people.id', 'events.ownerId').select(EVENT);
}

export function sessionRows(db: Db) {
  return db
    .selectFrom('sessions')
    .innerJoin('events', 'events.id', 'sessions.eventId')
    .leftJoin('people', 'people.id', 'events.ownerId')
    .select(EVENT)
    .select(SESSION);
}

type Row<Q extends { executeTakeFirstOrThrow(): Promise<unknown> }> = Awaited<ReturnType<Q['executeTakeFirstOrThrow']>>;
type EventRead = Row<ReturnType<typeof eventRows>>;
type SessionRead = Row<ReturnType<typeof sessionRows>>;

export function toEvent(row: EventRead): CatalogueEvent {
  const { ownerId, firstName, lastName, email } = row;
  const named = ownerId !== null && firstName !== null && lastName !== null && email !== null;
  return {
    id: row.eventId,
    title: row.title,
    slug: row.slug,
    status: row.eventStatus,
    ownerId,
    owner: named ? { id: ownerId, firstName, lastName, email } : null,
    timeZone: row.eventTimeZone,
    registrationLink: row.registrationLink,
    estimatedDurationMinutes: row.estimatedDurationMinutes,
    fields: row.fields,
    fieldsReadAt: row.fieldsReadAt,
    tags: row.tags,
    recordingEnabled: row.recordingEnabled,
    chatEnabled: row.chatEnabled,
    questionsEnabled: row.questionsEnabled,
    updatedAt: row.eventUpdatedAt,
  };
}

export function toSession(row: SessionRead): SessionWithEvent {
  return {
    id: row.id,
    eventId: row.eventId,
    name: row.name,
    status: row.status,
    timeZone: row.timeZone,
    startsAt: row.startsAt,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    canceledAt: row.canceledAt,
    registrantsCount: row.registrantsCount,
    attendeesCount: row.attendeesCount,
    durationSeconds: row.durationSeconds,
    roomLink: row.roomLink,
    updatedAt: row.updatedAt,
    event: toEvent(row),
  };
}
