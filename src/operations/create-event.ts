// Creating an event, with its first session in the same call.

import type { Deps } from '../deps.ts';
import type { Event } from '../livestorm/event.ts';
import type { Session } from '../livestorm/session.ts';
import { dateTimeString, type WallTime } from '../time.ts';
import { remember } from './catalogue.ts';

export interface EventRequest {
  title: string;
  /** Plain words; sent as paragraphs of HTML, which is what Livestorm keeps. */
  description: string | null;
  status: 'draft' | 'published';
  ownerId: string | null;
  /** Null: an event without a date yet. */
  session: { wall: WallTime; timeZone: string } | null;
}

/** One call. A lost answer is LivestormError `livestorm_unsure`: the event may be there. */
export async function createEvent(
  deps: Pick<Deps, 'livestorm' | 'store' | 'clock'>,
  request: EventRequest,
): Promise<{ event: Event; session: Session | null }> {
  const { title, description, status, ownerId, session } = request;
  const created = await deps.livestorm.events.create({
    title,
    status,
    sessions: session ? [{ startsAt: dateTimeString(session.wall), timeZone: session.timeZone }] : [],
    ...(description === null ? {} : { description: paragraphs(description) }),
    ...(ownerId === null ? {} : { ownerId }),
  });
  await remember(deps, created);
  return { event: created.event, session: created.sessions[0] ?? null };
}

function paragraphs(words: string): string {
  const escaped = words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return escaped
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`)
    .join('');
}
