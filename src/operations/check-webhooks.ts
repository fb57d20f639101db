// Making sure that Livestorm tells us what we need to know. One call to look, one for each subscription that is missing.

import type { Deps } from '../deps.ts';
import { take } from '../livestorm/client.ts';
import type { WebhookEvent } from '../livestorm/webhooks.ts';
import { fillGap, hasGap, noteGap } from './gap.ts';

/** Only what is used: people's events would come by the hundred and tell nothing that the digest does not read. */
export const WANTED: readonly WebhookEvent[] = [
  'event.created',
  'event.published',
  'session.created',
  'session.started',
  'session.ended',
  'job.ended', // else each batch of an import is asked for, a call each
];

const CHECKED = 'webhooks.checked';
/** Set while somebody has removed them on purpose. */
export const REMOVED = 'webhooks.removed';

/** Six hours: Livestorm disables a webhook after about 22 minutes of failures (livestorm-api 6.4), and tells nobody. */
const CHECKED_EVERY_MS = 6 * 60 * 60 * 1000;

/** Whether Livestorm tells: there is a public address, and nobody removed the webhooks on purpose. */
export async function isTold({ store, webhookUrl }: Pick<Deps, 'store' | 'webhookUrl'>): Promise<boolean> {
  return webhookUrl !== null && !(await store.settings.get(REMOVED));
}

/** Whether the last look that succeeded is six hours old, or what was missed is still to be read. */
export async function areWebhooksDue(deps: Pick<Deps, 'store' | 'clock' | 'webhookUrl'>): Promise<boolean> {
  if (!(await isTold(deps))) return false;
  const checked = await lastChecked(deps);
  return checked === null || deps.clock().getTime() - checked.getTime() >= CHECKED_EVERY_MS || (await hasGap(deps));
}

async function lastChecked({ store }: Pick<Deps, 'store'>): Promise<Date | null> {
  const checked = await store.settings.get(CHECKED);
  return checked === null ? null : new Date(checked);
}

/** Those that were made now did not tell since the last look. Before the first one there was nothing to tell. */
export async function noteMissing(deps: Pick<Deps, 'store' | 'clock'>): Promise<void> {
  const checked = await lastChecked(deps);
  if (checked) await noteGap(deps, checked);
}

type Needs = Pick<Deps, 'livestorm' | 'store' | 'clock' | 'log' | 'webhookUrl' | 'jobs'>;

/** Makes those that are missing; subscriptions at other addresses are others' and left alone. Then reads what was missed. */
export async function checkWebhooks(deps: Needs): Promise<void> {
  const { livestorm, store, clock, log, webhookUrl: url } = deps;
  if (url === null || !(await isTold(deps))) return;
  const existing = await take(livestorm.webhooks.list(), 500);
  const ours = new Set(existing.filter((webhook) => webhook.url === url).map((webhook) => webhook.event));
  const missing = WANTED.filter((event) => !ours.has(event));
  if (missing.length > 0) await noteMissing(deps);
  for (const event of missing) await livestorm.webhooks.create(event, url);
  if (missing.length > 0) log.info({ events: missing }, 'webhooks were registered at Livestorm');
  await store.settings.set(CHECKED, clock().toISOString());
  await fillGap(deps);
}

/**
 * All of ours anew, and what was missed: Livestorm may list one that it has switched off (livestorm-api.md 6.4).
 * One call to look, two for each, and those of the gap.
 */
export async function renewWebhooks(deps: Needs, since: Date): Promise<void> {
  const { livestorm, store, clock, webhookUrl: url } = deps;
  if (url === null) return;
  await noteGap(deps, since);
  const existing = await take(livestorm.webhooks.list(), 500);
  for (const webhook of existing.filter((one) => one.url === url)) await livestorm.webhooks.remove(webhook.id);
  for (const event of WANTED) await livestorm.webhooks.create(event, url);
  await store.settings.set(CHECKED, clock().toISOString());
  await fillGap(deps);
}
