// The digest after a session: a few words at its end, and all of it when attendance has settled, read once from
// Livestorm and said in each channel that asked for it.

import { z } from 'zod';
import { placeDigest } from '../commands/digest-here.ts';
import type { Deps } from '../deps.ts';
import { callsAreKept, isGone, LivestormError } from '../errors.ts';
import { brings, wantsCard } from '../features.ts';
import { type Digest, digestFromJson, formatOf } from '../operations/digest.ts';
import { digestKey, keepFigures, place, readDigest } from '../operations/make-digest.ts';
import { say } from '../operations/outbox.ts';
import { nextLook, RECORDING } from '../operations/recordings.ts';
import { endOf, isLiveAgain, isOff, isWhole, settledAt, tellsOfPeople } from '../operations/settling.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { StoredMessage } from '../store/outbox-row.ts';
import type { Subscription } from '../store/subscriptions.ts';
import { flash, noDigestComes, startedAgain } from '../views/digest-flash.ts';
import { digestWaits } from '../views/digest-waits.ts';
import { WAITS, waitFor } from './digest-later.ts';
import { defineJob } from './job.ts';

export const digest = defineJob({
  name: 'digest',
  summary: 'Says in each channel that follows a session that it has ended, and its digest when attendance has settled.',
  /** `since`: when this end was first heard of. */
  payload: z.object({
    sessionId: z.string(),
    since: z.coerce.date().optional(),
    endedAt: z.coerce.date().optional(),
  }),
  retries: 40, // about eight hours
  async run({ sessionId, since, endedAt }, deps: Deps) {
    const session = await deps.store.catalogue.session(sessionId);
    if (!session) return;
    if (isOff(session)) return await tell({ session, message: noDigestComes(session), where: 'cardless' }, deps);
    const kept = await deps.store.digests.get(sessionId);
    // It may have ended once more while this waited.
    const isFirst = since === undefined || endedAt?.getTime() !== session.endedAt?.getTime();
    const after: After = { session, since: isFirst ? deps.clock() : since, isFirst };
    if (await isLiveAgain(deps, session)) {
      if (!kept) await tell({ session, message: startedAgain(session), where: 'standing' }, deps);
      return;
    }
    if (after.isFirst) await beginLooks(after, deps);
    if ((await wanting(deps.store, session)).length === 0) return;
    // It was made and said so long ago that what people said is forgotten: Livestorm only tells of it again.
    if (kept && kept.data === null) return;
    await follow(after, kept ? digestFromJson(kept.data) : null, deps);
  },
});

const MINUTE = 60 * 1000;

/** A session that has ended. */
interface After {
  session: SessionWithEvent;
  since: Date;
  isFirst: boolean;
}

/** Who follows it for its digest. */
export const wanting = async ({ subscriptions }: Pick<Deps['store'], 'subscriptions'>, { eventId }: SessionWithEvent) =>
  (await subscriptions.forEvent(eventId)).filter(({ features }) => brings(features, 'digest'));

async function follow(after: After, kept: Digest | null, deps: Deps): Promise<void> {
  const { session, isFirst } = after;
  if (kept && isWhole(kept, session)) return await post(after, { digest: kept, isNew: !isFirst }, deps);
  const isEarly = await waits(after, kept === null, deps);
  // What was heard of it before it was over is not all of it; what was heard since is gone on with.
  if (isEarly || (isFirst && kept)) await deps.store.heardPages.forget(session.id);
  if (isEarly) return;
  const digest = await read(after, deps);
  if (digest) await post(after, { digest, isNew: true }, deps);
}

/** Whether it is too early. A channel that has no digest yet is told what is known. */
async function waits({ session, since }: After, isNews: boolean, deps: Deps): Promise<boolean> {
  const now = deps.clock();
  const end = endOf(session, since);
  const settled = await settledAt(deps, session, end);
  if (settled.at <= now) return false;
  if (isNews) {
    const isTold = await tellsOfPeople(deps);
    const { longestMs, untoldMs } = deps.settling;
    const until = new Date(end.getTime() + (isTold ? longestMs : untoldMs));
    await tell({ session, message: flash(session, { until, isTold }), where: 'all' }, deps);
  }
  const soon = now.getTime() - since.getTime() < MINUTE ? MINUTE / 12 : MINUTE;
  const next = settled.mayComeSooner ? Math.min(settled.at.getTime(), now.getTime() + soon) : settled.at.getTime();
  await again({ session, since }, new Date(next), deps);
  return true;
}

async function again({ session, since }: Pick<After, 'session' | 'since'>, startAfter: Date, { jobs }: Deps) {
  const { id, endedAt } = session;
  const payload = { sessionId: id, since: since.toISOString(), ...(endedAt && { endedAt: endedAt.toISOString() }) };
  await jobs.send(digest.name, payload, { key: id, startAfter });
}

/** `isNew`: it takes the place of what stands there. */
async function post({ session }: After, { digest: made, isNew }: { digest: Digest; isNew: boolean }, deps: Deps) {
  await deps.store.transaction(async (within) => {
    if (isNew) await within.digests.replace(session.id, made, deps.clock());
    await keepFigures(within, made);
    for (const { channel, features } of await wanting(within, session)) {
      if (!isNew && (await within.outbox.of(digestKey(session.id, channel))).length > 0) continue;
      await placeDigest(deps, within, { digest: made, channel, format: formatOf(features) });
    }
  });
}

/** In the place of the digest; `cardless`: where something stands there, or no card says the same. */
async function tell(
  {
    session,
    message,
    where,
  }: { session: SessionWithEvent; message: StoredMessage; where: 'all' | 'cardless' | 'standing' },
  deps: Deps,
): Promise<void> {
  await deps.store.transaction(async (within) => {
    for (const { channel, features } of await wanting(within, session)) {
      const key = digestKey(session.id, channel);
      const isNews = where === 'all' || (where === 'cardless' && !wantsCard(features));
      if (!isNews && (await within.outbox.of(key)).length === 0) continue;
      await place(deps, within, { channel, key, messages: [message] });
    }
  });
}

/** That a recording is there is told by nobody. */
async function beginLooks({ session, since }: After, deps: Deps): Promise<void> {
  const from = endOf(session, since);
  const startAfter = session.event.recordingEnabled === false ? null : nextLook(from, deps.clock());
  const followers = await deps.store.subscriptions.forEvent(session.eventId);
  if (!session.endedAt || !startAfter || !followers.some(wantsRecording)) return;
  const payload = { sessionId: session.id, from: from.toISOString() };
  await deps.jobs.send(RECORDING, payload, { key: session.id, startAfter });
}

const wantsRecording = ({ features }: Subscription) => brings(features, 'digest') || brings(features, 'replay');

/** Null when there is nothing to read yet, or any more. */
async function read(after: After, deps: Deps): Promise<Digest | null> {
  const { session } = after;
  try {
    return await readDigest(forDigest(session.id, deps), session, true);
  } catch (error) {
    if (!(error instanceof LivestormError)) throw error;
    if (isGone(error)) {
      deps.log.info({ session: session.id }, 'a session has no digest: Livestorm no longer has it');
      await tell({ session, message: noDigestComes(session), where: 'standing' }, deps);
      await deps.store.catalogue.removeSession(session.id);
      return null;
    }
    const { problem } = error;
    const startAfter = waitFor(problem, session, deps.clock());
    if (startAfter === null) throw error;
    deps.log.warn({ session: session.id, startAfter, problem: problem.code }, WAITS[problem.code] ?? 'a digest waits');
    await again(after, startAfter, deps);
    if (callsAreKept(error)) await sayThatItWaits(session, callsAreKept(error)?.resetsAt ?? null, deps);
    return null;
  }
}
/** Once in each channel that waits for it. */
async function sayThatItWaits(session: SessionWithEvent, until: Date | null, deps: Deps): Promise<void> {
  const words = digestWaits({ ...deps, session, until });
  await deps.store.transaction(async (within) => {
    for (const { channel } of await wanting(within, session)) {
      await say(deps, within, { channel, key: `digest waits ${session.id} ${channel}`, messages: [words] });
    }
  });
}

export const forDigest = (sessionId: string, deps: Deps): Deps => ({
  ...deps,
  livestorm: deps.livestorm.for({ kind: 'digest', who: sessionId }),
});
