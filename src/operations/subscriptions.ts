// What a channel asked to be told about.

import type { Deps } from '../deps.ts';
import { wantsCard } from '../features.ts';
import type { NewSubscription, Thing } from '../store/subscriptions.ts';
import { refreshCatalogue } from './catalogue.ts';
import { areOthersWanted, WEBHOOKS } from './check-webhooks.ts';
import { OUTBOX } from './outbox.ts';

/** The job that keeps the cards of a session, by name: jobs/card.ts. */
export const CARD = 'card';

/** Sessions to come that a channel sees at once. */
const MOST_NEXT = 3;

type Needs = Pick<Deps, 'store' | 'setup' | 'jobs' | 'webhookUrl'>;

/** Takes the place of what the channel had of the same thing. The cards of its next sessions follow. */
export async function subscribe(
  { clock, ...deps }: Needs & Pick<Deps, 'clock'>,
  subscription: NewSubscription,
): Promise<void> {
  const { thing, features } = subscription;
  await deps.store.transaction(async (within) => {
    await within.subscriptions.add(subscription);
    const next = wantsCard(features) ? await within.cards.next(thing, clock(), MOST_NEXT) : [];
    for (const sessionId of next) {
      await deps.jobs.send(CARD, { sessionId }, { key: sessionId, transaction: within.trx });
    }
  });
  await wantOthers(deps);
}

/** Reads the catalogue. After the first reading ever, the cards follow of what was subscribed before anything was known. */
export async function readCatalogue(deps: Deps): Promise<{ events: number; sessions: number }> {
  const { store, jobs, clock } = deps;
  const isFirst = (await store.catalogue.readAt()) === null;
  const read = await refreshCatalogue(deps);
  if (!isFirst) return read;
  for (const channel of await store.subscriptions.channels()) {
    for (const { thing, features } of await store.subscriptions.of(channel)) {
      const next = wantsCard(features) ? await store.cards.next(thing, clock(), MOST_NEXT) : [];
      for (const sessionId of next) await jobs.send(CARD, { sessionId }, { key: sessionId });
    }
  }
  return read;
}

/** False when the channel had no such subscription. Its cards say so within a minute, and stay. */
export async function unsubscribe(deps: Needs, channel: string, thing: Thing): Promise<boolean> {
  const removed = await deps.store.subscriptions.remove(channel, thing);
  if (removed) await wantOthers(deps);
  return removed;
}

/** What was paused goes on, and what was given up there is posted after all. Resolves with how many messages. */
export async function resumeChannel(deps: Needs, channel: string): Promise<number> {
  const { store, jobs } = deps;
  const revived = await store.transaction(async (within) => {
    await within.subscriptions.resume(channel);
    const messages = await within.outbox.revive(channel);
    if (messages > 0) await jobs.send(OUTBOX, { channel }, { transaction: within.trx });
    return messages;
  });
  await wantOthers(deps);
  return revived;
}

/** Livestorm tells of registrations only while a channel wants them. */
async function wantOthers(deps: Needs): Promise<void> {
  if (await areOthersWanted(deps)) await deps.jobs.send(WEBHOOKS, {}, { key: WEBHOOKS });
}
