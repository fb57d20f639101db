// What Livestorm tells this app about, unasked: one subscription per event name, for the whole workspace.
import { z } from 'zod';
import type { Send } from './http.ts';
import { list } from './pages.ts';
import { filters, path } from './path.ts';
import { moment, nothing, one } from './resource.ts';
import type { WebhookEvent } from './webhooks.ts';

const webhook = z
  .object({
    id: z.string(),
    attributes: z.object({ url: z.string(), event: z.string(), created_at: moment, updated_at: moment }),
  })
  .transform(({ id, attributes: a }) => ({
    id,
    url: a.url,
    event: a.event,
    createdAt: a.created_at,
    updatedAt: a.updated_at,
  }));
/** It does not say whether Livestorm has disabled it. */
export type Webhook = z.output<typeof webhook>;

export function webhookSubscriptions(send: Send) {
  return {
    /** Scope webhooks:read. */
    list: (filter: { event?: WebhookEvent } = {}) =>
      list(send, { operation: 'listWebhooks', path: path`/webhooks`, query: filters(filter) }, webhook),
    /** Scope webhooks:write. `url` must be https. */
    create(event: WebhookEvent, url: string) {
      const body = { data: { type: 'webhooks', attributes: { url, event } } };
      return send({ operation: 'createWebhook', method: 'POST', path: path`/webhooks`, body }, one(webhook));
    },
    /** Scope webhooks:write. */
    remove: (id: string) =>
      send({ operation: 'deleteWebhook', method: 'DELETE', path: path`/webhooks/${id}` }, nothing),
  };
}
