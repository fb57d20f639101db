// Finding an event or a session by what a person typed or pasted.
import { eventRows, type SessionWithEvent, sessionRows, toEvent, toSession } from './catalogue-rows.ts';
import type { CatalogueEvent } from './catalogue-save.ts';
import type { Db } from './tables.ts';
import { fold, nearestTitles, readLink, SAME_TITLE, titleRank } from './words.ts';

export interface Found<T> {
  /** Best first. An id, a slug, a link or a whole title finds only what it names. */
  matches: T[];
  /** Titles that look like it, for "did you mean"; only when nothing matches. */
  nearest: string[];
}

interface EventHit {
  id: string;
  slug: string;
  title: string | null;
}

interface SessionHit {
  id: string;
  eventId: string;
  name: string | null;
  status: string;
  startsAt: Date | null;
}

export async function searchEvents(db: Db, words: string, limit: number): Promise<Found<CatalogueEvent>> {
  const events: EventHit[] = await db
    .selectFrom('events')
    .select(['id', 'slug', 'title'])
    .orderBy('updatedAt', (by) => by.desc().nullsLast())
    .execute();
  const named = await namedIds(db, words, events);
  const hits = named?.events ?? byWords(events, words, (event) => event.title ?? '').map(({ id }) => id);
  if (hits.length === 0) return { matches: [], nearest: named === null ? nearest(events, words) : [] };
  const rows = await eventRows(db).where('events.id', 'in', hits.slice(0, limit)).execute();
  return { matches: inOrder(rows.map(toEvent), hits), nearest: [] };
}

export async function searchSessions(db: Db, words: string, limit: number): Promise<Found<SessionWithEvent>> {
  const events: EventHit[] = await db.selectFrom('events').select(['id', 'slug', 'title']).execute();
  const sessions: SessionHit[] = await db
    .selectFrom('sessions')
    .select(['id', 'eventId', 'name', 'status', 'startsAt'])
    .execute();
  sessions.sort(liveThenSoonest);
  const named = await namedIds(db, words, events);
  const titles = new Map(events.map((event) => [event.id, event.title ?? '']));
  const title = (session: SessionHit) => `${titles.get(session.eventId) ?? ''} ${session.name ?? ''}`.trim();
  const found =
    named === null ? byWords(sessions, words, title) : sessions.filter((session) => isNamed(session, named));
  const hits = found.slice(0, limit).map(({ id }) => id);
  if (hits.length === 0) return { matches: [], nearest: named === null ? nearest(events, words) : [] };
  const rows = await sessionRows(db).where('sessions.id', 'in', hits).execute();
  return { matches: inOrder(rows.map(toSession), hits), nearest: [] };
}

interface Named {
  events: string[];
  /** Set when one session was named: its event's other sessions are not meant. */
  session: string | null;
}

/** What a link, an id or a slug names; null when the words are words of a title. */
async function namedIds(db: Db, words: string, events: EventHit[]): Promise<Named | null> {
  const link = readLink(words);
  const word = words.trim();
  const names = new Set(link?.names ?? (word === '' ? [] : [word]));
  const sessionId = namedSessionId(words);
  const session =
    sessionId === null
      ? undefined
      : await db.selectFrom('sessions').select(['id', 'eventId']).where('id', '=', sessionId).executeTakeFirst();
  if (session !== undefined) return { events: [session.eventId], session: session.id };
  const hits = events.filter((event) => names.has(event.id) || names.has(event.slug)).map(({ id }) => id);
  if (link !== null) return { events: hits, session: link.session };
  return hits.length > 0 ? { events: hits, session: null } : null;
}

/** The id that may be a session's: the words themselves, or what a link carries. */
export function namedSessionId(words: string): string | null {
  const link = readLink(words);
  return link === null ? words.trim() : link.session;
}

function isNamed(session: SessionHit, named: Named): boolean {
  return named.session === null ? named.events.includes(session.eventId) : session.id === named.session;
}

function byWords<T>(things: T[], words: string, title: (thing: T) => string): T[] {
  const wanted = fold(words);
  const ranked = things.map((thing) => ({ thing, rank: titleRank(fold(title(thing)), wanted) }));
  const least = ranked.some(({ rank }) => rank === SAME_TITLE) ? SAME_TITLE : 1;
  return ranked
    .filter(({ rank }) => rank >= least)
    .sort((a, b) => b.rank - a.rank)
    .map(({ thing }) => thing);
}

function nearest(events: EventHit[], words: string): string[] {
  return nearestTitles(
    events.flatMap((event) => event.title ?? []),
    words,
  );
}

function inOrder<T extends { id: string }>(things: T[], ids: string[]): T[] {
  return things.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

const STATUS_ORDER = ['live', 'upcoming', 'past'];

/** What is on, then what comes soonest, then what ended last: the one that a person most likely means. */
function liveThenSoonest(a: SessionHit, b: SessionHit): number {
  const order = statusOrder(a) - statusOrder(b);
  const later = (a.startsAt?.getTime() ?? 0) - (b.startsAt?.getTime() ?? 0);
  return order || (a.status === 'past' ? -later : later);
}

function statusOrder({ status }: SessionHit): number {
  const at = STATUS_ORDER.indexOf(status);
  return at === -1 ? STATUS_ORDER.length : at;
}
