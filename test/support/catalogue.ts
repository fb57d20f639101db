// Events and sessions for tests of the store: whole, with only what matters to a test said in it.
import type { CatalogueEvent, CatalogueSession } from '../../src/store/catalogue-save.ts';

export const NOON = new Date('2026-11-23T12:00:00Z');

export function minutes(count: number): Date {
  return new Date(NOON.getTime() + count * 60_000);
}

export function anEvent(id: string, more: Partial<CatalogueEvent> = {}): CatalogueEvent {
  return {
    id,
    title: `Event ${id}`,
    slug: `event-${id}`,
    status: 'published',
    ownerId: null,
    owner: null,
    timeZone: 'Europe/Paris',
    registrationLink: null,
    estimatedDurationMinutes: 30,
    fields: null,
    fieldsReadAt: null,
    tags: null,
    recordingEnabled: null,
    chatEnabled: null,
    questionsEnabled: null,
    updatedAt: NOON,
    ...more,
  };
}

export function aSession(id: string, more: Partial<CatalogueSession> = {}): CatalogueSession {
  return {
    id,
    eventId: 'e1',
    name: null,
    status: 'upcoming',
    timeZone: 'Europe/Paris',
    startsAt: minutes(60),
    startedAt: null,
    endedAt: null,
    canceledAt: null,
    registrantsCount: 0,
    attendeesCount: 0,
    durationSeconds: null,
    roomLink: null,
    updatedAt: NOON,
    ...more,
  };
}
