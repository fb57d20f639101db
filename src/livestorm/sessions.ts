// Sessions: the runs of an event. Reading needs the scope events:read, writing events:write.
import { z } from 'zod';
import type { Send } from './http.ts';
import { list } from './pages.ts';
import { attributes, filters, path } from './path.ts';
import { person } from './person.ts';
import { many, nothing, one, sideLoaded } from './resource.ts';
import { session } from './session.ts';

export interface SessionFilter {
  /** upcoming, live, on_demand, past, past_not_started, canceled, draft. */
  status?: string;
  /** Bounds of the planned start. */
  dateFrom?: Date;
  dateTo?: Date;
  createdSince?: Date;
  createdUntil?: Date;
  updatedSince?: Date;
  updatedUntil?: Date;
  includeBreakoutRooms?: boolean;
}

export interface NewSession {
  /** Wall time in `timeZone`: `2026-11-28 10:30:00`. */
  startsAt: string;
  /** IANA name. */
  timeZone: string;
  name?: string;
  /** Speakers and hosts, by people id. */
  teamMemberIds?: readonly string[];
}

export interface SessionChanges {
  startsAt?: string;
  timeZone?: string;
  name?: string;
  /** A page that may embed the room. Only in Livestorm's own sample code (livestorm-api.md 4.4). */
  embedUrl?: string;
}

const withPeople = z
  .object({ data: session, included: sideLoaded({ people: many(person) }) })
  .transform(({ data, included }) => ({ session: data, people: included.people }));

/** Throws RangeError for a start that is not a plain wall time: with a zone in it, two zones would be named. */
export function newSession({ teamMemberIds = [], ...given }: NewSession) {
  const data = { type: 'sessions', attributes: sessionAttributes(given) };
  if (teamMemberIds.length === 0) return data;
  const people = teamMemberIds.map((id) => ({ data: { type: 'people', id, role: 'team_member' } }));
  return { ...data, relationships: { people } };
}

function sessionAttributes({ startsAt, timeZone, ...rest }: SessionChanges) {
  if (startsAt !== undefined && !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(startsAt)) {
    throw new RangeError('startsAt must look like 2026-11-28 10:30:00');
  }
  return attributes({ estimatedStartedAt: startsAt, timezone: timeZone, ...rest });
}

export function sessions(send: Send) {
  async function write(operation: string, method: 'PATCH' | 'PUT', id: string, changes: SessionChanges) {
    const body = { data: { type: 'sessions', id, attributes: sessionAttributes(changes) } };
    return await send({ operation, method, path: path`/sessions/${id}`, body }, one(session));
  }

  return {
    list: (filter: SessionFilter = {}) =>
      list(send, { operation: 'listSessions', path: path`/sessions`, query: filters(filter) }, session),
    get: (id: string) => send({ operation: 'getSession', path: path`/sessions/${id}` }, one(session)),
    /** The session and all its people in one call, without pages (livestorm-api.md 4.4); about 2,000 people fit in 5 MB. */
    getWithPeople: (id: string) =>
      send({ operation: 'getSession', path: path`/sessions/${id}`, query: { include: 'people' } }, withPeople),
    update: (id: string, changes: SessionChanges) => write('updateSession', 'PATCH', id, changes),
    replace: (id: string, changes: SessionChanges) => write('replaceSession', 'PUT', id, changes),
    remove: (id: string) =>
      send({ operation: 'deleteSession', method: 'DELETE', path: path`/sessions/${id}` }, nothing),
  };
}

export function eventSessions(send: Send) {
  return {
    sessions: (id: string, filter: SessionFilter = {}) =>
      list(
        send,
        { operation: 'listEventSessions', path: path`/events/${id}/sessions`, query: filters(filter) },
        session,
      ),
    async createSession(id: string, input: NewSession) {
      const body = { data: newSession(input) };
      const request = { operation: 'createEventSession', path: path`/events/${id}/sessions`, body };
      return await send({ ...request, method: 'POST' }, one(session));
    },
  };
}
