// Somebody asks that a session is followed live in a channel, or no longer.

import type { Deps } from '../deps.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { isTold } from './check-webhooks.ts';
import { LIVE } from './live.ts';
import { liveChannels, tendLive } from './live-channels.ts';
import { leftForLive } from './live-left.ts';
import { foreseenCalls } from './live-pace.ts';
import { isRunning, plannedMs, ranMs } from './live-plan.ts';
import { CARD } from './subscriptions.ts';

const MINUTE_MS = 60_000;

type Needs = Pick<Deps, 'store' | 'clock' | 'jobs' | 'reserve' | 'webhookUrl'>;

export interface LivePrice {
  /** Of what is to come of it, as it is planned. */
  minutes: number;
  calls: number;
  left: { remaining: number; forLive: number } | null;
  /** Another channel follows it: it costs no more. */
  isShared: boolean;
  isRunning: boolean;
}

/** Costs no call. */
export async function livePrice(deps: Needs, session: SessionWithEvent): Promise<LivePrice> {
  const now = deps.clock();
  const runs = isRunning(session, { now, isTold: await isTold(deps) });
  const toCome = plannedMs(session) - (runs ? ranMs(session, now) : 0);
  const minutes = Math.max(15, Math.round(toCome / MINUTE_MS));
  const known = await deps.store.live.of(session.id);
  const isShared = known !== null && known.follow.endedAt === null;
  return { minutes, calls: foreseenCalls(minutes), left: await leftForLive(deps), isShared, isRunning: runs };
}

/** Would take calls that are kept for people. */
export const isDear = ({ calls, left, isShared }: LivePrice): boolean =>
  !isShared && left !== null && calls > left.forLive;

/** From now on, or from its start on. */
export async function followLive(
  deps: Needs,
  { sessionId, channel, user }: { sessionId: string; channel: string; user: string },
): Promise<void> {
  const now = deps.clock();
  await deps.store.transaction(async (within) => {
    await within.live.ask({ sessionId, channel, wants: true, changedBy: user, changedAt: now });
    await within.live.hasten(sessionId, now);
    await deps.jobs.send(LIVE, { sessionId }, { transaction: within.trx });
    await deps.jobs.send(CARD, { sessionId }, { key: sessionId, transaction: within.trx });
  });
  await tendLive(deps, sessionId, await isTold(deps));
}

/** Whatever the channel subscribed to. Resolves with the sessions that were followed there. */
export async function stopLive(
  { store, clock, jobs }: Pick<Deps, 'store' | 'clock' | 'jobs'>,
  { channel, user }: { channel: string; user: string },
): Promise<SessionWithEvent[]> {
  return await store.transaction(async (within) => {
    const all = new Set([...(await within.live.open()), ...(await within.live.asked())]);
    const stopped: SessionWithEvent[] = [];
    for (const sessionId of all) {
      const session = await within.catalogue.session(sessionId);
      const here = session && (await liveChannels(within, session)).some((one) => one.channel === channel);
      if (!here) continue;
      stopped.push(session);
      await within.live.ask({ sessionId, channel, wants: false, changedBy: user, changedAt: clock() });
      await jobs.send(CARD, { sessionId }, { key: sessionId, transaction: within.trx });
    }
    return stopped;
  });
}
