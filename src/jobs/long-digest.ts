// What was decided about a long session: said in each channel that has its digest, and the rest read when it is to be read.

import { z } from 'zod';
import { placeHere } from '../commands/digest-here.ts';
import type { Deps } from '../deps.ts';
import { LivestormError } from '../errors.ts';
import { type Digest, formatOf } from '../operations/digest.ts';
import { LONG_DIGEST } from '../operations/long-session.ts';
import { keptDigest, renewDigest } from '../operations/make-digest.ts';
import { say } from '../operations/outbox.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { restRead } from '../views/digest-rest.ts';
import { forDigest, wanting } from './digest.ts';
import { waitFor } from './digest-later.ts';
import { defineJob } from './job.ts';

export const longDigest = defineJob({
  name: LONG_DIGEST,
  summary: 'Reads the rest of a long session when an operator has said so, and brings its digests up to date.',
  payload: z.object({ sessionId: z.string() }),
  retries: 40, // about eight hours
  async run({ sessionId }, deps: Deps) {
    const session = await deps.store.catalogue.session(sessionId);
    const decided = await deps.store.longSessions.get(sessionId);
    const known = await keptDigest(deps, sessionId);
    if (!session || !decided || !known) return;
    await show(known, session, deps);
    if (decided.decision === 'left') return;
    const digest = known.unread.length === 0 ? known : await readRest(session, deps);
    if (!digest) return;
    await show(digest, session, deps);
    await deps.store.transaction(async (within) => {
      const messages = [restRead(digest)];
      await say(deps, within, { channel: decided.decidedBy, key: `digest whole ${sessionId}`, messages });
    });
  },
});

/** In each channel in the place of what stands there. */
async function show(digest: Digest, session: SessionWithEvent, deps: Deps): Promise<void> {
  for (const { channel, features } of await wanting(deps.store, session))
    await placeHere(deps, { digest, channel, format: formatOf(features) });
}

/** Null when it is to go on later: what was read by then is kept. */
async function readRest(session: SessionWithEvent, deps: Deps): Promise<Digest | null> {
  try {
    return await renewDigest(forDigest(session.id, deps), session, 'on');
  } catch (error) {
    const startAfter = error instanceof LivestormError ? waitFor(error.problem, session, deps.clock()) : null;
    if (!(error instanceof LivestormError) || startAfter === null) throw error;
    const { code } = error.problem;
    deps.log.warn({ session: session.id, startAfter, problem: code }, 'the rest of a long session waits');
    await deps.jobs.send(LONG_DIGEST, { sessionId: session.id }, { key: session.id, startAfter });
    return null;
  }
}
