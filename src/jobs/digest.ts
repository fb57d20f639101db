// The digest after a session: read once from Livestorm, then posted in each channel that asked for it.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { buildDigest } from '../operations/build-digest.ts';
import { digestFromJson } from '../operations/digest.ts';
import { digestMessages } from '../views/digest.ts';
import { defineJob } from './job.ts';

export const digest = defineJob({
  name: 'digest',
  summary: 'Builds the digest of a session that has ended.',
  payload: z.object({ sessionId: z.string() }),
  async run({ sessionId }, deps: Deps) {
    const session = await deps.store.catalogue.session(sessionId);
    if (!session) return;
    const subscribed = await deps.store.subscriptions.forEvent(session.eventId);
    if (subscribed.length === 0) return;
    if (!(await deps.store.digests.get(sessionId))) {
      const livestorm = deps.livestorm.for({ kind: 'digest', who: sessionId });
      const built = await buildDigest({ ...deps, livestorm }, session);
      await deps.store.digests.save(sessionId, built, deps.clock());
    }
    for (const { channel } of subscribed) {
      await deps.jobs.send(digestPost.name, { sessionId, channel }, { key: `${sessionId}:${channel}` });
    }
  },
});

export const digestPost = defineJob({
  name: 'digest-post',
  summary: 'Posts a digest and its thread in one channel.',
  payload: z.object({ sessionId: z.string(), channel: z.string() }),
  async run({ sessionId, channel }, deps: Deps) {
    const saved = await deps.store.digests.get(sessionId);
    if (!saved) return;
    const digest = digestFromJson(saved.data);
    const subscribed = await deps.store.subscriptions.forEvent(digest.eventId);
    const people = subscribed.find((subscription) => subscription.channel === channel)?.people ?? 'initials';
    const { root, thread } = digestMessages(digest, { people });
    const parts = [root, ...thread];
    let rootTs: string | undefined;
    for (const [part, message] of parts.entries()) {
      if ((await deps.store.digests.claimPost(sessionId, channel, part)) === 'claimed') {
        const identity = { key: `digest:${sessionId}`, part, of: parts.length };
        const ts = await deps.slack.post(channel, message, { identity, ...(rootTs && { threadTs: rootTs }) });
        await deps.store.digests.markPosted(sessionId, channel, part, ts);
      }
      rootTs ??= (await deps.store.digests.posts(sessionId, channel)).find((post) => post.part === 0)?.ts ?? undefined;
    }
  },
});
