// Sessions out of the local catalogue. Costs no call.

import type { Deps } from '../deps.ts';
import type { SessionState } from '../store/catalogue.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';

export const STATES = ['upcoming', 'live', 'past', 'draft'] as const satisfies readonly SessionState[];

/** `readAt` is when the whole catalogue was last read; null before the first reading. */
export async function listSessions(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  state: SessionState,
  limit: number,
): Promise<{ sessions: SessionWithEvent[]; readAt: Date | null }> {
  const [sessions, readAt] = await Promise.all([
    store.catalogue.sessions({ state, now: clock(), limit }),
    store.catalogue.readAt(),
  ]);
  return { sessions, readAt };
}
