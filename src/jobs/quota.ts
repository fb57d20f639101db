// Tells who asked how Livestorm's allowance is: a line a week, and a word when half, 80 % and 95 % are used. No calls.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { say } from '../operations/outbox.ts';
import { quotaReport } from '../operations/quota-report.ts';
import { levelReached, WARNED } from '../operations/quota-watch.ts';
import type { StoreTransaction } from '../store/store.ts';
import type { Message } from '../views/blocks.ts';
import { warning, weeklyLine } from '../views/quota-line.ts';
import { defineJob } from './job.ts';

export const quotaWatch = defineJob({
  name: 'quota',
  summary: 'Warns when half, 80 % and 95 % of the calls of a period are used, once each.',
  payload: z.object({}),
  every: '*/15 * * * *',
  async run(_payload, deps: Deps) {
    const reached = await levelReached(deps);
    if (!reached) return;
    const { level, isNew, mark } = reached;
    const words = isNew ? warning(await quotaReport(deps), level, deps) : null;
    if (isNew) deps.log.warn({ level }, "so many percent of Livestorm's calls are used");
    await deps.store.transaction(async (within) => {
      await within.settings.set(WARNED, mark);
      if (words) await tell(deps, within, `quota ${mark}`, words);
    });
  },
});

export const quotaWeekly = defineJob({
  name: 'quota-weekly',
  summary: 'Says once a week how many calls are left, in each channel that asked.',
  payload: z.object({}),
  every: '0 9 * * 1',
  async run(_payload, deps: Deps) {
    if ((await deps.store.followers.all()).length === 0) return;
    const words = weeklyLine(await quotaReport(deps), deps);
    if (!words) return;
    const day = deps.clock().toISOString().slice(0, 10);
    await deps.store.transaction((within) => tell(deps, within, `quota week ${day}`, words));
  },
});

async function tell(deps: Deps, within: StoreTransaction, what: string, words: Message): Promise<void> {
  for (const channel of await within.followers.all()) {
    await say(deps, within, { channel, key: `${what} ${channel}`, messages: [words] });
  }
}
