// The local catalogue: what Showrunner knows of events and sessions without asking Livestorm.

import type { Deps } from '../deps.ts';
import { isGone } from '../errors.ts';
import { take } from '../livestorm/client.ts';
import type { Event } from '../livestorm/event.ts';
import type { Session } from '../livestorm/session.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { CatalogueEvent, CatalogueSession } from '../store/catalogue-save.ts';

/** More than this and a full reading would cost over 40 calls; webhooks keep the rest fresh. */
const MOST_EVENTS = 2_000;

/** Six hours: at most four full readings a day beyond what webhooks and Showrunner's own writes tell. */
const STALE_AFTER_MS = 6 * 60 * 60 * 1000;

/**
 * Reads all events with their sessions: one call per 50 events. What two such readings in a row did not show is taken off:
 * one alone misses an event when another is deleted between two of its pages.
 */
export async function refreshCatalogue({
  livestorm,
  store,
  clock,
}: Pick<Deps, 'livestorm' | 'store' | 'clock'>): Promise<{ events: number; sessions: number }> {
  const readAt = clock();
  const before = await store.catalogue.readAt();
  const read = await take(livestorm.events.list({ include: ['sessions', 'tags'] }), MOST_EVENTS);
  const sessions = read.flatMap((entry) => entry.sessions);
  await store.catalogue.saveEvents(
    read.map(({ event, tags }) => ({ ...catalogueEvent(event, readAt), tags })),
    readAt,
  );
  await store.catalogue.saveSessions(sessions.map(catalogueSession), readAt);
  const ids = read.map(({ event }) => event.id);
  if (before && read.length < MOST_EVENTS) await store.catalogue.removeUnseen(ids, before);
  await store.catalogue.markRefreshed(readAt);
  return { events: read.length, sessions: sessions.length };
}

/** Events that changed since then, with their sessions: one call per 50. */
export async function catalogueEvents(
  { livestorm, store, clock }: Pick<Deps, 'livestorm' | 'store' | 'clock'>,
  updatedSince: Date,
): Promise<void> {
  const readAt = clock();
  const read = await take(livestorm.events.list({ updatedSince, include: ['sessions', 'tags'] }), MOST_EVENTS);
  await store.catalogue.saveEvents(
    read.map(({ event, tags }) => ({ ...catalogueEvent(event, readAt), tags })),
    readAt,
  );
  await store.catalogue.saveSessions(
    read.flatMap(({ sessions }) => sessions.map(catalogueSession)),
    readAt,
  );
}

export async function isCatalogueStale({ store, clock }: Pick<Deps, 'store' | 'clock'>): Promise<boolean> {
  const readAt = await store.catalogue.readAt();
  return readAt === null || clock().getTime() - readAt.getTime() >= STALE_AFTER_MS;
}

/** Remembers what Livestorm just told us of one event and its sessions; `tags` only when they were asked for. */
export async function remember(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  { event, sessions, tags }: { event?: Event; sessions?: Session[]; tags?: string[] },
): Promise<void> {
  const readAt = clock();
  const kept = event && { ...catalogueEvent(event, readAt), ...(tags && { tags }) };
  if (kept) await store.catalogue.saveEvents([kept], readAt);
  if (sessions?.length) await store.catalogue.saveSessions(sessions.map(catalogueSession), readAt);
}

/** What Livestorm no longer has leaves the catalogue too. */
export async function orForget<T>(forget: () => Promise<void>, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (isGone(error)) await forget();
    throw error;
  }
}

/** What the words of a person mean: one thing, several, or none with the nearest names. */
export type Found<T> =
  | { kind: 'one'; match: T }
  | { kind: 'several'; matches: T[] }
  | { kind: 'none'; nearest: string[] };

const MOST_CHOICES = 100;

export async function findEvents({ store }: Pick<Deps, 'store'>, words: string): Promise<Found<CatalogueEvent>> {
  return found(await store.catalogue.searchEvents(words, MOST_CHOICES));
}

export async function findSessions({ store }: Pick<Deps, 'store'>, words: string): Promise<Found<SessionWithEvent>> {
  return found(await store.catalogue.searchSessions(words, MOST_CHOICES));
}

function found<T>({ matches, nearest }: { matches: T[]; nearest: string[] }): Found<T> {
  const [match, ...others] = matches;
  if (!match) return { kind: 'none', nearest };
  return others.length === 0 ? { kind: 'one', match } : { kind: 'several', matches };
}

function catalogueEvent(event: Event, readAt: Date): CatalogueEvent {
  const { id, title, slug, status, owner, registrationLink, estimatedDurationMinutes, fields, updatedAt } = event;
  return {
    id,
    title,
    slug: slug ?? '',
    status,
    ownerId: owner?.id ?? null,
    owner: owner && {
      ...owner,
      firstName: owner.firstName ?? '',
      lastName: owner.lastName ?? '',
      email: owner.email ?? '',
    },
    registrationLink,
    estimatedDurationMinutes,
    fields,
    fieldsReadAt: readAt,
    recordingEnabled: event.recordingEnabled,
    chatEnabled: event.chatEnabled,
    questionsEnabled: event.questionsEnabled,
    updatedAt,
  };
}

function catalogueSession(session: Session): CatalogueSession {
  const { createdAt: _, ...kept } = session;
  return kept;
}
