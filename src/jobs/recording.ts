// A session's recording: looked for a few times after the end, said in the digest and where it was asked for; and how many
// watched it.

import { z } from 'zod';
import { placeDigest } from '../commands/digest-here.ts';
import type { Deps } from '../deps.ts';
import { callsAreKept, isGone, LivestormError } from '../errors.ts';
import { brings } from '../features.ts';
import { type Digest, formatOf } from '../operations/digest.ts';
import { digestKey, keptDigest } from '../operations/make-digest.ts';
import { say } from '../operations/outbox.ts';
import { hasRecording, nextLook, RECORDING } from '../operations/recordings.ts';
import { isLiveAgain, watchersOf } from '../operations/settling.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { StoreTransaction } from '../store/store.ts';
import type { Subscription } from '../store/subscriptions.ts';
import { replayReady } from '../views/replay.ts';
import { defineJob } from './job.ts';

export const recording = defineJob({
  name: RECORDING,
  summary: 'Looks for the recording of a session that has ended, and counts who watched it.',
  /** `from`: the end, or when it was heard of. */
  payload: z.object({ sessionId: z.string(), from: z.coerce.date() }),
  async run({ sessionId, from }, deps: Deps) {
    const session = await deps.store.catalogue.session(sessionId);
    // The next end begins anew.
    if (!session?.endedAt || (await isLiveAgain(deps, session))) return;
    const followers = await deps.store.subscriptions.forEvent(session.eventId);
    const wanted = followers.filter(({ features }) => brings(features, 'digest') || brings(features, 'replay'));
    if (wanted.length === 0) return;
    const after: After = { session, from, digest: await keptDigest(deps, sessionId), followers: wanted };
    if (await isThere(after, deps)) await count(after, deps);
    else await look(after, deps);
  },
});

interface After {
  session: SessionWithEvent;
  from: Date;
  digest: Digest | null;
  followers: Subscription[];
}

const replayKey = (sessionId: string, channel: string): string => `replay ${sessionId} ${channel}`;

async function isThere({ session, digest, followers }: After, { store }: Deps): Promise<boolean> {
  if (digest?.recording) return digest.recording.state === 'there';
  for (const { channel } of followers)
    if ((await store.outbox.of(replayKey(session.id, channel))).length > 0) return true;
  return false;
}

/** One call; none while the digest it would be said in is not made. */
async function look(after: After, deps: Deps): Promise<void> {
  const { session, from, digest, followers } = after;
  const next = nextLook(from, deps.clock());
  const isEarly = digest === null && followers.some(({ features }) => brings(features, 'digest'));
  const found = isEarly ? null : await lookUp(session, deps);
  if (found === 'gone') return;
  const at = deps.clock();
  if (found === true) await tellAll(after, { state: 'there', at }, deps);
  else if (next) await again(after, next, deps);
  else if (found === false) await tellAll(after, { state: 'none', at }, deps);
}

/** Null when it could not be asked: the next look asks again. */
async function lookUp({ id }: SessionWithEvent, deps: Deps): Promise<boolean | 'gone' | null> {
  try {
    return await hasRecording({ livestorm: deps.livestorm.for({ kind: 'digest', who: id }) }, id);
  } catch (error) {
    if (!(error instanceof LivestormError)) throw error;
    if (isGone(error)) return 'gone';
    const words = callsAreKept(error)
      ? 'a recording is looked for later: the last calls are kept for people'
      : 'a recording could not be looked for';
    deps.log.info({ session: id, problem: error.problem.code }, words);
    return null;
  }
}

async function tellAll(after: After, state: { state: 'there' | 'none'; at: Date }, deps: Deps): Promise<void> {
  const { session, followers } = after;
  const people = state.state === 'there' ? await watchersOf(deps, session.id, after.from) : null;
  await deps.store.transaction(async (within) => {
    await edit(after, { recording: state, ...(people ? { watched: { people, at: state.at } } : {}) }, { deps, within });
    if (state.state === 'none') return;
    for (const { channel, features } of followers) {
      if (!brings(features, 'replay')) continue;
      const [root] = await within.outbox.of(digestKey(session.id, channel));
      const under = root ? { under: root.key } : {};
      await say(deps, within, {
        channel,
        key: replayKey(session.id, channel),
        messages: [replayReady(session)],
        ...under,
      });
    }
  });
  if (people !== null) await again(after, new Date(state.at.getTime() + DAY_MS), deps);
}

/** What came later to a digest, in its place in each channel where it stands. */
async function edit(
  { session, digest, followers }: After,
  later: Partial<Pick<Digest, 'recording' | 'watched'>>,
  { deps, within }: { deps: Deps; within: StoreTransaction },
): Promise<void> {
  const known = await within.digests.get(session.id);
  if (!digest || !known) return;
  const newer = { ...digest, ...later };
  // Its words are kept for as long as before.
  await within.digests.replace(session.id, newer, known.builtAt);
  for (const { channel, features } of followers) {
    const stands = await within.outbox.of(digestKey(session.id, channel));
    if (!brings(features, 'digest') || stands.length === 0) continue;
    await placeDigest(deps, within, { digest: newer, channel, format: formatOf(features) });
  }
}

const DAY_MS = 24 * 60 * 60 * 1_000;
/** After the end. */
const COUNTED_MS = 8 * DAY_MS;

/** Once a day for a week, for no call: Livestorm tells of each who watches. */
async function count(after: After, deps: Deps): Promise<void> {
  const { session, from, digest } = after;
  const at = deps.clock();
  const people = digest ? await watchersOf(deps, session.id, from) : null;
  if (people === null) return;
  if (people > (digest?.watched?.people ?? 0)) {
    await deps.store.transaction((within) => edit(after, { watched: { people, at } }, { deps, within }));
  }
  if (at.getTime() - from.getTime() < COUNTED_MS - DAY_MS) await again(after, new Date(at.getTime() + DAY_MS), deps);
}

const again = ({ session: { id }, from }: After, startAfter: Date, { jobs }: Deps) =>
  jobs.send(RECORDING, { sessionId: id, from: from.toISOString() }, { key: id, startAfter });
