// Which channels are told what is asked and written in a live session, and when following it begins.

import type { Deps } from '../deps.ts';
import { brings } from '../features.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { LiveFollow } from '../store/live.ts';
import type { ListKind } from '../store/live-tables.ts';
import type { StoreTransaction } from '../store/store.ts';
import type { People } from '../store/tables.ts';
import { peopleIn } from './channel-people.ts';
import { LIVE } from './live.ts';
import { EVERY } from './live-pace.ts';
import { hasRunLong, isOver, isOverdue, isRunning } from './live-plan.ts';

export interface LiveChannel {
  channel: string;
  kinds: ListKind[];
  people: People;
  /** The key of what it stands under: the card, or a message of its own. */
  under: string;
  /** Without a card: who asked for it. */
  askedBy: string | null;
  /** What was written earlier is not said here. */
  since: Date;
}

export const KINDS = ['questions', 'chat'] as const;
const MINUTE = 60_000;

/** What was said just before somebody asked still belongs to what follows. */
const BEFORE_MS = 5 * MINUTE;
const EVER = new Date(0);

export const liveKey = (sessionId: string, channel: string): string => `live ${sessionId} ${channel}`;

/** Those that subscribed to it, and those where somebody asked for it; without those where somebody asked for quiet. */
export async function liveChannels(within: Store, session: SessionWithEvent): Promise<LiveChannel[]> {
  const { id, eventId } = session;
  const begins = session.startedAt ?? session.startsAt ?? EVER;
  const followers = await within.subscriptions.forEvent(eventId);
  const asked = await within.live.channels(id);
  const channels = new Map<string, LiveChannel>();
  for (const { channel, features, people, createdAt } of followers) {
    const kinds = KINDS.filter((kind) => brings(features, kind));
    if (kinds.length === 0) continue;
    const under = await rootOf(within, id, channel);
    const since = createdAt > begins ? new Date(createdAt.getTime() - BEFORE_MS) : EVER;
    channels.set(channel, { channel, kinds, people, under, askedBy: null, since });
  }
  for (const { channel, wants, changedBy, changedAt } of asked) {
    if (!wants) channels.delete(channel);
    if (!wants || channels.get(channel)?.kinds.length === KINDS.length) continue;
    const people = await peopleIn({ store: within }, channel, eventId);
    const under = await rootOf(within, id, channel);
    const since = new Date(changedAt.getTime() - BEFORE_MS);
    channels.set(channel, { channel, kinds: [...KINDS], people, under, askedBy: changedBy, since });
  }
  return [...channels.values()];
}

type Store = Pick<StoreTransaction, 'subscriptions' | 'live' | 'outbox'>;

async function rootOf({ outbox }: Pick<Store, 'outbox'>, sessionId: string, channel: string): Promise<string> {
  const card = `card ${sessionId} ${channel}`;
  return (await outbox.of(card)).length > 0 ? card : liveKey(sessionId, channel);
}

/** Looks that should have been, and nothing was read: longer than two of them, at the usual pace or slower. */
export const isLate = ({ heardUntil, beganAt, everySeconds, pace }: LiveFollow, now: Date): boolean =>
  pace !== 'paused' &&
  now.getTime() - (heardUntil ?? beganAt).getTime() > 2 * Math.max(everySeconds, EVERY.most) * 1_000 + MINUTE;

const UNREAD = { heardUntil: null, everySeconds: EVERY.most, pace: 'usual', isLate: false } as const;

/** What a channel's card says of it; null when nobody follows the session, or not here. */
export async function liveStateIn(
  within: Store,
  session: SessionWithEvent,
  { channel, now }: { channel: string; now: Date },
) {
  const known = await within.live.of(session.id);
  const here = (await liveChannels(within, session)).find((one) => one.channel === channel);
  if (!here) return null;
  if (known) return { ...known.follow, kinds: here.kinds, isLate: isLate(known.follow, now) };
  return hasRunLong(session, now) ? { ...UNREAD, endedAt: now, kinds: here.kinds } : null;
}

/** Lists that some channel wants. */
export const kindsOf = (channels: LiveChannel[]): ListKind[] =>
  KINDS.filter((kind) => channels.some(({ kinds }) => kinds.includes(kind)));

/**
 * Begins to follow a session that runs and that some channel wants to hear of, and sees that the rest is read when it is
 * over: as often as one likes, by whoever noticed.
 */
export async function tendLive(deps: Needs, sessionId: string, isTold: boolean): Promise<void> {
  const now = deps.clock();
  await deps.store.transaction(async (within) => {
    const session = await within.catalogue.session(sessionId);
    const known = await within.live.of(sessionId);
    if (known) await endSoon(deps, within, { session, follow: known.follow, now });
    else if (session && isRunning(session, { now, isTold })) await begin(deps, within, { session, now });
  });
}

type Needs = Pick<Deps, 'store' | 'clock' | 'jobs'>;

async function endSoon(
  { jobs }: Needs,
  within: StoreTransaction,
  { session, follow, now }: { session: SessionWithEvent | null; follow: LiveFollow; now: Date },
): Promise<void> {
  const { sessionId, nextAt } = follow;
  const goesOn = session !== null && !isOver(session) && !isOverdue(session, now);
  if (goesOn || nextAt === null) return;
  // Once: a look that Livestorm or the gate refuses brings the card up to date, which comes here again.
  if (!(await within.live.noticeEnd(sessionId))) return;
  await within.live.hasten(sessionId, now);
  await jobs.send(LIVE, { sessionId }, { key: `end ${sessionId}`, transaction: within.trx });
}

async function begin(
  { jobs }: Needs,
  within: StoreTransaction,
  { session, now }: { session: SessionWithEvent; now: Date },
): Promise<void> {
  const { id: sessionId, startedAt, startsAt } = session;
  const channels = await liveChannels(within, session);
  if (channels.length === 0) return;
  const begins = startedAt ?? startsAt ?? now;
  // Whoever asks for it waits; what was subscribed to may wait until something can have been said.
  const isAwaited = channels.some(({ askedBy }) => askedBy !== null);
  const first = new Date(begins.getTime() + EVERY.most * 1_000);
  const nextAt = isAwaited || first < now ? now : first;
  const beganAt = begins < now ? begins : now;
  await within.live.begin(sessionId, { beganAt, nextAt, everySeconds: EVERY.most });
  const later = nextAt > now ? { key: `begin ${sessionId}`, startAfter: nextAt } : {};
  await jobs.send(LIVE, { sessionId }, { transaction: within.trx, ...later });
}
