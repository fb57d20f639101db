// The page about quota has the figures of the simulated months, each under its bound.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const text = readFileSync('docs/quota.md', 'utf8');
const cells = text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
const row = (name: string) => cells.find(([, first]) => first === name)?.slice(2, -1) ?? [];

test.each([
  ['every session followed live', 2_500],
  ['without following live', 1_000],
  ['without webhooks, too', 1_400],
  ['followed live, and only 500 calls', 500],
])('the month %s cost at most %i calls when it was last played', (name, bound) => {
  const [all = '', most] = row(name).slice(-2);
  expect(Number(all.replaceAll('*', ''))).toBeGreaterThan(0);
  expect(Number(all.replaceAll('*', ''))).toBeLessThanOrEqual(bound);
  expect(Number(most)).toBe(bound);
});

test('no command was refused, and no digest or import was lost', () => {
  for (const name of ['commands that were refused', 'digests that never came', 'imports not finished'])
    expect(row(name)).toEqual(['0', '0', '0', '0']);
});
