// Making sure that Livestorm tells us what we need to know. One call to look, one for each subscription that is missing.

import type { Deps } from '../deps.ts';
import { take } from '../livestorm/client.ts';
import type { WebhookEvent } from '../livestorm/webhooks.ts';
import { fillGap, hasGap, noteGap } from './gap.ts';

/** The job that looks after them, by name: jobs/webhooks.ts. */
export const WEBHOOKS = 'webhooks';

/** Whoever subscribed to what. */
const ALWAYS: readonly WebhookEvent[] = [
  'event.created',
  'event.published',
  'session.created',
  'session.started',
  'session.ended',
  'job.ended', // else each batch of an import is asked for, a call each
];

/**
 * Who came, who did not, who watched later: when these stop coming a digest's numbers have settled. Only signed can they be
 * counted, and of sessions that nobody follows nothing is kept.
 */
const AFTERWARDS: readonly WebhookEvent[] = ['people.attended', 'people.not_attended', 'people.watched_replay'];

/** It comes by the hundred for weeks: only while a channel wants what it tells. */
const REGISTERED: WebhookEvent = 'people.registered';

/** Only what is used. */
export async function wantedWebhooks({
  store,
  setup,
}: Pick<Deps, 'store' | 'setup'>): Promise<readonly WebhookEvent[]> {
  if (!setup.isSigned) return ALWAYS;
  const always = [...ALWAYS, ...AFTERWARDS];
  return (await store.subscriptions.anyWith('registrations')) ? [...always, REGISTERED] : always;
}

const isOfPeople = (event: string): boolean => event.startsWith('people.');

const CHECKED = 'webhooks.checked';
/** What was wanted at the last look. */
const CHECKED_FOR = 'webhooks.checked.for';
/** Set while somebody has removed them on purpose. */
export const REMOVED = 'webhooks.removed';

/** Six hours: Livestorm disables a webhook after about 22 minutes of failures (livestorm-api 6.4), and tells nobody. */
const CHECKED_EVERY_MS = 6 * 60 * 60 * 1000;

/** Whether Livestorm tells: there is a public address, and nobody removed the webhooks on purpose. */
export async function isTold({ store, webhookUrl }: Pick<Deps, 'store' | 'webhookUrl'>): Promise<boolean> {
  return webhookUrl !== null && !(await store.settings.get(REMOVED));
}

/** Whether others are wanted than at the last look: somebody subscribed to registrations, or nobody does any more. */
export async function areOthersWanted(deps: Pick<Deps, 'store' | 'setup' | 'webhookUrl'>): Promise<boolean> {
  if (!(await isTold(deps))) return false;
  const checkedFor = await deps.store.settings.get(CHECKED_FOR);
  return checkedFor !== null && checkedFor !== (await wantedWebhooks(deps)).join(' ');
}

/** Whether the last look that succeeded is six hours old, others are wanted, or what was missed is still to be read. */
export async function areWebhooksDue(deps: Pick<Deps, 'store' | 'setup' | 'clock' | 'webhookUrl'>): Promise<boolean> {
  if (!(await isTold(deps))) return false;
  if (await areOthersWanted(deps)) return true;
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

type Needs = Pick<Deps, 'livestorm' | 'store' | 'setup' | 'clock' | 'log' | 'webhookUrl' | 'jobs'>;

/**
 * Makes those that are missing, and takes away what no channel wants any more; those at other addresses are others'. Then
 * reads what was missed.
 */
export async function checkWebhooks(deps: Needs): Promise<void> {
  const { livestorm, log, webhookUrl: url } = deps;
  if (url === null || !(await isTold(deps))) return;
  const wanted = await wantedWebhooks(deps);
  const ours = (await take(livestorm.webhooks.list(), 500)).filter((webhook) => webhook.url === url);
  const missing = wanted.filter((event) => !ours.some((webhook) => webhook.event === event));
  // What was missed of people stands in the next reading.
  if (!missing.every(isOfPeople)) await noteMissing(deps);
  for (const event of missing) await livestorm.webhooks.create(event, url);
  const unused = ours.filter(({ event }) => isOfPeople(event) && !wanted.some((one) => one === event));
  for (const { id } of unused) await livestorm.webhooks.remove(id);
  if (missing.length > 0) log.info({ events: missing }, 'webhooks were registered at Livestorm');
  if (unused.length > 0)
    log.info({ events: unused.map(({ event }) => event) }, 'webhooks that no channel wants any more were removed');
  await noteChecked(deps, wanted);
  await fillGap(deps);
}

async function noteChecked({ store, clock }: Pick<Deps, 'store' | 'clock'>, wanted: readonly string[]): Promise<void> {
  await store.settings.set(CHECKED_FOR, wanted.join(' '));
  await store.settings.set(CHECKED, clock().toISOString());
}

/**
 * All of ours anew, and what was missed: Livestorm may list one that it has switched off (livestorm-api.md 6.4).
 * One call to look, two for each, and those of the gap.
 */
export async function renewWebhooks(deps: Needs, since: Date): Promise<void> {
  const { livestorm, webhookUrl: url } = deps;
  if (url === null) return;
  await noteGap(deps, since);
  const existing = await take(livestorm.webhooks.list(), 500);
  for (const webhook of existing.filter((one) => one.url === url)) await livestorm.webhooks.remove(webhook.id);
  const wanted = await wantedWebhooks(deps);
  for (const event of wanted) await livestorm.webhooks.create(event, url);
  await noteChecked(deps, wanted);
  await fillGap(deps);
}
