// The digest of a session: read when somebody asks, kept, and said in a channel, once for each.

import type { Deps } from '../deps.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { OutboxMessage } from '../store/outbox.ts';
import type { StoredMessage } from '../store/outbox-row.ts';
import type { StoreTransaction } from '../store/store.ts';
import { buildDigest } from './build-digest.ts';
import { remember } from './catalogue.ts';
import { closeLive } from './close-live.ts';
import { type Digest, digestFromJson } from './digest.ts';
import { historyOf } from './history.ts';
import { OUTBOX, say, sayInstead } from './outbox.ts';
import { recordingAtFirst } from './recordings.ts';
import { isOfThisEnd } from './settling.ts';

/** Under this a session's digest is said in a channel, whoever asked for it: one each. */
export const digestKey = (sessionId: string, channel: string): string => `digest ${sessionId} ${channel}`;

/** What was kept; null when none was made, or what it was made of is forgotten. No call. */
export async function keptDigest({ store }: Pick<Deps, 'store'>, sessionId: string): Promise<Digest | null> {
  const kept = await store.digests.get(sessionId);
  return kept === null || kept.data === null ? null : digestFromJson(kept.data);
}

type Reads = Pick<Deps, 'livestorm' | 'store' | 'clock' | 'reserve' | 'settling' | 'sleep'>;

/**
 * See `buildDigest` for its cost, and `closeLive` of a session that was followed live; what is usual costs nothing. What came
 * later to one that was made before stays.
 */
export async function readDigest(deps: Reads, session: SessionWithEvent, isFinal: boolean): Promise<Digest> {
  const followed = await closeLive(deps, session);
  const read = await buildDigest(deps, session, { known: followed?.known ?? {} });
  const calls = (read.calls ?? 0) + (followed?.calls ?? 0);
  const before = await keptDigest(deps, session.id);
  const kept = before && isOfThisEnd(before, session) ? before : null;
  const recording = kept?.recording ?? recordingAtFirst(session, read.readAt);
  const history = await historyOf(deps, session);
  return { ...read, calls, isFinal, recording, watched: kept?.watched ?? null, history };
}

/** Calls that a digest costs at least, as far as the catalogue knows: nobody knows how much was said. */
export const leastCalls = ({ registrantsCount }: SessionWithEvent): number =>
  Math.max(1, Math.ceil(Math.min(registrantsCount, 10_000) / 50)) + 2;

/** Keeps what later digests are compared with: no names. */
export async function keepFigures(
  within: Pick<StoreTransaction, 'figures'>,
  { sessionId, eventId, endedAt, registrants, attendees, averageStaySeconds, questions, messageCount }: Digest,
): Promise<void> {
  if (!endedAt) return;
  const figures = { sessionId, eventId, endedAt, registrants, attendees, averageStaySeconds };
  await within.figures.save({ ...figures, questions: questions.length, messages: messageCount });
}

/** Reads it anew, or what was not read of it yet, and keeps it in the place of what was kept. */
export async function renewDigest(
  deps: Reads,
  session: SessionWithEvent,
  how: 'anew' | 'on' = 'anew',
): Promise<Digest> {
  const over = deps.clock().getTime() - (session.endedAt ?? deps.clock()).getTime();
  if (how === 'anew') await deps.store.heardPages.forget(session.id);
  const digest = await readDigest(deps, session, over >= deps.settling.longestMs);
  await deps.store.transaction(async (within) => {
    await within.digests.replace(session.id, digest, deps.clock());
    await keepFigures(within, digest);
  });
  return digest;
}

/**
 * The session as it is now, when the catalogue cannot tell whether it ended: one call, and none for one that ended, was
 * canceled, never began or is still to come.
 */
export async function settled(
  deps: Pick<Deps, 'livestorm' | 'store' | 'clock'>,
  session: SessionWithEvent,
): Promise<SessionWithEvent> {
  const { endedAt, canceledAt, status, startsAt, startedAt } = session;
  const begins = startedAt ?? startsAt;
  const isOver = endedAt !== null || canceledAt !== null || status === 'past_not_started';
  if (isOver || !begins || begins > deps.clock()) return session;
  await remember(deps, { sessions: [await deps.livestorm.sessions.get(session.id)] });
  return (await deps.store.catalogue.session(session.id)) ?? session;
}

export type Placed = 'new' | 'edited' | 'same';

/** Says it in the channel once: what stands there is edited, and what is more of it goes into the same thread. */
export async function place(
  deps: Pick<Deps, 'jobs'>,
  within: StoreTransaction,
  saying: { channel: string; key: string; messages: StoredMessage[]; under?: string },
): Promise<Placed> {
  const { channel, key, messages } = saying;
  if (messages.length === 0) return 'same';
  const stands = await within.outbox.of(key);
  if (stands.length === 0) {
    await say(deps, within, saying);
    return 'new';
  }
  const isRefused = stands.some(({ state }) => state === 'failed');
  if (isRefused && (await within.outbox.revive(channel)) > 0)
    await deps.jobs.send(OUTBOX, { channel }, { transaction: within.trx });
  const changed = stands.filter((row, part) => messages[part] && !says(row, messages[part]));
  for (const { part } of changed) {
    const message = messages[part];
    if (message) await sayInstead(deps, within, { key, part, message });
  }
  const more = await place(deps, within, {
    channel,
    key: `${key} +`,
    messages: messages.slice(stands.length),
    under: saying.under ?? key,
  });
  return isRefused ? 'new' : changed.length > 0 || more !== 'same' ? 'edited' : 'same';
}

const says = ({ message }: OutboxMessage, wanted: StoredMessage): boolean =>
  JSON.stringify(message) === JSON.stringify(wanted);
