// Small things under a name.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { openTestStore } from '../support/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

test('a setting is null, then what was set last', async () => {
  expect(await store.settings.get('a')).toBeNull();
  await store.settings.set('a', 'one');
  await store.settings.set('a', 'two');
  expect(await store.settings.get('a')).toBe('two');
});

test('a secret is made once, however many ask for it at the same time', async () => {
  let made = 0;
  const make = () => `secret ${made++}`;
  const answers = await Promise.all(Array.from({ length: 10 }, () => store.settings.getOrCreate('secret', make)));
  expect(new Set(answers).size).toBe(1);
  expect(await store.settings.getOrCreate('secret', () => 'another')).toBe(answers[0]);
});
