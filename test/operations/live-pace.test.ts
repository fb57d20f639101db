// How often a live session is looked at, by a table: what happens in it, and what is left to spend.

import { expect, test } from 'vitest';
import { everySeconds, foreseenCalls, spareCalls } from '../../src/operations/live-pace.ts';

const usual = { spare: 5, isSlowed: false, isOvertime: false, before: 120 };

test.each([
  // new things, in so many seconds → seconds until the next look
  [0, 120, 120],
  [1, 120, 120],
  [4, 120, 60],
  [8, 120, 30],
  [16, 120, 15],
  [400, 120, 15],
  [1, 15, 30],
  [2, 15, 15],
  [0, 15, 120],
])('%i new things in %i s are looked after in %i s', (news, overSeconds, wanted) => {
  expect(everySeconds({ ...usual, news, overSeconds })).toBe(wanted);
});

test('without calls to spare the busiest list is looked at every two minutes', () => {
  expect(everySeconds({ ...usual, news: 400, overSeconds: 120, spare: 2 })).toBe(120);
});

test.each([
  [15, 240],
  [120, 240],
  [240, 480],
  [480, 480],
])('when few calls are left, what was looked at every %i s is looked at every %i s', (before, wanted) => {
  expect(everySeconds({ ...usual, news: 400, overSeconds: 120, isSlowed: true, before })).toBe(wanted);
});

test('long after its planned end a room in which nothing is said is looked at less and less, and as usual when there is', () => {
  expect(everySeconds({ ...usual, news: 0, overSeconds: 120, isOvertime: true })).toBe(240);
  expect(everySeconds({ ...usual, news: 0, overSeconds: 480, isOvertime: true, before: 480 })).toBe(480);
  expect(everySeconds({ ...usual, news: 8, overSeconds: 120, isOvertime: true })).toBe(30);
});

const beganAt = new Date('2026-12-03T14:00:00Z');
const after = (minutes: number) => new Date(beganAt.getTime() + minutes * 60_000);
const spare = (minutes: number, calls: number, heard = 0) => spareCalls({ beganAt, now: after(minutes), calls, heard });

test('two lists every two minutes leave nothing to spare in an hour in which pages fill up, and what they save otherwise', () => {
  expect(spare(0, 0)).toBeLessThan(3);
  // 29 looks at two lists, eight more pages.
  expect(spare(59, 66, 460)).toBeCloseTo(0, 0);
  expect(spare(59, 58, 20)).toBeGreaterThan(7);
  // One list only.
  expect(spare(30, 15)).toBeGreaterThan(15);
});

test('a room in which more is said than usual keeps calls for its pages', () => {
  expect(spare(30, 30, 2_000)).toBeLessThan(spare(30, 30, 200) - 10);
});

test('an hour is foreseen to cost 70 calls, two of them 130', () => {
  expect([foreseenCalls(60), foreseenCalls(120)]).toEqual([70, 130]);
});
