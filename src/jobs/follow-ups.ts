// Reminds people of the questions that are theirs to follow up: one message each, in working hours.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { dueNudges } from '../operations/follow-ups.ts';
import { say } from '../operations/outbox.ts';
import type { FollowUp } from '../store/follow-ups.ts';
import type { StoreTransaction } from '../store/store.ts';
import { nudge } from '../views/follow-up.ts';
import { sessionTitle } from '../views/session-line.ts';
import { defineJob } from './job.ts';

export const followUps = defineJob({
  name: 'follow-ups',
  summary: 'Reminds people, in working hours and three times at most, of questions that they took. Costs no call.',
  payload: z.object({}),
  every: '*/15 9-16 * * 1-5',
  async run(_payload, deps: Deps) {
    const now = deps.clock();
    await deps.store.transaction(async (within) => {
      for (const [owner, items] of await dueNudges(deps, within)) {
        const titled = await Promise.all(items.map(async (item) => ({ item, title: await titleOf(within, item) })));
        const message = nudge(titled, { now, timeZone: deps.timeZone });
        await say(deps, within, { channel: owner, key: `nudge ${owner} ${now.toISOString()}`, messages: [message] });
        for (const item of items) await within.followUps.nudged(item, now);
      }
    });
  },
});

async function titleOf({ catalogue }: StoreTransaction, { sessionId }: FollowUp): Promise<string> {
  const session = await catalogue.session(sessionId);
  return session ? sessionTitle(session) : 'A session that Livestorm no longer has';
}
