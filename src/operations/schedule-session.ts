// Adding sessions to an event: one, or one a week.

import type { Deps } from '../deps.ts';
import { take } from '../livestorm/client.ts';
import type { Session } from '../livestorm/session.ts';
import { dateTimeString } from '../time/wall-time.ts';
import { remember } from './catalogue.ts';
import type { Planned } from './create-event.ts';
import { type WrittenEach, writeEach } from './write-each.ts';
import { type Intent, isSameStart, lookedFrom, MOST_LOOKED_AT } from './write-once.ts';

export interface SessionsRequest {
  eventId: string;
  /** At least one; each at another moment. */
  sessions: Planned[];
  name: string | null;
}

/**
 * One call for each session: Livestorm takes several at once only with a new event (livestorm-api.md 4.3, 4.4). After a
 * lost answer, or a crash, they are looked for among the event's sessions created since, which costs a call or two.
 * Throws LivestormError `livestorm_unsure` when it cannot be known whether the first one is there; later ones stop it.
 */
export async function scheduleSessions(
  deps: Pick<Deps, 'livestorm' | 'store' | 'clock'>,
  { eventId, sessions, name }: SessionsRequest,
  intent: Intent,
): Promise<WrittenEach<Session>> {
  const { events } = deps.livestorm;
  return await writeEach<Planned, Session>(intent, sessions, {
    send: ({ wall, timeZone }) =>
      events.createSession(eventId, { startsAt: dateTimeString(wall), timeZone, ...(name === null ? {} : { name }) }),
    find: (since) => take(events.sessions(eventId, { createdSince: lookedFrom(since) }), MOST_LOOKED_AT),
    is: (session, planned) =>
      (name === null || session.name?.trim() === name) && isSameStart(session.startsAt, planned),
    id: ({ id }) => id,
    done: (session) => remember(deps, { sessions: [session] }),
  });
}
