// Making sure that Livestorm tells us what we need to know. One call to look, one for each subscription that is missing.

import type { Deps } from '../deps.ts';
import { take } from '../livestorm/client.ts';
import type { WebhookEvent } from '../livestorm/webhooks.ts';

/** Only what is used: people's events would come by the hundred and tell nothing that the digest does not read. */
const WANTED: readonly WebhookEvent[] = [
  'event.created',
  'event.published',
  'session.created',
  'session.started',
  'session.ended',
];

/** Subscriptions of others, at other addresses, are left alone. Returns the events that were missing. */
export async function ensureWebhooks({ livestorm }: Pick<Deps, 'livestorm'>, url: string): Promise<WebhookEvent[]> {
  const existing = await take(livestorm.webhooks.list(), 500);
  const ours = new Set(existing.filter((webhook) => webhook.url === url).map((webhook) => webhook.event));
  const missing = WANTED.filter((event) => !ours.has(event));
  for (const event of missing) await livestorm.webhooks.create(event, url);
  return missing;
}
