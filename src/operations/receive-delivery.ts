// Working one of Livestorm's webhook deliveries: what it tells is remembered, and what follows is named.

import type { Deps } from '../deps.ts';
import { isGone } from '../errors.ts';
import type { Delivery } from '../livestorm/webhooks.ts';
import { remember } from './catalogue.ts';

/** What a delivery asks the bot to do next. */
export type Follows =
  | { kind: 'digest'; sessionId: string }
  | { kind: 'import'; importId: string }
  | { kind: 'cards'; sessionIds: string[] }
  | { kind: 'nothing' };

const NOTHING: Follows = { kind: 'nothing' };

/** The other cards of an event wait for the minute. */
const MOST_SESSIONS = 10;

type Needs = Pick<Deps, 'store' | 'clock' | 'livestorm' | 'setup'>;

/**
 * May run twice for one delivery, and in any order: the catalogue keeps the newest, and a digest is made once. One that
 * is not signed is a hint only: what it is about is read from Livestorm, for one call, and nothing of what it says is kept.
 */
export async function receiveDelivery(deps: Needs, delivery: Delivery): Promise<Follows> {
  if (delivery.kind === 'job') {
    // The import reads from Livestorm what became of its job.
    const importId = await deps.store.imports.ofJob(delivery.resource.id);
    return importId === null ? NOTHING : { kind: 'import', importId };
  }
  if (delivery.kind !== 'event' && delivery.kind !== 'session') return NOTHING;
  const genuine = deps.setup.isSigned ? delivery : await readAgain(deps, delivery);
  if (!genuine) return NOTHING;
  if (genuine.kind === 'event') {
    await remember(deps, { event: genuine.resource });
    const ahead = (await deps.store.catalogue.sessionsOf(genuine.resource.id)).filter(
      ({ endedAt }) => endedAt === null,
    );
    return { kind: 'cards', sessionIds: ahead.slice(0, MOST_SESSIONS).map(({ id }) => id) };
  }
  if (genuine.kind !== 'session') return NOTHING;
  const { resource } = genuine;
  await remember(deps, { sessions: [resource] });
  const isOver = deps.setup.isSigned || resource.endedAt !== null;
  const isDigest = delivery.event === 'session.ended' && isOver;
  return isDigest ? { kind: 'digest', sessionId: resource.id } : { kind: 'cards', sessionIds: [resource.id] };
}

type Told = Extract<Delivery, { kind: 'event' | 'session' }>;

/** Null when Livestorm knows nothing of it. */
async function readAgain({ livestorm }: Needs, delivery: Told): Promise<Told | null> {
  const { id } = delivery.resource;
  // A digest waits for its end; everything else is upkeep.
  const reader = livestorm.for({ kind: delivery.event === 'session.ended' ? 'digest' : 'upkeep', who: 'delivery' });
  try {
    return delivery.kind === 'event'
      ? { ...delivery, resource: (await reader.events.get(id)).event }
      : { ...delivery, resource: await reader.sessions.get(id) };
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}
