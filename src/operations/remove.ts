// Taking away: a session, or an event with all its sessions. Livestorm's API cancels nothing, it deletes (livestorm-api.md 4.3, 4.4).

import type { Deps } from '../deps.ts';
import { isGone } from '../errors.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { type Intent, type Written, writeOnce } from './write-once.ts';

/** `gone`: Livestorm had it no longer when it was first asked. */
export type Removal = 'removed' | 'gone';

/**
 * One call. Livestorm forgets the session; the catalogue keeps it as canceled until readings of it are old, so that a
 * delivery which was on its way does not bring it back.
 */
export async function cancelSession(
  { livestorm, store, clock }: Pick<Deps, 'livestorm' | 'store' | 'clock'>,
  { event: _, ...session }: SessionWithEvent,
  intent: Intent,
): Promise<Written<Removal>> {
  const written = await removeOnce(intent, () => livestorm.sessions.remove(session.id));
  const now = clock();
  const at = session.updatedAt && session.updatedAt > now ? session.updatedAt : now;
  await store.catalogue.saveSessions([{ ...session, status: 'canceled', canceledAt: at, updatedAt: at }], now);
  return written;
}

/** One call, also for an event with many sessions. */
export async function deleteEvent(
  { livestorm, store }: Pick<Deps, 'livestorm' | 'store'>,
  eventId: string,
  intent: Intent,
): Promise<Written<Removal>> {
  const written = await removeOnce(intent, () => livestorm.events.remove(eventId));
  await store.catalogue.removeEvent(eventId);
  return written;
}

/** After a lost answer it is sent again: what is not there then was removed by us. */
async function removeOnce(intent: Intent, remove: () => Promise<unknown>): Promise<Written<Removal>> {
  let before = intent.since === null ? 0 : 1;
  return await writeOnce<Removal>(intent, {
    async send() {
      before += 1;
      try {
        await remove();
        return 'removed';
      } catch (error) {
        if (!isGone(error)) throw error;
        return before > 1 ? 'removed' : 'gone';
      }
    },
  });
}
