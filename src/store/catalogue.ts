// What we know of Livestorm's events and sessions without asking it again.
import { eventRows, type SessionWithEvent, sessionRows, toEvent, toSession } from './catalogue-rows.ts';
import {
  type CatalogueEvent,
  type CatalogueSession,
  type EventOwner,
  saveEvents,
  saveSessions,
} from './catalogue-save.ts';
import { type Found, namedSessionId, searchEvents, searchSessions } from './catalogue-search.ts';
import { settings } from './settings.ts';
import type { Db } from './tables.ts';

export type SessionState = 'upcoming' | 'live' | 'past' | 'draft';

export interface SessionsQuery {
  state: SessionState;
  now: Date;
  limit: number;
}

export interface Catalogue {
  /**
   * Keeps what was read at `readAt`. A state older than the one we have is dropped: deliveries come in any order.
   * Null means "not said" and erases nothing.
   */
  saveEvents(events: CatalogueEvent[], readAt: Date): Promise<void>;
  /** The same for sessions; an event that is not known yet is kept as its id, with a null title. */
  saveSessions(sessions: CatalogueSession[], readAt: Date): Promise<void>;
  event(id: string): Promise<CatalogueEvent | null>;
  session(id: string): Promise<SessionWithEvent | null>;
  /** Upcoming: soonest first. All others: newest first. */
  sessions(query: SessionsQuery): Promise<SessionWithEvent[]>;
  /** Newest change first, those that are only known by their id last. */
  allEvents(limit: number): Promise<CatalogueEvent[]>;
  /** In the order of their start. */
  sessionsOf(eventId: string): Promise<SessionWithEvent[]>;
  /** When its oldest part was read: the event itself, or one of its sessions. Null when nothing of it was. */
  ageOfEvent(id: string): Promise<Date | null>;
  ageOfSession(id: string): Promise<Date | null>;
  /** How many events there are: a full reading costs a call for every 50. */
  countEvents(): Promise<number>;
  /** With its sessions. A delivery that was on its way may bring them back. */
  removeEvent(id: string): Promise<void>;
  removeSession(id: string): Promise<void>;
  /** Removes events that are not among these ids, and of which nothing was heard since then. */
  removeUnseen(ids: string[], since: Date): Promise<void>;
  /** Who owns events, most events first. */
  owners(): Promise<EventOwner[]>;
  /** When the whole catalogue was last refreshed; null before the first time. */
  readAt(): Promise<Date | null>;
  markRefreshed(at: Date): Promise<void>;
  /** The session that an id or a link names, and not words of a title. */
  namedSession(words: string): Promise<SessionWithEvent | null>;
  /** By an id, a slug, a pasted Livestorm link, or words of the title. */
  searchEvents(words: string, limit: number): Promise<Found<CatalogueEvent>>;
  searchSessions(words: string, limit: number): Promise<Found<SessionWithEvent>>;
}

const REFRESHED = 'catalogue.refreshed';

/** Letters that are looked at; a link with everything in it has some 200. */
const LONGEST_SEARCH = 500;

/** A host may open the room late: a session stays upcoming for this long after its start. */
const LATE_MS = 60 * 60 * 1000;

export function catalogue(db: Db): Catalogue {
  async function session(id: string | null): Promise<SessionWithEvent | null> {
    const row = await sessionRows(db).where('sessions.id', '=', id).executeTakeFirst();
    return row === undefined ? null : toSession(row);
  }
  async function removeEvents(ids: string[]): Promise<void> {
    if (ids.length === 0) return;
    await db.deleteFrom('sessions').where('eventId', 'in', ids).execute();
    await db.deleteFrom('events').where('id', 'in', ids).execute();
  }

  return {
    session,
    namedSession: (words) => session(namedSessionId(words.slice(0, LONGEST_SEARCH))),
    searchEvents: (words, limit) => searchEvents(db, words.slice(0, LONGEST_SEARCH), limit),
    searchSessions: (words, limit) => searchSessions(db, words.slice(0, LONGEST_SEARCH), limit),
    saveEvents: (events, readAt) => saveEvents(db, events, readAt),
    saveSessions: (sessions, readAt) => saveSessions(db, sessions, readAt),
    async event(id) {
      const row = await eventRows(db).where('events.id', '=', id).executeTakeFirst();
      return row === undefined ? null : toEvent(row);
    },
    async sessions({ state, now, limit }) {
      const rows = await narrowed(sessionRows(db), state, now)
        .orderBy('sessions.startsAt', (by) => (state === 'upcoming' ? by.asc() : by.desc().nullsLast()))
        .orderBy('sessions.id')
        .limit(limit)
        .execute();
      return rows.map(toSession);
    },
    async allEvents(limit) {
      const rows = await eventRows(db)
        .orderBy('events.updatedAt', (by) => by.desc().nullsLast())
        .orderBy('events.id')
        .limit(limit)
        .execute();
      return rows.map(toEvent);
    },
    async sessionsOf(eventId) {
      const rows = await sessionRows(db)
        .where('eventId', '=', eventId)
        .orderBy('startsAt')
        .orderBy('sessions.id')
        .execute();
      return rows.map(toSession);
    },
    async ageOfEvent(id) {
      const [event, sessions] = await Promise.all([
        db.selectFrom('events').select('readAt').where('id', '=', id).executeTakeFirst(),
        db
          .selectFrom('sessions')
          .select((of) => of.fn.min('readAt').as('readAt'))
          .where('eventId', '=', id)
          .executeTakeFirst(),
      ]);
      const [oldest] = [event?.readAt, sessions?.readAt]
        .flatMap((at) => (at ? [new Date(at)] : []))
        .sort((a, b) => a.getTime() - b.getTime());
      return oldest ?? null;
    },
    async ageOfSession(id) {
      const row = await db.selectFrom('sessions').select('readAt').where('id', '=', id).executeTakeFirst();
      return row?.readAt ?? null;
    },
    async countEvents() {
      const row = await db
        .selectFrom('events')
        .select((of) => of.fn.countAll().as('count'))
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
    removeEvent: (id) => removeEvents([id]),
    async removeSession(id) {
      await db.deleteFrom('sessions').where('id', '=', id).execute();
    },
    async removeUnseen(ids, since) {
      const seen = new Set(ids);
      const old = await db.selectFrom('events').select('id').where('readAt', '<', since).execute();
      await removeEvents(old.map(({ id }) => id).filter((id) => !seen.has(id)));
    },
    async owners() {
      return await db
        .selectFrom('people')
        .innerJoin('events', 'events.ownerId', 'people.id')
        .select(['people.id', 'firstName', 'lastName', 'email'])
        .groupBy('people.id')
        .orderBy((of) => of.fn.countAll(), 'desc')
        .orderBy('people.id')
        .execute();
    },
    async readAt() {
      const known = await settings(db).get(REFRESHED);
      return known === null ? null : new Date(known);
    },
    markRefreshed: (at) => settings(db).set(REFRESHED, at.toISOString()),
  };
}

type Rows = ReturnType<typeof sessionRows>;

/** The state follows from the moments; Livestorm's `status` may be older than they are (livestorm-api.md, sessions). */
function narrowed(rows: Rows, state: SessionState, now: Date): Rows {
  if (state === 'draft') return rows.where('events.status', '=', 'draft');
  if (state === 'past') {
    return rows
      .where('canceledAt', 'is', null)
      .where((is) => is.or([is('endedAt', 'is not', null), is('sessions.status', '=', 'past')]));
  }
  const ahead = rows
    .where('canceledAt', 'is', null)
    .where('endedAt', 'is', null)
    .where('sessions.status', '<>', 'past');
  if (state === 'live') {
    return ahead.where((is) => is.or([is('startedAt', 'is not', null), is('sessions.status', '=', 'live')]));
  }
  return ahead
    .where('startedAt', 'is', null)
    .where('sessions.status', '<>', 'live')
    .where('events.status', '<>', 'draft')
    .where('startsAt', '>=', new Date(now.getTime() - LATE_MS));
}
