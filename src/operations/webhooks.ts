// The webhooks at Livestorm: what is there, what is wanted, mending and removing. Only ours are touched.

import type { Deps } from '../deps.ts';
import { AskError, isGone } from '../errors.ts';
import { take } from '../livestorm/client.ts';
import type { Webhook } from '../livestorm/webhook-subscriptions.ts';
import { noteMissing, REMOVED, wantedWebhooks } from './check-webhooks.ts';

/** The name in the settings of the unguessable end of our address. */
export const WEBHOOK_PATH = 'webhook.path';

export interface WebhookReport {
  /** `off`: no public address; `removed`: somebody took them away on purpose. */
  state: 'on' | 'off' | 'removed';
  wanted: { event: string; isThere: boolean; lastAt: Date | null }[];
  /** Ours that are of no use: twice the same, of a former address, or of an event that is not wanted. */
  surplus: number;
  /** At other addresses: not ours. */
  others: number;
  /** Calls to Livestorm that this cost. */
  calls: number;
}

/** What was changed: the names of the events. */
export interface WebhookChange {
  report: WebhookReport;
  made: string[];
  removed: string[];
}

type Needs = Pick<Deps, 'livestorm' | 'store' | 'setup' | 'clock' | 'webhookUrl'>;

/** One call per fifty. */
export async function webhookReport(deps: Needs): Promise<WebhookReport> {
  return await reportOf(deps, await sorted(deps), 1);
}

/** One call to look, one for each that is made or removed. Ends a removal on purpose. */
export async function repairWebhooks(deps: Needs): Promise<WebhookChange> {
  const { livestorm, store, webhookUrl: url } = deps;
  if (url === null) throw new AskError({ code: 'form_outdated' });
  const { ours, others } = await sorted(deps);
  await store.settings.set(REMOVED, '');
  const wanted = await wantedWebhooks(deps);
  const kept = wanted.flatMap((event) => ours.find((webhook) => webhook.event === event && webhook.url === url) ?? []);
  const missing = wanted.filter((event) => !kept.some((webhook) => webhook.event === event));
  const surplus = ours.filter((webhook) => !kept.includes(webhook));
  // The job `webhooks` reads what was missed within the hour: it is not among the calls that the button names.
  if (missing.length > 0) await noteMissing(deps);
  const made: Webhook[] = [];
  for (const event of missing) made.push(await livestorm.webhooks.create(event, url));
  await removeEach(livestorm, surplus);
  const calls = 1 + made.length + surplus.length;
  const report = await reportOf(deps, { ours: [...kept, ...made], others }, calls);
  return { report, made: missing, removed: surplus.map(({ event }) => event) };
}

/** One call to look, one for each of ours. They are not registered again before `repairWebhooks`. */
export async function removeWebhooks(deps: Needs): Promise<WebhookChange> {
  const { ours, others } = await sorted(deps);
  await deps.store.settings.set(REMOVED, 'yes');
  await removeEach(deps.livestorm, ours);
  const report = await reportOf(deps, { ours: [], others }, 1 + ours.length);
  return { report, made: [], removed: ours.map(({ event }) => event) };
}

async function removeEach(livestorm: Deps['livestorm'], webhooks: Webhook[]): Promise<void> {
  for (const { id } of webhooks) {
    await livestorm.webhooks.remove(id).catch((error: unknown) => {
      // Somebody was faster.
      if (!isGone(error)) throw error;
    });
  }
}

interface Sorted {
  ours: Webhook[];
  others: number;
}

/** Ours are known by the end of their address, so that those of a former PUBLIC_URL are found too. */
async function sorted({ livestorm, store }: Needs): Promise<Sorted> {
  const path = await store.settings.get(WEBHOOK_PATH);
  const all = await take(livestorm.webhooks.list(), 500);
  const ours = all.filter(({ url }) => path !== null && url.endsWith(`/livestorm/webhooks/${path}`));
  return { ours, others: all.length - ours.length };
}

async function reportOf(
  { store, setup, webhookUrl }: Needs,
  { ours, others }: Sorted,
  calls: number,
): Promise<WebhookReport> {
  const removed = Boolean(await store.settings.get(REMOVED));
  const newest = new Map((await store.deliveries.newest()).map(({ event, receivedAt }) => [event, receivedAt]));
  const there = (event: string) => ours.some((webhook) => webhook.event === event && webhook.url === webhookUrl);
  const events = await wantedWebhooks({ store, setup });
  const wanted = events.map((event) => ({ event, isThere: there(event), lastAt: newest.get(event) ?? null }));
  return {
    state: webhookUrl === null ? 'off' : removed ? 'removed' : 'on',
    wanted,
    surplus: ours.length - wanted.filter(({ isThere }) => isThere).length,
    others,
    calls,
  };
}
