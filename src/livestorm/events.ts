// Events: what people register for. Reading needs the scope events:read, writing events:write.
import { z } from 'zod';
import { event, tag } from './event.ts';
import type { Send } from './http.ts';
import { pages } from './pages.ts';
import { attributes, filters, path } from './path.ts';
import { many, nothing, page, sideLoaded } from './resource.ts';
import { session } from './session.ts';
import { type NewSession, newSession } from './sessions.ts';

export interface EventFilter {
  title?: string;
  everyoneCanSpeak?: boolean;
  /** live, upcoming, on_demand, ended, not_started, draft, cancelled, not_scheduled. */
  schedulingStatus?: string;
  /** Titles, in any case. */
  tags?: readonly string[];
  createdSince?: Date;
  createdUntil?: Date;
  updatedSince?: Date;
  updatedUntil?: Date;
  include?: Include;
}
/** What comes along in the same call; without it, the lists are empty. */
export type Include = readonly ('sessions' | 'tags')[];

/** The documented attributes of a write (livestorm-api.md 4.3). The duration is not one of them. */
export interface EventChanges {
  title?: string;
  slug?: string;
  status?: 'draft' | 'published';
  /** HTML. */
  description?: string;
  /** A team member, by user or people id. */
  ownerId?: string;
  chatEnabled?: boolean;
  questionsEnabled?: boolean;
  pollsEnabled?: boolean;
  recordingEnabled?: boolean;
  recordingPublic?: boolean;
  everyoneCanSpeak?: boolean;
  showInCompanyPage?: boolean;
  detailedRegistrationPageEnabled?: boolean;
  lightRegistrationPageEnabled?: boolean;
}

export interface NewEvent extends EventChanges {
  title: string;
  status: 'draft' | 'published';
  sessions: readonly Omit<NewSession, 'teamMemberIds'>[];
  /** The event whose configuration is cloned. */
  copyFromEventId?: string;
}

const included = sideLoaded({ sessions: many(session), tags: many(tag) });
const linkedTags = z
  .object({ tags: z.object({ data: z.array(z.object({ id: z.string() })) }) })
  .nullish()
  .catch(null);
const linked = z.intersection(event, z.object({ relationships: linkedTags }));
const document = z.object({ data: linked, included });
const listing = page(linked, { included });

export type EventWithSessions = ReturnType<typeof withIncluded>;

// A page side-loads the sessions and tags of all its events.
function withIncluded(row: z.output<typeof linked>, { sessions, tags }: z.output<typeof included>) {
  const { relationships, ...event } = row;
  const tagIds = relationships?.tags.data.map(({ id }) => id) ?? [];
  return {
    event,
    sessions: sessions.filter(({ eventId }) => eventId === event.id),
    /** Titles. */
    tags: tags.filter(({ id }) => tagIds.includes(id)).map(({ title }) => title),
  };
}

export function events(send: Send) {
  async function write(operation: string, method: 'PATCH' | 'PUT', id: string, changes: EventChanges) {
    const body = { data: { type: 'events', id, attributes: attributes(changes) } };
    const { data, included } = await send({ operation, method, path: path`/events/${id}`, body }, document);
    return withIncluded(data, included);
  }

  return {
    async *list({ include = [], tags, ...filter }: EventFilter = {}): AsyncGenerator<EventWithSessions> {
      const query = { ...filters({ ...filter, tag: tags }), ...asked(include) };
      const request = { operation: 'listEvents', path: path`/events`, query };
      for await (const { data, included } of pages(send, request, listing)) {
        for (const row of data) yield withIncluded(row, included);
      }
    },
    async get(id: string, include: Include = []): Promise<EventWithSessions> {
      const request = { operation: 'getEvent', path: path`/events/${id}`, query: asked(include) };
      const { data, included } = await send(request, document);
      return withIncluded(data, included);
    },
    /** With its first sessions, in one call. */
    async create({ sessions, ...changes }: NewEvent): Promise<EventWithSessions> {
      const data = { type: 'events', attributes: attributes(changes) };
      // A plain array, not JSON:API linkage (Q13).
      const body = {
        data: sessions.length ? { ...data, relationships: { sessions: sessions.map(newSession) } } : data,
      };
      const answer = await send({ operation: 'createEvent', method: 'POST', path: path`/events`, body }, document);
      return withIncluded(answer.data, answer.included);
    },
    update: (id: string, changes: EventChanges) => write('updateEvent', 'PATCH', id, changes),
    replace: (id: string, changes: EventChanges) => write('replaceEvent', 'PUT', id, changes),
    /** With all its sessions. */
    remove: (id: string) => send({ operation: 'deleteEvent', method: 'DELETE', path: path`/events/${id}` }, nothing),
  };
}

const asked = (include: Include) => ({ include: include.length ? include : undefined });
