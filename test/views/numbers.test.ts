// Numbers as people read them.

import { expect, test } from 'vitest';
import { count, percent } from '../../src/views/numbers.ts';

test('things are counted in words, with commas', () => {
  expect([0, 1, 2_000].map((number) => count(number, 'call'))).toEqual(['0 calls', '1 call', '2,000 calls']);
  expect([1, 2].map((number) => count(number, 'person', 'people'))).toEqual(['1 person', '2 people']);
});

test('less than all is never 100%, and more than none never 0%', () => {
  expect([percent(0, 9), percent(1, 1_000), percent(45, 100), percent(999, 1_000), percent(9, 9)]).toEqual([
    '0%',
    'under 1%',
    '45%',
    '99%',
    '100%',
  ]);
});
