// The addresses in somebody's words.

import { expect, test } from 'vitest';
import { addressesIn } from '../../src/commands/address.ts';

test.each([
  [
    'Please add <mailto:ada@example.com|ada@example.com> and grace@example.org.',
    ['ada@example.com', 'grace@example.org'],
  ],
  ['ada@example.com, ADA@Example.com', ['ADA@Example.com']],
  ['"Ada Byron" <ada@example.com>; (grace@example.org)!', ['ada@example.com', 'grace@example.org']],
  ['*ada@example.com*\nr&amp;d@example.com', ['ada@example.com', 'r&d@example.com']],
  ['https://video.example/@ada.byron and @ada, ada@, @example.com, a@b', []],
  ['', []],
])('in %j are %j', (words, addresses) => {
  expect(addressesIn(words)).toEqual(addresses);
});
