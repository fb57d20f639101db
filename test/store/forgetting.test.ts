// Rows that hold a word, in whichever table, are found by it as people write it.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { openTestStore } from '../support/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
  const names = ['Ann "Zed" Quill', 'Ann Zed Quill', 'back\\slash Bo', 'hundred % Bo'];
  for (const [index, name] of names.entries())
    await store.digests.replace(`s${index}`, { asker: { name } }, new Date());
  await store.transaction(
    async ({ outbox }) => void (await outbox.add('C1', 'k', [{ text: names[0] ?? '', blocks: [] }])),
  );
});
afterAll(() => store.close());

const holding = async (word: string): Promise<string[]> => {
  const found = await store.transaction(({ forgetting }) => forgetting.holding([word]));
  return found.map(({ table, row }) => `${table} ${row.session_id ?? row.key}`).sort();
};

test.each([
  ['ANN "zed" quill', ['digests s0', 'outbox k']],
  ['Ann Zed Quill', ['digests s1']],
  ['back\\slash', ['digests s2']],
  ['%', ['digests s3']],
  ['nobody', []],
])('%s is found where it stands, and nowhere else', async (word, rows) => {
  expect(await holding(word)).toEqual(rows);
});
