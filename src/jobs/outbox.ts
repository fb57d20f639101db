// Posts what the bot says on its own: each message once (reliability.md, section 3).

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { OUTBOX, postAt, sweepAt, withoutCharts } from '../operations/outbox.ts';
import type { Claimed, OutboxTimes } from '../store/outbox-claim.ts';
import type { StoredMessage } from '../store/outbox-row.ts';
import { editNext } from './editing.ts';
import { giveUp } from './give-up.ts';
import { defineJob } from './job.ts';

export const OUTBOX_TIMES: OutboxTimes = {
  paceMs: 1_000,
  guardMs: 2_000,
  callMs: 10_000,
  leaseMs: 60_000,
  lookMs: 30_000,
  editMs: 3_000,
};

/** What Slack will not take today for a reason we do not know is given up after this. */
const GIVE_UP_MS = 3 * 24 * 60 * 60 * 1_000;

export const outbox = defineJob({
  name: OUTBOX,
  summary: 'Posts what waits for a channel, in order, a message a second, and edits what changed.',
  payload: z.object({ channel: z.string() }),
  atOnce: 4,
  async run({ channel }, deps: Deps) {
    for (;;) {
      const began = performance.now();
      const claim = await deps.store.transaction((within) => within.outbox.claim(channel, deps.outboxTimes));
      if (claim.kind !== 'message') {
        const edited = await editNext(channel, deps);
        if (edited === 'edited') continue;
        if (claim.kind === 'later') await postAt(deps, channel, claim.at);
        if (edited !== 'nothing') await postAt(deps, channel, edited);
        return;
      }
      // From here on it is on record that the message may be sent, and it is sent at most once.
      if (performance.now() - began > deps.outboxTimes.guardMs) {
        await deps.store.outbox.again(claim.claimed, { waitMs: 0, error: 'claimed too long ago' });
      } else {
        await post(claim.claimed, deps);
      }
    }
  },
});

async function post(claimed: Claimed, deps: Deps): Promise<void> {
  const { id, channel, message, key, part, of, threadTs } = claimed;
  const outcome = await deps.slack.tryPost(channel, message, { key, part, of, threadTs });
  const line = { key, part, of, channel, tries: claimed.tries };
  if (outcome.kind === 'yes') {
    deps.measured?.posted(Math.max(0, deps.clock().getTime() - claimed.createdAt.getTime()));
    return await deps.store.outbox.sent(id, outcome.ts, outcome.channel);
  }
  if (outcome.kind === 'unknown') {
    deps.log.warn({ ...line, reason: outcome.reason }, 'it is not known whether a message was posted');
    await deps.store.outbox.unknown(claimed, outcome.reason);
    return await sweepAt(deps, new Date(claimed.triedAt.getTime() + deps.outboxTimes.leaseMs));
  }
  const { verdict, reason } = outcome;
  deps.log.warn({ ...line, verdict, reason }, 'a message was not posted');
  if (verdict === 'limited') {
    return await deps.store.outbox.again(claimed, { waitMs: outcome.waitMs, error: reason, hold: true });
  }
  if (verdict === 'too_much') return await shorten(claimed, reason, deps);
  if (verdict === 'later' && Date.now() - claimed.createdAt.getTime() < GIVE_UP_MS) {
    return await deps.store.outbox.again(claimed, { waitMs: backOff(claimed.tries), error: reason });
  }
  await giveUp(claimed, reason, deps);
}

/** 30 s, doubled each time, at most five minutes. */
const backOff = (tries: number): number => Math.min(30_000 * 2 ** Math.min(tries - 1, 10), 300_000);

/** Slack's limit on a message is not documented (bolt-js#2509): first its chart goes; what is too much goes in two, at last as its text alone. */
async function shorten(claimed: Claimed, reason: string, deps: Deps): Promise<void> {
  const { text, blocks } = claimed.message;
  const { key, part, of, channel } = claimed;
  if (blocks.length === 0) return await giveUp(claimed, reason, deps);
  const plain = withoutCharts(claimed.message);
  if (plain) {
    deps.log.warn({ key, part, of, channel, reason }, 'Slack refuses a chart: the message goes without it');
    return await deps.store.outbox.reword(claimed, plain);
  }
  deps.log.error({ key, part, of, channel, reason, blocks: blocks.length }, 'Slack refuses a message: it goes shorter');
  if (blocks.length === 1) return await deps.store.outbox.reword(claimed, { text, blocks: [] });
  const middle = Math.ceil(blocks.length / 2);
  const halves: [StoredMessage, StoredMessage] = [
    { text, blocks: blocks.slice(0, middle) },
    { text, blocks: blocks.slice(middle) },
  ];
  await deps.store.transaction((within) => within.outbox.halve(claimed, halves));
}
