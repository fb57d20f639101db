// The digest after a session: read once from Livestorm, then said in each channel that asked for it.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { callsAreKept } from '../errors.ts';
import { buildDigest } from '../operations/build-digest.ts';
import { type Digest, digestFromJson } from '../operations/digest.ts';
import { say } from '../operations/outbox.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { digestMessages } from '../views/digest.ts';
import { defineJob } from './job.ts';

export const digest = defineJob({
  name: 'digest',
  summary: 'Builds the digest of a session that has ended, and says it in each channel that follows it.',
  payload: z.object({ sessionId: z.string() }),
  retries: 40, // about eight hours
  async run({ sessionId }, deps: Deps) {
    const session = await deps.store.catalogue.session(sessionId);
    if (!session) return;
    if ((await deps.store.subscriptions.forEvent(session.eventId)).length === 0) return;
    const known = await deps.store.digests.get(sessionId);
    // It was made and said so long ago that what people said is forgotten: Livestorm only tells of it again.
    if (known && known.data === null) return;
    const built = known ? digestFromJson(known.data) : await read(session, deps);
    if (!built) return;
    await deps.store.transaction(async (within) => {
      await within.digests.save(sessionId, built, deps.clock());
      for (const { channel, people } of await within.subscriptions.forEvent(session.eventId)) {
        const { root, thread } = digestMessages(built, { people });
        await say(deps, within, { channel, key: `digest ${sessionId} ${channel}`, messages: [root, ...thread] });
      }
    });
  },
});

/** Null when the period's calls are spent, or kept for people: the digest waits, and no try is wasted on the way. */
async function read(session: SessionWithEvent, deps: Deps): Promise<Digest | null> {
  try {
    return await buildDigest(forDigest(session.id, deps), session);
  } catch (error) {
    const kept = callsAreKept(error);
    if (!kept) throw error;
    const startAfter = kept.resetsAt ?? new Date(deps.clock().getTime() + UNKNOWN_RESET_MS);
    deps.log.warn({ session: session.id, startAfter }, 'a digest waits: the calls of this period are spent');
    await deps.jobs.send(digest.name, { sessionId: session.id }, { key: session.id, startAfter });
    return null;
  }
}

/** Six hours: Livestorm does not always say when the period ends. */
const UNKNOWN_RESET_MS = 6 * 60 * 60 * 1000;

const forDigest = (sessionId: string, deps: Deps): Deps => ({
  ...deps,
  livestorm: deps.livestorm.for({ kind: 'digest', who: sessionId }),
});
