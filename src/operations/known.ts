// All that is known of one event or one session. Costs no call; reading it anew costs one.

import type { Deps } from '../deps.ts';
import { AskError } from '../errors.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { CatalogueEvent } from '../store/catalogue-save.ts';
import { orForget, remember } from './catalogue.ts';

export interface KnownEvent {
  event: CatalogueEvent;
  /** In the order of their start. */
  sessions: SessionWithEvent[];
  /** When the oldest part of it was read; null when none was. */
  readAt: Date | null;
}

export interface KnownSession {
  session: SessionWithEvent;
  readAt: Date | null;
}

/** Throws AskError `not_found`. */
export async function knownEvent({ store }: Pick<Deps, 'store'>, eventId: string): Promise<KnownEvent> {
  const [event, sessions, readAt] = await Promise.all([
    store.catalogue.event(eventId),
    store.catalogue.sessionsOf(eventId),
    store.catalogue.ageOfEvent(eventId),
  ]);
  if (!event) throw new AskError({ code: 'not_found', what: 'event', words: eventId, nearest: [] });
  return { event, sessions, readAt };
}

/** Throws AskError `not_found`. */
export async function sessionById({ store }: Pick<Deps, 'store'>, id: string): Promise<SessionWithEvent> {
  const session = await store.catalogue.session(id);
  if (!session) throw new AskError({ code: 'not_found', what: 'session', words: id, nearest: [] });
  return session;
}

/** Throws AskError `not_found`. */
export async function knownSession({ store }: Pick<Deps, 'store'>, id: string): Promise<KnownSession> {
  const [session, readAt] = await Promise.all([sessionById({ store }, id), store.catalogue.ageOfSession(id)]);
  return { session, readAt };
}

type Reading = Pick<Deps, 'livestorm' | 'store' | 'clock'>;

/** One call, with the event's sessions. */
export async function readEventAnew(deps: Reading, eventId: string): Promise<KnownEvent> {
  const { catalogue } = deps.store;
  const read = await orForget(
    () => catalogue.removeEvent(eventId),
    () => deps.livestorm.events.get(eventId, ['sessions', 'tags']),
  );
  await remember(deps, read);
  // Whether Livestorm puts all sessions of a long event into one answer is not documented: its own count tells.
  if (read.sessions.length === read.event.sessionsCount) {
    const there = new Set(read.sessions.map(({ id }) => id));
    const known = await catalogue.sessionsOf(eventId);
    for (const { id } of known) if (!there.has(id)) await catalogue.removeSession(id);
  }
  return await knownEvent(deps, eventId);
}

/** One call. */
export async function readSessionAnew(deps: Reading, sessionId: string): Promise<KnownSession> {
  const session = await orForget(
    () => deps.store.catalogue.removeSession(sessionId),
    () => deps.livestorm.sessions.get(sessionId),
  );
  await remember(deps, { sessions: [session] });
  return await knownSession(deps, sessionId);
}
