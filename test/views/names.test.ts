// Words that are not ours, within our sentences.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bold, literal, quote, short } from '../../src/views/names.ts';
import { EVIL, foreign } from './foreign.ts';

test.each([
  ['*NEW* tour', '∗NEW∗ tour'],
  ['_draft_ of snake_case', 'ˍdraftˍ of snake_case'],
  ['~old~ `code`', '∼old∼ ˋcodeˋ'],
  ['<!channel> & co', '&lt;!channel&gt; &amp; co'],
  ['Q&A: 50 % off', 'Q&amp;A: 50 % off'],
  ['[bank](https://evil.example)', '[bank] (https://evil.example)'],
])('%s stands as it was written', (words, shown) => {
  expect(literal(words).text).toBe(shown);
  expect(bold(words).text).toBe(`*${shown}*`);
});

test('whatever the words, they have no marks of mrkdwn in them, and stay on one line', () => {
  fc.assert(
    fc.property(foreign, (words) => {
      expect(literal(words).text).not.toMatch(/[*`~<>\n]/);
      expect(literal(words).text).not.toMatch(/(^|\s)_\S/);
    }),
  );
});

test('long words are cut where a character ends, and say so', () => {
  expect(short('a'.repeat(200))).toBe(`${'a'.repeat(149)}…`);
  expect(quote('👨‍👩‍👧'.repeat(100)).isWellFormed()).toBe(true);
  expect(quote(EVIL).length).toBeLessThanOrEqual(202);
  expect(quote('spring tour')).toBe('“spring tour”');
});
