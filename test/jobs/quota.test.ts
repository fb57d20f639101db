// What channels that follow the quota are told, unasked.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { quotaWatch, quotaWeekly } from '../../src/jobs/quota.ts';
import { openPosting, type Posting } from './posting.ts';

let on: Posting;
beforeEach(async () => {
  on = await openPosting();
  await on.store.followers.add(on.channel, 'U1');
});
afterEach(() => on[Symbol.asyncDispose]());

/** Of answers that are newer than what was told of those before. */
let at = Date.now() + 60_000;
const left = (remaining: number) =>
  on.store.allowance.see({ at: new Date(at++), limit: 10_000, remaining, resetsAt: null });
const watched = async (remaining: number) => {
  await left(remaining);
  await quotaWatch.run({}, on.deps);
};
const told = async () => {
  const rows = await on.store.database.kysely.selectFrom('outbox').select('message').orderBy('id').execute();
  return rows.map(({ message }) => message.text.split(' ')[0]);
};

test('half, 80 and 95 % are told once each, and again in the next period', async () => {
  await quotaWatch.run({}, on.deps);
  for (const remaining of [9_000, 5_001, 5_000, 4_000, 2_000, 1_900, 500, 100]) await watched(remaining);
  expect(await told()).toEqual(['50%', '80%', '95%']);
  for (const remaining of [9_990, 6_000, 4_999]) await watched(remaining);
  expect(await told()).toEqual(['50%', '80%', '95%', '50%']);
  expect(on.log.filter(({ msg }) => msg === "so many percent of Livestorm's calls are used")).toHaveLength(4);
});

test('a period that began unseen between two looks is a new one', async () => {
  await watched(4_000);
  await left(9_999);
  await watched(3_000);
  expect(await told()).toEqual(['50%', '50%']);
});

test('a week has one line, and none before Livestorm has said anything', async () => {
  await quotaWeekly.run({}, on.deps);
  expect(await told()).toEqual([]);
  await left(9_000);
  await quotaWeekly.run({}, on.deps);
  await quotaWeekly.run({}, on.deps);
  expect(await told()).toEqual(['1,000']);
});
