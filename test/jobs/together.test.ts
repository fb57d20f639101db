// What comes at the same time is stored together, and nobody waits for a batch that is full or slow.

import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { together } from '../../src/jobs/together.ts';

/** Stores nothing until it is told how the oldest batch ended. */
function slowly(limits = { together: 3, atOnce: 2, waiting: 4 }) {
  const batches: { batch: number[]; end: PromiseWithResolvers<string[]> }[] = [];
  const give = together<number, string>((batch) => {
    const end = Promise.withResolvers<string[]>();
    batches.push({ batch, end });
    return end.promise;
  }, limits);
  const stored = (index: number) => {
    const { batch, end } = batches[index] ?? {};
    end?.resolve((batch ?? []).map((one) => `stored ${one}`));
  };
  return { give, batches, stored };
}

test('each hears what became of it, and its batch is what came in the same tick', async () => {
  const { give, batches, stored } = slowly();
  const heard = [give(1), give(2)];
  await turn();
  expect(batches.map(({ batch }) => batch)).toEqual([[1, 2]]);
  stored(0);
  expect(await Promise.all(heard)).toEqual(['stored 1', 'stored 2']);
});

test('what comes while as many batches as may be are under way goes together in the next, as far as it fits', async () => {
  const { give, batches, stored } = slowly();
  const heard = [give(1)];
  await turn();
  heard.push(give(2));
  await turn();
  heard.push(give(3), give(4), give(5), give(6));
  await turn();
  expect(batches.map(({ batch }) => batch)).toEqual([[1], [2]]);
  stored(0);
  await heard[0];
  await turn();
  expect(batches.map(({ batch }) => batch)).toEqual([[1], [2], [3, 4, 5]]);
  for (const index of [1, 2]) stored(index);
  await turn();
  stored(3);
  expect(await Promise.all(heard)).toHaveLength(6);
});

test('who finds too many waiting is told at once', async () => {
  const { give } = slowly();
  for (const one of [1, 2, 3, 4]) void give(one);
  expect(give(5)).toBe('busy');
});

test('a batch that was not stored rejects for each of its own, and the next is stored', async () => {
  const { give, batches, stored } = slowly({ together: 2, atOnce: 1, waiting: 9 });
  const heard = Promise.allSettled([give(1), give(2), give(3)]);
  await turn();
  batches[0]?.end.reject(new Error('cut'));
  await turn();
  await turn();
  stored(1);
  expect((await heard).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
});
