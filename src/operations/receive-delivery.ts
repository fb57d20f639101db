// Working one of Livestorm's webhook deliveries: what it tells is remembered, and what follows is named.

import type { Deps } from '../deps.ts';
import type { Delivery } from '../livestorm/webhooks.ts';
import { remember } from './catalogue.ts';

/** What a delivery asks the bot to do next. */
export type Follows =
  | { kind: 'digest'; sessionId: string }
  | { kind: 'import'; importId: string }
  | { kind: 'nothing' };

/** May run twice for one delivery, and in any order: the catalogue keeps the newest, and a digest is made once. */
export async function receiveDelivery(deps: Pick<Deps, 'store' | 'clock'>, delivery: Delivery): Promise<Follows> {
  if (delivery.kind === 'event') await remember(deps, { event: delivery.resource });
  if (delivery.kind === 'job') {
    const importId = await deps.store.imports.ofJob(delivery.resource.id);
    return importId === null ? { kind: 'nothing' } : { kind: 'import', importId };
  }
  if (delivery.kind !== 'session') return { kind: 'nothing' };
  await remember(deps, { sessions: [delivery.resource] });
  return delivery.event === 'session.ended' ? { kind: 'digest', sessionId: delivery.resource.id } : { kind: 'nothing' };
}
