// Rows in a buffer: they come out as they went in, and it knows from when to when they are.

import { expect, test } from 'vitest';
import { add, packed, rowBuffer, rowsOf, spanOf, unpacked } from '../../src/operations/row-buffer.ts';

const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `${from + index}`, at: from + index, text: 'é 日本 😀 "\\\n' }));

test('rows come back in their order, whole, also beyond the first bytes', () => {
  const buffer = rowBuffer(Buffer.alloc(8));
  for (const from of [0, 50, 100]) add(buffer, rows(from, 50));
  add(buffer, []);
  expect(buffer.rows).toBe(150);
  expect(rowsOf(buffer)).toEqual(rows(0, 150));
  expect(unpacked(packed(buffer))).toEqual(rows(0, 150));
});

test('what was read from it is not in the way of what is added then', () => {
  const buffer = rowBuffer();
  add(buffer, rows(0, 2));
  expect(rowsOf(buffer)).toEqual(rows(0, 2));
  add(buffer, rows(2, 1));
  expect(rowsOf(buffer)).toEqual(rows(0, 3));
});

test('bytes that are used again show nothing of what was there', () => {
  const buffer = rowBuffer();
  add(buffer, rows(0, 50));
  const again = rowBuffer(buffer.bytes);
  add(again, rows(7, 1));
  expect(rowsOf(again)).toEqual(rows(7, 1));
  expect(again.span).toEqual([7, 7]);
});

test('it spans from the first moment to the last, and is unsure once a row has none', () => {
  const buffer = rowBuffer();
  add(buffer, [{ at: 5 }, { at: 3 }]);
  add(buffer, [{ at: 9 }]);
  expect(buffer.span).toEqual([3, 9]);
  add(buffer, [{ at: null }]);
  add(buffer, [{ at: 10 }]);
  expect(buffer.span).toBeNull();
  expect(spanOf([{ id: 'a' }])).toBeNull();
});
