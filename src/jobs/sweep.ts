// Goes through what may have been left: messages of unknown outcome, channels and deliveries without their job.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { isNotice, NOTICE, OUTBOX, SWEEP, say, sweepAt } from '../operations/outbox.ts';
import type { Claimed } from '../store/outbox-claim.ts';
import { ambiguous } from '../views/ambiguous.ts';
import { delivery } from './delivery.ts';
import { defineJob } from './job.ts';

export const sweep = defineJob({
  name: SWEEP,
  summary: 'Looks for messages of which it is not known whether they were posted, and wakes what was left.',
  payload: z.object({}),
  every: '* * * * *',
  async run(_payload, deps: Deps) {
    const { store, jobs, outboxTimes } = deps;
    for (const claimed of await store.outbox.toLookFor(outboxTimes)) await look(claimed, deps);
    for (const channel of await store.outbox.dueChannels()) await jobs.send(OUTBOX, { channel }, { key: channel });
    for (const key of await store.deliveries.left(deps.clock())) await jobs.send(delivery.name, { key }, { key });
    const next = await store.outbox.nextLook(outboxTimes);
    // What could not be looked for just now is due still: not again at once.
    if (next) await sweepAt(deps, new Date(Math.max(next.getTime(), Date.now() + outboxTimes.lookMs / 2)));
  },
});

async function look(claimed: Claimed, deps: Deps): Promise<void> {
  const { store, log } = deps;
  const { id, channel, key, part, of } = claimed;
  // It stands where the bot may not look, and its buttons work once.
  if (isNotice(key)) {
    return await store.outbox.again(claimed, { waitMs: 0, error: 'a notice is told again' });
  }
  const seen = await deps.slack.lookFor(claimed);
  log.info({ key, part, of, channel, ...seen }, 'a message was looked for');
  if (seen.kind === 'found') await store.outbox.sent(id, seen.ts);
  if (seen.kind === 'not_found') await store.outbox.notFound(claimed, deps.outboxTimes);
  if (seen.kind === 'forbidden') await askSomebody(claimed, seen.reason, deps);
}

/** Never guessed: who subscribed the channel looks, and says. */
async function askSomebody(claimed: Claimed, reason: string, deps: Deps): Promise<void> {
  const { id, channel, key, part, of, tries } = claimed;
  await deps.store.transaction(async (within) => {
    if (!(await within.outbox.ambiguous(claimed, reason))) return;
    const [owner] = await within.subscriptions.of(channel);
    deps.log.error({ key, part, of, channel, reason, asked: owner !== undefined }, 'a message is ambiguous');
    if (!owner) return;
    const messages = [ambiguous(claimed, deps.timeZone)];
    await say(deps, within, { channel: owner.createdBy, key: `${NOTICE.ambiguous} ${id} ${tries}`, messages });
  });
}
