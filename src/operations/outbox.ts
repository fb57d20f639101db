// Saying something on the bot's own account: written with what it is about, posted once by the job `outbox`.

import type { Deps } from '../deps.ts';
import type { OutboxMessage } from '../store/outbox.ts';
import type { StoredMessage } from '../store/outbox-row.ts';
import type { StoreTransaction } from '../store/store.ts';

/** The jobs that work the outbox, by name: jobs/outbox.ts and jobs/sweep.ts. */
export const OUTBOX = 'outbox';
export const SWEEP = 'sweep';

export interface Saying {
  channel: string;
  /** One for what is said, wherever it is decided: what is said twice under one key is said once. */
  key: string;
  /** The first one, and those in its thread. */
  messages: StoredMessage[];
  /** The key of what was said before, in whose thread all of them go. */
  under?: string;
}

const CHART = 'data_visualization';

/** Not every Slack takes charts: the same without them, since the words under a chart say what it shows. Null without any. */
export function withoutCharts({ text, blocks }: StoredMessage): StoredMessage | null {
  const kept = blocks.filter((block) => !('type' in block && block.type === CHART));
  return kept.length < blocks.length ? { text, blocks: kept } : null;
}

/** How the keys begin of what is said to a person about a message. */
export const NOTICE = { ambiguous: 'ambiguous', givenUp: 'given up' } as const;

export const isNotice = (key: string): boolean => Object.values(NOTICE).some((word) => key.startsWith(`${word} `));

/**
 * The messages and the job that posts them, in one transaction with what they are about. A job for each: a key would
 * drop it while another waits, which may have looked already, or may wait for Slack's Retry-After.
 */
export async function say(
  { jobs }: Pick<Deps, 'jobs'>,
  within: StoreTransaction,
  { channel, key, messages, under }: Saying,
): Promise<void> {
  if (!(await within.outbox.add(channel, key, messages, under))) return;
  await jobs.send(OUTBOX, { channel }, { transaction: within.trx });
}

/** What was said under a key says this from now on: what stands is edited, what waits is posted so. */
export async function sayInstead(
  { jobs }: Pick<Deps, 'jobs'>,
  within: StoreTransaction,
  { key, message, part = 0 }: { key: string; message: StoredMessage; part?: number },
): Promise<void> {
  const channel = await within.outbox.edit(key, part, message);
  if (channel === null) return;
  await jobs.send(OUTBOX, { channel }, { key: `edit ${channel}`, transaction: within.trx });
}

/** Looks at a channel again at that moment: one job a second is enough. */
export async function postAt({ jobs }: Pick<Deps, 'jobs'>, channel: string, at: Date): Promise<void> {
  await jobs.send(OUTBOX, { channel }, { key: `${channel} ${second(at)}`, startAfter: at });
}

export async function sweepAt({ jobs }: Pick<Deps, 'jobs'>, at: Date): Promise<void> {
  await jobs.send(SWEEP, {}, { key: second(at), startAfter: at });
}

const second = (at: Date): string => `at ${Math.floor(at.getTime() / 1_000)}`;

/** A person says whether an ambiguous message stands in its channel. Null when it was decided before. */
export async function decideMessage(
  { store, jobs }: Pick<Deps, 'store' | 'jobs'>,
  id: number,
  verdict: 'there' | 'again',
): Promise<OutboxMessage | null> {
  return await store.transaction(async (within) => {
    const decided = await within.outbox.decide(id, verdict);
    if (decided) await jobs.send(OUTBOX, { channel: decided.channel }, { transaction: within.trx });
    return decided;
  });
}
