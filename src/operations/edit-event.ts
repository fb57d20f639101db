// Editing an event: what Livestorm has of it is read first, and only what was changed is sent.

import type { Deps } from '../deps.ts';
import { AskError, isGone, LivestormError } from '../errors.ts';
import type { Event } from '../livestorm/event.ts';
import type { EventChanges } from '../livestorm/events.ts';
import { orForget, remember } from './catalogue.ts';
import { changeEvent } from './change.ts';
import { plainWords } from './html.ts';
import { type Intent, writeOnce } from './write-once.ts';

export interface Editable {
  event: Event;
  /** Titles. */
  tags: string[];
  /** Its description in plain words; null when it has formatting. */
  words: string | null;
}

/** One call. */
export async function readEditable(
  deps: Pick<Deps, 'livestorm' | 'store' | 'clock'>,
  eventId: string,
): Promise<Editable> {
  const { event, tags } = await orForget(
    () => deps.store.catalogue.removeEvent(eventId),
    () => deps.livestorm.events.get(eventId, ['tags']),
  );
  await remember(deps, { event, tags });
  return { event, tags, words: plainWords(event.description ?? '') };
}

export interface Edits {
  changes: EventChanges;
  /** Titles. */
  addTags: string[];
  removeTags: string[];
}

/**
 * One call for the event, and one for each tag: each may be sent again without harm, so a form that is sent again after
 * it stopped in the middle does no more than it says. Throws AskError `partly_done` when it stops in the middle.
 */
export async function editEvent(
  deps: Pick<Deps, 'livestorm' | 'store' | 'clock'>,
  eventId: string,
  { changes, addTags, removeTags }: Edits,
  intent: Intent,
): Promise<{ calls: number; found: boolean }> {
  const { events } = deps.livestorm;
  const tag = (send: () => Promise<unknown>) => (mine: Intent) => writeOnce(mine, { send });
  const hasChanges = Object.keys(changes).length > 0;
  const steps: { name: string; take: (mine: Intent) => Promise<{ calls: number }> }[] = [
    ...(hasChanges ? [{ name: 'the event', take: (mine: Intent) => changeEvent(deps, eventId, changes, mine) }] : []),
    ...addTags.map((title) => ({ name: title, take: tag(() => events.addTag(eventId, title)) })),
    ...removeTags.map((title) => ({
      name: title,
      take: tag(() => withoutTag(() => events.removeTag(eventId, title))),
    })),
  ];
  const done: string[] = [];
  let calls = 0;
  for (const { name, take } of steps) {
    try {
      // A try of an earlier life is counted once.
      calls += (await take(done.length === 0 ? intent : { ...intent, since: null })).calls;
      done.push(name);
    } catch (error) {
      if (!(error instanceof LivestormError) || done.length === 0) throw error;
      throw new AskError({ code: 'partly_done', done, cause: error.problem });
    }
  }
  return { calls, found: false };
}

/** A tag that is not on the event is what was wanted. */
async function withoutTag(remove: () => Promise<unknown>): Promise<void> {
  try {
    await remove();
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}
