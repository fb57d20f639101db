// A double press is one press.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { openTestStore } from '../support/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

test('of many presses at once, one counts', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => store.submissions.claim('form F1')));
  expect(answers.filter((first) => first)).toHaveLength(1);
  expect(await store.submissions.claim('form F1')).toBe(false);
  expect(await store.submissions.claim('view V2')).toBe(true);
});

test('a press counts again when what it caused was taken back', async () => {
  const cut = store.transaction(async (tx) => {
    expect(await tx.submissions.claim('view V1')).toBe(true);
    throw new Error('cut');
  });
  await expect(cut).rejects.toThrow('cut');
  expect(await store.submissions.claim('view V1')).toBe(true);
});
