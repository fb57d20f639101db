// What is usual: medians over what is stored, with the real store.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { historyOf, median } from '../../src/operations/history.ts';
import type { Store } from '../../src/store/store.ts';
import { aSession } from '../support/catalogue.ts';
import { forget, openTestStore } from '../support/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(() => forget(store));
afterAll(() => store.close());

const day = (number: number) => new Date(Date.UTC(2026, 10, number, 15));

async function past(
  number: number,
  over: Partial<{ eventId: string; registrants: number; attendees: number; stay: number | null }> = {},
) {
  const { eventId = 'e1', registrants = 100, attendees = 40, stay = 1_800 } = over;
  await store.figures.save({
    sessionId: `s${number}`,
    eventId,
    endedAt: day(number),
    registrants,
    attendees,
    averageStaySeconds: stay,
    questions: 3,
    messages: 9,
  });
}

const now = (eventId = 'e1') => historyOf({ store }, { id: 's20', eventId, endedAt: day(20) });

test.each([
  [[1], 1],
  [[3, 1], 2],
  [[9, 1, 2], 2],
  [[1, 2, 3, 10], 2.5],
])('the median of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle);
});

test('with two earlier sessions there is no custom yet', async () => {
  await past(1);
  await past(2);
  expect(await now()).toEqual({ sessions: 2, of: 'team', usual: null });
});

test('three of the event are its custom; the session itself and later ones are none of them', async () => {
  await past(1, { registrants: 90, attendees: 45, stay: 60 });
  await past(2, { registrants: 100, attendees: 20, stay: 120 });
  await past(3, { registrants: 300, attendees: 30, stay: 600 });
  await past(20, { registrants: 9_000 });
  await past(21, { registrants: 9_000 });
  expect(await now()).toEqual({
    sessions: 3,
    of: 'event',
    usual: { registrants: 100, attendees: 30, rate: 0.2, staySeconds: 120, known: 3 },
  });
});

test('an event with fewer is compared with all of the team’s', async () => {
  for (const number of [1, 2, 3]) await past(number, { eventId: 'e2' });
  expect(await now()).toMatchObject({ sessions: 3, of: 'team' });
});

test('what is known of fewer than three is not called usual', async () => {
  for (const number of [1, 2, 3])
    await past(number, { stay: number === 1 ? 60 : null, registrants: number === 1 ? 9 : 0 });
  expect((await now())?.usual).toMatchObject({ rate: null, staySeconds: null, known: 1 });
});

test('the last eight count', async () => {
  for (let number = 1; number < 15; number++) await past(number, { registrants: number });
  expect(await now()).toMatchObject({ sessions: 8, usual: { registrants: 10.5 } });
});

test('what the catalogue tells of ended sessions counts from the first day, without a digest', async () => {
  const ended = (number: number) =>
    aSession(`s${number}`, { eventId: 'e1', endedAt: day(number), registrantsCount: 50, attendeesCount: 25 });
  await store.catalogue.saveSessions([ended(1), ended(2), ended(3), aSession('s4', { eventId: 'e1' })], day(15));
  await past(3, { registrants: 70, attendees: 35 });
  expect(await now()).toEqual({
    sessions: 3,
    of: 'event',
    usual: { registrants: 50, attendees: 25, rate: 0.5, staySeconds: null, known: 1 },
  });
});

test('while the end is not known, nothing is compared', async () => {
  expect(await historyOf({ store }, { id: 's1', eventId: 'e1', endedAt: null })).toBeNull();
});
