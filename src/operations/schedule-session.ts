// Adding a session to an event.

import type { Deps } from '../deps.ts';
import { take } from '../livestorm/client.ts';
import type { Session } from '../livestorm/session.ts';
import { dateTimeString, type WallTime } from '../time.ts';
import { remember } from './catalogue.ts';
import { type Intent, isSameStart, lookedFrom, MOST_LOOKED_AT, type Written, writeOnce } from './write-once.ts';

export interface SessionRequest {
  eventId: string;
  wall: WallTime;
  timeZone: string;
  name: string | null;
}

/**
 * One call. After a lost answer it is looked for among the event's sessions created since, which costs a call or two.
 * Throws LivestormError `livestorm_unsure` when it cannot be known whether the session is there.
 */
export async function scheduleSession(
  deps: Pick<Deps, 'livestorm' | 'store' | 'clock'>,
  request: SessionRequest,
  intent: Intent,
): Promise<Written<Session>> {
  const { eventId, wall, timeZone, name } = request;
  const startsAt = dateTimeString(wall);
  const written = await writeOnce(intent, {
    send: () =>
      deps.livestorm.events.createSession(eventId, { startsAt, timeZone, ...(name === null ? {} : { name }) }),
    look: { find: (since) => findScheduled(deps, request, since), id: ({ id }) => id },
  });
  await remember(deps, { sessions: [written.thing] });
  return written;
}

async function findScheduled(
  { livestorm }: Pick<Deps, 'livestorm'>,
  { eventId, wall, timeZone, name }: SessionRequest,
  since: Date,
): Promise<Session[]> {
  const all = await take(livestorm.events.sessions(eventId, { createdSince: lookedFrom(since) }), MOST_LOOKED_AT);
  const isNamed = (session: Session) => name === null || session.name?.trim() === name;
  return all.filter((session) => isNamed(session) && isSameStart(session.startsAt, { wall, timeZone }));
}
