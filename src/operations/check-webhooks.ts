// Making sure that Livestorm tells us what we need to know. One call to look, one for each subscription that is missing.

import type { Deps } from '../deps.ts';
import { take } from '../livestorm/client.ts';
import type { WebhookEvent } from '../livestorm/webhooks.ts';

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

/** Whether the last look that succeeded is six hours old. Never without a public address, or while they are removed. */
export async function areWebhooksDue({ store, clock, webhookUrl }: Pick<Deps, 'store' | 'clock' | 'webhookUrl'>) {
  if (webhookUrl === null) return false;
  if (await store.settings.get(REMOVED)) return false;
  const checked = await store.settings.get(CHECKED);
  return checked === null || clock().getTime() - new Date(checked).getTime() >= CHECKED_EVERY_MS;
}

/** Makes those that are missing; subscriptions at other addresses are others' and left alone. */
export async function checkWebhooks(
  deps: Pick<Deps, 'livestorm' | 'store' | 'clock' | 'log' | 'webhookUrl'>,
): Promise<void> {
  const { livestorm, store, clock, log, webhookUrl: url } = deps;
  if (url === null || (await store.settings.get(REMOVED))) return;
  const existing = await take(livestorm.webhooks.list(), 500);
  const ours = new Set(existing.filter((webhook) => webhook.url === url).map((webhook) => webhook.event));
  const missing = WANTED.filter((event) => !ours.has(event));
  for (const event of missing) await livestorm.webhooks.create(event, url);
  if (missing.length > 0) log.info({ events: missing }, 'webhooks were registered at Livestorm');
  await store.settings.set(CHECKED, clock().toISOString());
}
