// The digest after a session: read once from Livestorm, then said in each channel that asked for it.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { buildDigest } from '../operations/build-digest.ts';
import { type Digest, digestFromJson } from '../operations/digest.ts';
import { say } from '../operations/outbox.ts';
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
    const built = (await saved(sessionId, deps)) ?? (await buildDigest(forDigest(sessionId, deps), session));
    await deps.store.transaction(async (within) => {
      await within.digests.save(sessionId, built, deps.clock());
      for (const { channel, people } of await within.subscriptions.forEvent(session.eventId)) {
        const { root, thread } = digestMessages(built, { people });
        await say(deps, within, { channel, key: `digest ${sessionId} ${channel}`, messages: [root, ...thread] });
      }
    });
  },
});

async function saved(sessionId: string, { store }: Deps): Promise<Digest | null> {
  const found = await store.digests.get(sessionId);
  return found && digestFromJson(found.data);
}

const forDigest = (sessionId: string, deps: Deps): Deps => ({
  ...deps,
  livestorm: deps.livestorm.for({ kind: 'digest', who: sessionId }),
});
