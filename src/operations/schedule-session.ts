// Adding a session to an event.

import type { Deps } from '../deps.ts';
import type { Session } from '../livestorm/session.ts';
import { dateTimeString, type WallTime } from '../time.ts';
import { remember } from './catalogue.ts';

export interface SessionRequest {
  eventId: string;
  wall: WallTime;
  timeZone: string;
  name: string | null;
}

/** One call. A lost answer is LivestormError `livestorm_unsure`: the session may be there. */
export async function scheduleSession(
  deps: Pick<Deps, 'livestorm' | 'store' | 'clock'>,
  { eventId, wall, timeZone, name }: SessionRequest,
): Promise<Session> {
  const session = await deps.livestorm.events.createSession(eventId, {
    startsAt: dateTimeString(wall),
    timeZone,
    ...(name === null ? {} : { name }),
  });
  await remember(deps, { sessions: [session] });
  return session;
}
