// Slack is down and messages gather (F35): when it is back each is posted once, in order, at the channel's pace.

import { expect, test } from 'vitest';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { openPosting } from './posting.ts';

const PACE_MS = 40;
const EACH = 8;

test('what gathered while Slack was down is posted once each, in order, no faster than the pace, and no channel waits for another', async () => {
  await using on = await openPosting({ times: { paceMs: PACE_MS } });
  const other = on.slack.workspace.addChannel({ name: 'other', members: [SEED.botUser] }).id;
  const channels = [on.channel, other];
  const keys = Array.from({ length: EACH }, (_, index) => String(index));

  on.slack.faults.add({ method: '*', status: 503, times: 10_000 });
  for (const key of keys) for (const channel of channels) await on.says(`${channel} ${key}`, [key], channel);
  // An hour of it, in looks and tries.
  for (const ms of [60_000, 30_000, 60_000, 30_000]) await on.pass(ms);
  expect(channels.map((channel) => on.stands(channel))).toEqual([[], []]);
  const rows = await Promise.all(keys.map((key) => on.store.outbox.of(`${other} ${key}`)));
  expect(rows.flat().every(({ state }) => state === 'sending' || state === 'pending')).toBe(true);

  on.slack.faults.clear();
  const stood = () => channels.map((channel) => on.stands(channel).length);
  for (let pass = 0; pass < 6 && Math.min(...stood()) < EACH; pass++) {
    await on.pass(pass % 2 === 0 ? 60_000 : 30_000);
    await on.slack.until(() => Math.min(...stood()) === EACH, EACH * PACE_MS * 5).catch(() => undefined);
  }
  for (const channel of channels) {
    expect(on.stands(channel)).toEqual(keys);
    const posted = await Promise.all(keys.map((key) => on.store.outbox.of(`${channel} ${key}`)));
    const tried = posted
      .flat()
      .map(({ triedAt }) => triedAt?.getTime() ?? 0)
      .toSorted((a, b) => a - b);
    const gaps = tried.slice(1).map((at, index) => at - (tried[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(PACE_MS - 1);
  }
  // The other channel did not wait until the first was done.
  const first = on.slack.channel(on.channel).messages.at(-1)?.ts ?? '';
  expect((on.slack.channel(other).messages[0]?.ts ?? '') < first).toBe(true);
});
