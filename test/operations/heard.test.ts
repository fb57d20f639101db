// What a page that was read shows of the list it is a page of: only between what surely stands before and after it.

import { expect, test } from 'vitest';
import { stretchOf } from '../../src/operations/heard.ts';

const at = (seconds: number) => new Date(seconds * 1_000);
const rows = (...moments: (number | null)[]) =>
  moments.map((moment, index) => ({ id: `${index}`, at: moment === null ? null : at(moment) }));

test.each([
  ['the only page, also an empty one', rows(), true, true, { after: null, before: null }],
  ['the only page, in whatever order', rows(9, null, 3), true, true, { after: null, before: null }],
  ['the first of several', rows(1, 2, 2), true, false, { after: null, before: at(2) }],
  ['one in the middle', rows(3, 4, 8), false, false, { after: at(3), before: at(8) }],
  ['the last', rows(8, 9), false, true, { after: at(8), before: null }],
  ['the last, with nothing on it', rows(), false, true, null],
  ['one in another order', rows(9, 8), false, true, null],
  ['one without moments', rows(8, null, 9), false, true, null],
])('of %s', (_which, page, isFirst, isLast, stretch) => {
  expect(stretchOf(page, { isFirst, isLast })).toEqual(stretch);
});
