// The digest after a session: read once from Livestorm, then said in each channel that asked for it.

import { z } from 'zod';
import { digestItems } from '../commands/follow-up-shown.ts';
import type { Deps } from '../deps.ts';
import { callsAreKept, LivestormError, type LivestormProblem } from '../errors.ts';
import { brings } from '../features.ts';
import { type Digest, digestFromJson, formatOf } from '../operations/digest.ts';
import { digestKey, keepFigures, readDigest } from '../operations/make-digest.ts';
import { say } from '../operations/outbox.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { digestMessages } from '../views/digest.ts';
import { digestWaits } from '../views/digest-waits.ts';
import { defineJob } from './job.ts';

export const digest = defineJob({
  name: 'digest',
  summary: 'Builds the digest of a session that has ended, and says it in each channel that follows it.',
  payload: z.object({ sessionId: z.string() }),
  retries: 40, // about eight hours
  async run({ sessionId }, deps: Deps) {
    const session = await deps.store.catalogue.session(sessionId);
    if (!session) return;
    if ((await wanting(deps.store, session)).length === 0) return;
    const known = await deps.store.digests.get(sessionId);
    // It was made and said so long ago that what people said is forgotten: Livestorm only tells of it again.
    if (known && known.data === null) return;
    const built = known ? digestFromJson(known.data) : await read(session, deps);
    if (!built) return;
    await deps.store.transaction(async (within) => {
      await within.digests.save(sessionId, built, deps.clock());
      await keepFigures(within, built);
      for (const { channel, people, features } of await wanting(within, session)) {
        const items = await digestItems(deps, within, { digest: built, channel });
        const { root, thread } = digestMessages(built, { people, format: formatOf(features), items });
        await say(deps, within, { channel, key: digestKey(sessionId, channel), messages: [root, ...thread] });
      }
    });
  },
});

/** Who follows it for its digest. */
const wanting = async ({ subscriptions }: Pick<Deps['store'], 'subscriptions'>, { eventId }: SessionWithEvent) =>
  (await subscriptions.forEvent(eventId)).filter(({ features }) => brings(features, 'digest'));

/** Null when there is nothing to read yet, or any more. */
async function read(session: SessionWithEvent, deps: Deps): Promise<Digest | null> {
  try {
    return await readDigest(forDigest(session.id, deps), session);
  } catch (error) {
    if (!(error instanceof LivestormError)) throw error;
    const { problem } = error;
    if (problem.code === 'livestorm_not_found') {
      deps.log.info({ session: session.id }, 'a session has no digest: Livestorm no longer has it');
      await deps.store.catalogue.forgetSession(session.id);
      return null;
    }
    const startAfter = waitFor(problem, session, deps.clock());
    if (startAfter === null) throw error;
    deps.log.warn({ session: session.id, startAfter, problem: problem.code }, WAITS[problem.code] ?? 'a digest waits');
    await deps.jobs.send(digest.name, { sessionId: session.id }, { key: session.id, startAfter });
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

const WAITS: Partial<Record<LivestormProblem['code'], string>> = {
  livestorm_quota: 'a digest waits: the calls of this period are spent',
  livestorm_reserved: 'a digest waits: the last calls of this period are kept for people',
  livestorm_token: 'a digest waits: Livestorm refuses LIVESTORM_API_TOKEN',
  livestorm_forbidden: 'a digest waits: LIVESTORM_API_TOKEN lacks the scope to read people, questions or chat',
  livestorm_down: 'a digest waits: Livestorm does not answer',
};

const HOUR = 60 * 60 * 1000;

/**
 * When to read again what only time or an operator can mend. Null: the job's own tries, which come faster. Livestorm
 * says mostly, not always, when the period ends.
 */
function waitFor(problem: LivestormProblem, { endedAt }: SessionWithEvent, now: Date): Date | null {
  const later = (ms: number) => new Date(now.getTime() + ms);
  const age = now.getTime() - (endedAt ?? now).getTime();
  if (problem.code === 'livestorm_quota') return problem.resetsAt ?? later(6 * HOUR);
  // What is kept for people grows less while the period passes, and asking the gate costs nothing.
  if (problem.code === 'livestorm_reserved') {
    return new Date(Math.min(problem.resetsAt?.getTime() ?? Number.POSITIVE_INFINITY, later(6 * HOUR).getTime()));
  }
  if (problem.code === 'livestorm_token' || problem.code === 'livestorm_forbidden') return later(HOUR);
  const mayStillCome = age > HOUR && age < 7 * 24 * HOUR;
  return problem.code === 'livestorm_down' && mayStillCome ? later(HOUR / 4) : null;
}

const forDigest = (sessionId: string, deps: Deps): Deps => ({
  ...deps,
  livestorm: deps.livestorm.for({ kind: 'digest', who: sessionId }),
});
