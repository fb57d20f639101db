// Sessions: listed, made, moved, deleted.
import type { Query } from '../checks.ts';
import { includes, matches, page, within } from '../paging.ts';
import type { SessionRecord } from '../records.ts';
import { found, Refusal } from '../refusal.ts';
import { eventResource, type Resource, sessionPersonResource, sessionResource } from '../resources.ts';
import { created, done, type Handlers, ok, type Stage } from '../stage.ts';
import type { World } from '../world.ts';
import { isZone, readMoment } from '../zone.ts';

export interface SessionWrite {
  estimated_started_at?: string;
  timezone?: string;
  name?: string;
  embed_url?: string;
}

interface Body {
  data: {
    id?: string;
    attributes: SessionWrite;
    relationships?: { people?: { data?: { id?: string; role?: 'team_member' | 'participant' } }[] };
  };
}

export const sessionAt = (world: World, id: string | undefined): SessionRecord =>
  found(world.sessions.get(id ?? ''), 'Session');

const OVER = ['past', 'past_not_started', 'canceled'];
export const isOver = (session: SessionRecord): boolean => OVER.includes(session.status);

/** The time and zone that a write asks for; 422 when there is none, or it is in the past. */
function moment(world: World, write: SessionWrite, zone?: string): { estimated_started_at: number; timezone: string } {
  const timezone = write.timezone ?? zone;
  if (timezone !== undefined && !isZone(timezone)) throw new Refusal(422, 'Timezone is not included in the list');
  if (!write.estimated_started_at) throw new Refusal(422, "Estimated started at can't be blank");
  const at = readMoment(write.estimated_started_at, timezone);
  if (at <= world.now()) throw new Refusal(422, 'Estimated started at must be in the future');
  return { estimated_started_at: at, timezone: timezone ?? 'UTC' };
}

/** Checks a session before anything is made of it. */
export const sessionDraft = (world: World, write: SessionWrite): Partial<SessionRecord> => ({
  ...moment(world, write),
  name: write.name ?? null,
});

function listed(world: World, rows: Iterable<SessionRecord>, query: Query) {
  const kept = [...rows].filter(
    (row) =>
      matches(query, 'status', row.status) &&
      within(query, row.estimated_started_at, 'date_from', 'date_to') &&
      within(query, row.created_at, 'created_since', 'created_until') &&
      within(query, row.updated_at, 'updated_since', 'updated_until') &&
      (row.breakout_room_parent_session_id === null || query['filter[include_breakout_rooms]'] === true),
  );
  const answer = page(kept, query, sessionResource);
  const shown = answer.data.flatMap(({ id }) => world.sessions.get(id) ?? []);
  return withIncluded(world, answer, shown, query);
}

/** All people of the sessions, without paging (STORMIQ), and their events, as `include` asks. */
function withIncluded<T>(world: World, answer: T, sessions: SessionRecord[], query: Query) {
  if (query.include === undefined) return answer;
  const events = new Map(sessions.map((session) => [session.event_id, world.events.get(session.event_id)]));
  const included: Resource[] = [
    ...(includes(query, 'event') ? [...events.values()].flatMap((row) => (row ? eventResource(world, row) : [])) : []),
    ...(includes(query, 'people') ? sessions.flatMap((row) => world.peopleOf(row.id).map(sessionPersonResource)) : []),
  ];
  return { ...answer, included };
}

function withPeople(world: World, session: SessionRecord): Resource {
  const data = world.peopleOf(session.id).map(({ id }) => ({ type: 'people', id }));
  return { ...sessionResource(session), relationships: { people: { data } } };
}

function update(body: unknown, session: SessionRecord, { world }: Stage): void {
  const write = (body as Body).data.attributes;
  const moved = write.estimated_started_at !== undefined || write.timezone !== undefined;
  if (moved && session.status !== 'upcoming' && session.status !== 'draft') {
    throw new Refusal(422, 'This session is past or has started');
  }
  if (write.estimated_started_at !== undefined) Object.assign(session, moment(world, write, session.timezone));
  else if (write.timezone !== undefined) {
    if (!isZone(write.timezone)) throw new Refusal(422, 'Timezone is not included in the list');
    session.timezone = write.timezone;
  }
  if (write.name !== undefined) session.name = write.name;
  session.updated_at = world.now();
}

const change: Handlers[string] = ({ params, body }, stage) => {
  const session = sessionAt(stage.world, params.id);
  update(body, session, stage);
  return ok({ data: sessionResource(session) });
};

export const sessions: Handlers = {
  listSessions: ({ query }, { world }) => ok(listed(world, world.sessions.values(), query)),
  listEventSessions: ({ params, query }, { world }) => {
    const event = found(world.events.get(params.id ?? ''), 'Event');
    return ok(listed(world, world.sessionsOf(event.id), query));
  },
  createEventSession: ({ params, body }, { world, emit }) => {
    const event = found(world.events.get(params.id ?? ''), 'Event');
    const { attributes, relationships } = (body as Body).data;
    const people = (relationships?.people ?? []).map(({ data = {} }) => {
      const person = world.people.get(data.id ?? '');
      if (!person) throw new Refusal(422, 'Team member not found');
      return { id: person.id, role: data.role ?? person.role };
    });
    const session = world.addSession(event, sessionDraft(world, attributes));
    for (const person of people) world.addPerson(session, person);
    emit('session.created', sessionResource(session));
    const included = world.peopleOf(session.id).map(sessionPersonResource);
    return created({ data: withPeople(world, session), included });
  },
  getSession: ({ params, query }, { world }) => {
    const session = sessionAt(world, params.id);
    const data = includes(query, 'people') ? withPeople(world, session) : sessionResource(session);
    return ok(withIncluded(world, { data }, [session], query));
  },
  updateSession: change,
  replaceSession: change,
  deleteSession: ({ params }, { world }) => {
    world.sessions.delete(sessionAt(world, params.id).id);
    return done;
  },
};
