// What comes with time in a session's life: its card a day before, reminders, that it should have started, who registered.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { followCards } from './card.ts';
import { defineJob } from './job.ts';
import { wakeLive } from './live.ts';

const HOUR_MS = 60 * 60 * 1_000;

export const life = defineJob({
  name: 'life',
  summary: 'Looks through the catalogue for sessions whose cards, reminders or counts are due. Costs no call.',
  payload: z.object({}),
  every: '* * * * *',
  async run(_payload, deps: Deps) {
    const now = deps.clock().getTime();
    const due = await deps.store.cards.toFollow(new Date(now - HOUR_MS), new Date(now + 24 * HOUR_MS));
    const asked = [...(await deps.store.live.asked()), ...(await deps.store.live.open())];
    for (const sessionId of new Set([...due, ...asked])) {
      // One that cannot be told does not keep the others from it: the next minute tries again.
      await followCards(deps, sessionId, { withArrivals: true }).catch((error: unknown) => {
        deps.log.error({ err: error, session: sessionId }, 'a session could not be followed');
      });
    }
    await wakeLive(deps);
  },
});
