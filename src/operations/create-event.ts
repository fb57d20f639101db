// Creating an event, new or as a copy of another, with its first sessions in the same call.

import type { Deps } from '../deps.ts';
import { take } from '../livestorm/client.ts';
import type { Event } from '../livestorm/event.ts';
import type { EventWithSessions, NewEvent } from '../livestorm/events.ts';
import type { Session } from '../livestorm/session.ts';
import { dateTimeString, type WallTime } from '../time/wall-time.ts';
import { remember } from './catalogue.ts';
import { paragraphs } from './html.ts';
import { type Intent, isSameStart, lookedFrom, MOST_LOOKED_AT, type Written, writeOnce } from './write-once.ts';

export interface EventRequest {
  title: string;
  /** Plain words; sent as paragraphs of HTML, which is what Livestorm keeps. */
  description: string | null;
  status: 'draft' | 'published';
  ownerId: string | null;
  /** None: an event without a date yet. */
  sessions: Planned[];
  /** The event whose settings are copied; its sessions are not. */
  copyFromEventId?: string;
}

/** When a session is to start. */
export interface Planned {
  wall: WallTime;
  /** IANA name. */
  timeZone: string;
}

export interface CreatedEvent {
  event: Event;
  /** In the order of their start. */
  sessions: Session[];
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
  await remember(deps, { event: thing.event, sessions: thing.sessions });
  const sessions = thing.sessions.toSorted((a, b) => startOf(a) - startOf(b));
  return { ...written, thing: { event: thing.event, sessions } };
}

const startOf = ({ startsAt }: Session): number => startsAt?.getTime() ?? 0;

const newEvent = ({ title, description, status, ownerId, sessions, copyFromEventId }: EventRequest): NewEvent => ({
  title,
  status,
  sessions: sessions.map(({ wall, timeZone }) => ({ startsAt: dateTimeString(wall), timeZone })),
  ...(copyFromEventId === undefined ? {} : { copyFromEventId }),
  ...(description === null ? {} : { description: paragraphs(description) }),
  ...(ownerId === null ? {} : { ownerId }),
});

/** The whole title is compared here: what `filter[title]` compares is not documented (livestorm-api.md 4.3). */
async function findCreated(
  { livestorm }: Pick<Deps, 'livestorm'>,
  { title, sessions: planned }: EventRequest,
  since: Date,
): Promise<EventWithSessions[]> {
  const created = livestorm.events.list({ createdSince: lookedFrom(since), include: ['sessions'] });
  const all = await take(created, MOST_LOOKED_AT);
  return all.filter(({ event, sessions }) => event.title.trim() === title && areThose(sessions, planned));
}

/** All that were asked for; a copy may have others besides, should Livestorm ever copy sessions too. */
const areThose = (sessions: Session[], planned: Planned[]): boolean =>
  planned.length > 0
    ? planned.every((one) => sessions.some(({ startsAt }) => isSameStart(startsAt, one)))
    : sessions.length === 0;
