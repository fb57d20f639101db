// How a channel wants people named (product.md, section 4).

import type { Deps } from '../deps.ts';
import { PEOPLE } from '../features.ts';
import type { People } from '../store/tables.ts';

/** Where nothing is subscribed: the least that is personal and still tells people apart. */
const USUAL: People = 'initials';

/**
 * As its subscription to this event says; without one the strictest of what it subscribed otherwise, whether Slack takes
 * it just now or not.
 */
export async function peopleIn(
  { store: { subscriptions } }: { store: Pick<Deps['store'], 'subscriptions'> },
  channel: string,
  eventId: string | null,
): Promise<People> {
  const covering = eventId === null ? [] : await subscriptions.forEvent(eventId);
  const own = covering.find((each) => each.channel === channel);
  if (own) return own.people;
  const all = (await subscriptions.of(channel)).map(({ people }) => PEOPLE.indexOf(people));
  return all.length === 0 ? USUAL : (PEOPLE[Math.max(...all)] ?? 'none');
}
