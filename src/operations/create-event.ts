// Creating an event, with its first session in the same call.

import type { Deps } from '../deps.ts';
import { take } from '../livestorm/client.ts';
import type { Event } from '../livestorm/event.ts';
import type { EventWithSessions, NewEvent } from '../livestorm/events.ts';
import type { Session } from '../livestorm/session.ts';
import { dateTimeString, type WallTime } from '../time.ts';
import { remember } from './catalogue.ts';
import { type Intent, isSameStart, lookedFrom, MOST_LOOKED_AT, type Written, writeOnce } from './write-once.ts';

export interface EventRequest {
  title: string;
  /** Plain words; sent as paragraphs of HTML, which is what Livestorm keeps. */
  description: string | null;
  status: 'draft' | 'published';
  ownerId: string | null;
  /** Null: an event without a date yet. */
  session: { wall: WallTime; timeZone: string } | null;
}

export interface CreatedEvent {
  event: Event;
  session: Session | null;
}

/**
 * One call. After a lost answer it is looked for among the events created since, which costs a call or two. Throws
 * LivestormError `livestorm_unsure` when it cannot be known whether the event is there.
 */
export async function createEvent(
  deps: Pick<Deps, 'livestorm' | 'store' | 'clock'>,
  request: EventRequest,
  intent: Intent,
): Promise<Written<CreatedEvent>> {
  const { thing, ...written } = await writeOnce(intent, {
    send: () => deps.livestorm.events.create(newEvent(request)),
    look: { find: (since) => findCreated(deps, request, since), id: ({ event }) => event.id },
  });
  await remember(deps, thing);
  return { ...written, thing: { event: thing.event, session: thing.sessions[0] ?? null } };
}

const newEvent = ({ title, description, status, ownerId, session }: EventRequest): NewEvent => ({
  title,
  status,
  sessions: session ? [{ startsAt: dateTimeString(session.wall), timeZone: session.timeZone }] : [],
  ...(description === null ? {} : { description: paragraphs(description) }),
  ...(ownerId === null ? {} : { ownerId }),
});

/** The whole title is compared here: what `filter[title]` compares is not documented (livestorm-api.md 4.3). */
async function findCreated(
  { livestorm }: Pick<Deps, 'livestorm'>,
  { title, session }: EventRequest,
  since: Date,
): Promise<EventWithSessions[]> {
  const created = livestorm.events.list({ createdSince: lookedFrom(since), include: ['sessions'] });
  const all = await take(created, MOST_LOOKED_AT);
  return all.filter(({ event, sessions }) => event.title.trim() === title && hasStart(sessions, session));
}

const hasStart = (sessions: Session[], planned: EventRequest['session']): boolean =>
  planned ? sessions.some(({ startsAt }) => isSameStart(startsAt, planned)) : sessions.length === 0;

function paragraphs(words: string): string {
  const escaped = words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return escaped
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`)
    .join('');
}
