// What a channel asked to be told about.

import type { Deps } from '../deps.ts';
import type { Subscription, Thing } from '../store/subscriptions.ts';

/** What a subscription brings in this version. */
const FEATURES = ['digest'];

export async function subscribe(
  { store }: Pick<Deps, 'store'>,
  subscription: { channel: string; thing: Thing; createdBy: string },
): Promise<void> {
  await store.subscriptions.add({ ...subscription, features: FEATURES, people: 'initials' });
}

/** False when the channel had no such subscription. */
export async function unsubscribe({ store }: Pick<Deps, 'store'>, channel: string, thing: Thing): Promise<boolean> {
  return store.subscriptions.remove(channel, thing);
}

export async function subscriptionsOf({ store }: Pick<Deps, 'store'>, channel: string): Promise<Subscription[]> {
  return store.subscriptions.of(channel);
}
