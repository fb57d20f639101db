// What was read for one person: theirs alone, and not for long.

import { expect, test } from 'vitest';
import { minutes, NOON } from '../support/catalogue.ts';
import { openTestStore } from '../support/store.ts';

test('what was read is given back to who it was read for, in its newest state, until it is too old', async () => {
  await using store = await openTestStore();
  const { readings } = store;
  await readings.keep('U1', 'people s1', { data: { people: ['\u0000'] }, readAt: NOON });
  await readings.keep('U1', 'people s1', { data: { people: ['ada'] }, readAt: minutes(1) });
  expect(await readings.get('U1', 'people s1', NOON)).toEqual({ data: { people: ['ada'] }, readAt: minutes(1) });
  expect(await readings.get('U2', 'people s1', NOON)).toBe(null);
  expect(await readings.get('U1', 'people s2', NOON)).toBe(null);
  expect(await readings.get('U1', 'people s1', minutes(2))).toBe(null);
});

test('what is forgotten is gone, and nothing newer', async () => {
  await using store = await openTestStore();
  await store.readings.keep('U1', 'old', { data: 1, readAt: NOON });
  await store.readings.keep('U1', 'new', { data: 2, readAt: minutes(10) });
  await store.readings.forget(minutes(10));
  expect(await store.readings.get('U1', 'old', NOON)).toBe(null);
  expect(await store.readings.get('U1', 'new', NOON)).toMatchObject({ data: 2 });
});
