// Changing an event, or moving a session. The same change sent twice changes nothing more, so it is sent again after a lost answer.

import type { Deps } from '../deps.ts';
import type { Event } from '../livestorm/event.ts';
import type { EventChanges } from '../livestorm/events.ts';
import type { Session } from '../livestorm/session.ts';
import { dateTimeString, type WallTime } from '../time/wall-time.ts';
import { orForget, remember } from './catalogue.ts';
import { type Intent, type Written, writeOnce } from './write-once.ts';

/** One call. What is left out of `changes` stays as it is. */
export async function changeEvent(
  deps: Pick<Deps, 'livestorm' | 'store' | 'clock'>,
  eventId: string,
  changes: EventChanges,
  intent: Intent,
): Promise<Written<Event>> {
  const forget = () => deps.store.catalogue.removeEvent(eventId);
  const written = await orForget(forget, () =>
    writeOnce(intent, { send: async () => (await deps.livestorm.events.update(eventId, changes)).event }),
  );
  await remember(deps, { event: written.thing });
  return written;
}

export interface Move {
  sessionId: string;
  wall: WallTime;
  timeZone: string;
  /** Null leaves the name as it is. */
  name: string | null;
}

/** One call. */
export async function moveSession(
  deps: Pick<Deps, 'livestorm' | 'store' | 'clock'>,
  { sessionId, wall, timeZone, name }: Move,
  intent: Intent,
): Promise<Written<Session>> {
  const changes = { startsAt: dateTimeString(wall), timeZone, ...(name === null ? {} : { name }) };
  const forget = () => deps.store.catalogue.removeSession(sessionId);
  const written = await orForget(forget, () =>
    writeOnce(intent, { send: () => deps.livestorm.sessions.update(sessionId, changes) }),
  );
  await remember(deps, { sessions: [written.thing] });
  return written;
}
