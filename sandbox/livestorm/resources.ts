// Records as the resources that Livestorm answers with: `data/attributes/relationships` (section 4).
import type { EventRecord, Job, Person, SessionPerson, SessionRecord, Subscription, Task, User } from './records.ts';
import type { World } from './world.ts';

export interface Resource {
  id: string;
  type: string;
  attributes: Record<string, unknown>;
  relationships?: Record<string, { data: { type: string; id: string } | { type: string; id: string }[] }>;
}

/** Computed from the event and its sessions. Note `cancelled` here and `canceled` on sessions (Q6). */
export function schedulingStatus(world: World, event: EventRecord): string {
  const statuses = world.sessionsOf(event.id).map((session) => session.status);
  const has = (status: SessionRecord['status']) => statuses.includes(status);
  if (event.status === 'draft') return 'draft';
  if (statuses.length === 0) return 'not_scheduled';
  if (has('live')) return 'live';
  if (has('upcoming')) return 'upcoming';
  if (has('on_demand')) return 'on_demand';
  if (has('past')) return 'ended';
  return has('past_not_started') ? 'not_started' : 'cancelled';
}

export function eventResource(world: World, event: EventRecord): Resource {
  const { id, owner_id, tags: _tags, ...attributes } = event;
  const owner = world.people.get(owner_id);
  return {
    id,
    type: 'events',
    attributes: {
      ...attributes,
      registration_link: roomOf(id),
      scheduling_status: schedulingStatus(world, event),
      ...(owner ? { owner: { id: owner.id, type: 'people', attributes: base(owner) } } : {}),
      sessions_count: world.sessionsOf(id).length,
    },
  };
}

const roomOf = (eventId: string): string => `https://app.livestorm.co/p/${eventId}`;

export function sessionResource({ id, ...attributes }: SessionRecord): Resource {
  const room_link = `${roomOf(attributes.event_id)}/live?s=${id}`;
  return { id, type: 'sessions', attributes: { ...attributes, room_link } };
}

const base = ({ id: _id, ...attributes }: Person) => attributes;

/** Somebody in the workspace's list: no registration, no figures. */
export const personResource = (person: Person): Resource => ({
  id: person.id,
  type: 'people',
  attributes: base(person),
});

/** Somebody in a session. Team members have no `registrant_detail` (Q8). */
export function sessionPersonResource(here: SessionPerson): Resource {
  const { id, person, role, created_at, updated_at, watched_at, ...rest } = here;
  const { messages_count, questions_count, votes_count, up_votes_count, ...registration } = rest;
  const query = `email=${encodeURIComponent(person.email)}&key=${registration.password_key}&s=${here.session_id}`;
  const detail = {
    ...registration,
    created_at,
    updated_at,
    connection_link: `${roomOf(here.event_id)}/live?${query}`,
  };
  return {
    id,
    type: 'people',
    attributes: {
      ...base(person),
      role,
      created_at,
      updated_at,
      registrant_detail: role === 'participant' ? detail : null,
      messages_count,
      questions_count,
      votes_count,
      up_votes_count,
      replay_view_detail: watched_at === null ? null : { watched_at },
    },
  };
}

/** Somebody over all sessions of an event: `registrant_detail` has no session and no attendance (RUBY). */
export function eventPersonResource({
  person,
  role,
  event_id,
  created_at,
  updated_at,
  fields,
}: SessionPerson): Resource {
  return {
    id: person.id,
    type: 'people',
    attributes: { ...base(person), role, registrant_detail: { event_id, created_at, updated_at, fields } },
  };
}

export const userResource = ({ id, ...attributes }: User): Resource => ({
  id,
  type: 'users',
  attributes: { ...attributes, website_link: null, linkedin_link: null, facebook_link: null, twitter_handle: null },
});

export const webhookResource = ({ id, disabled: _disabled, ...attributes }: Subscription): Resource => ({
  id,
  type: 'webhooks',
  attributes,
});

/** Counters as REF-BULK's prose names them. */
export function jobResource({ id, status, tasks }: Job): Resource {
  const count = (wanted: Task['status']) => tasks.filter((task) => task.status === wanted).length;
  const [total_success, total_fail] = [count('succeeded'), count('failed')];
  const total_processed_items = total_success + total_fail;
  return {
    id,
    type: 'jobs',
    attributes: { status, total_items: tasks.length, total_processed_items, total_fail, total_success },
  };
}

/** Any record that is its own attributes. */
export const plain =
  (type: string) =>
  ({ id, ...attributes }: { id: string }): Resource => ({ id, type, attributes });
