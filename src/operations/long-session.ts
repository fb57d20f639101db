// A session of more pages than are read unasked: one decision about the rest, for all channels.

import type { Deps } from '../deps.ts';
import { type Digest, digestFromJson, type Rest } from './digest.ts';

/** The job that reads the rest, by name: jobs/long-digest.ts. */
export const LONG_DIGEST = 'long-digest';

/** Null when nothing of the session is unread, or nothing of it is kept any more. */
export async function decideRest(
  { store, jobs, clock }: Pick<Deps, 'store' | 'jobs' | 'clock'>,
  sessionId: string,
  { what, by }: NonNullable<Rest['decided']>,
): Promise<{ digest: Digest; decided: NonNullable<Rest['decided']>; isNew: boolean } | null> {
  return await store.transaction(async (within) => {
    const kept = await within.digests.get(sessionId);
    const known = kept?.data ? digestFromJson(kept.data) : null;
    if (!kept || !known || known.unread.length === 0) return null;
    const isNew = await within.longSessions.decide({ sessionId, decision: what, decidedBy: by, decidedAt: clock() });
    const row = await within.longSessions.get(sessionId);
    const decided = row ? { what: row.decision, by: row.decidedBy } : { what, by };
    const digest = { ...known, rest: { left: known.rest?.left ?? null, decided } };
    if (isNew) {
      await within.digests.replace(sessionId, digest, kept.builtAt);
      await jobs.send(LONG_DIGEST, { sessionId }, { key: sessionId, transaction: within.trx });
    }
    return { digest, decided, isNew };
  });
}
