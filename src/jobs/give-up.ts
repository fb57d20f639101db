// A message that will not be posted any more: noted, and who subscribed its channel is told, once a day at most.

import type { Deps } from '../deps.ts';
import { NOTICE, say } from '../operations/outbox.ts';
import type { Claimed } from '../store/outbox-claim.ts';
import { givenUp } from '../views/given-up.ts';

/**
 * A notice is said to a person, and no person is a channel that somebody subscribed: one that cannot be posted
 * makes no other.
 */
export async function giveUp(claimed: Claimed, reason: string, deps: Deps): Promise<void> {
  const { key, part, of, channel } = claimed;
  await deps.store.transaction(async (within) => {
    if (!(await within.outbox.failed(claimed, reason))) return;
    const [owner] = await within.subscriptions.of(channel);
    deps.log.error({ key, part, of, channel, reason, told: owner !== undefined }, 'a message is given up');
    if (!owner) return;
    const day = deps.clock().toISOString().slice(0, 10);
    const messages = [givenUp(claimed, reason)];
    await say(deps, within, { channel: owner.createdBy, key: `${NOTICE.givenUp} ${channel} ${day}`, messages });
  });
}
