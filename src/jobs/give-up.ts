// A message that will not be posted any more: noted, and who subscribed its channel is told. Where Slack takes nothing
// at all, what the channel follows is paused, and that is told once.

import type { Deps } from '../deps.ts';
import { CANNOT_POST } from '../errors.ts';
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
    const now = deps.clock();
    const isClosed = CANNOT_POST.has(reason);
    // The first message that is refused pauses them; those that waited behind it say nothing new.
    if (isClosed && (await within.subscriptions.pause(channel, reason, now)) === 0) return;
    const when = isClosed ? now.toISOString() : now.toISOString().slice(0, 10);
    const messages = [givenUp(claimed, reason, isClosed)];
    await say(deps, within, { channel: owner.createdBy, key: `${NOTICE.givenUp} ${channel} ${when}`, messages });
  });
}
