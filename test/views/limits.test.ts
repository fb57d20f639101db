// Cutting to Slack's limits, counted as Slack does, between what people see as characters.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { characters, cut, cutMrkdwn, whole } from '../../src/views/limits.ts';
import { esc } from '../../src/views/text.ts';

const graphemes = (text: string): string[] =>
  Array.from(new Intl.Segmenter('en').segment(text), ({ segment }) => segment);
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('👨‍👩‍👧‍👦', '🇫🇷🇩🇪', 'e\u0301', '1️⃣', 'ไทย', '&', '<', '>', '; ', '\u0600'),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

test.each([
  ['abcdef', 6, 'abcdef'],
  ['abcdef', 5, 'abcd…'],
  ['ab👨‍👩‍👧‍👦', 8, 'ab…'],
  ['ab🇫🇷', 6, 'ab🇫🇷'],
  ['ab🇫🇷!', 6, 'ab…'],
  ['ae\u0301b', 3, 'a…'],
  ['', 3, ''],
])('%j cut to %d is %j', (text, max, expected) => {
  expect(cut(text, max)).toBe(expected);
});

test('what is left of a text is whole characters of it, and never more than asked for', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 120 }), (text, max) => {
      const left = cut(text, max);
      expect(left.length).toBeLessThanOrEqual(max);
      if (left === text) return;
      const kept = graphemes(left.slice(0, -1));
      expect(graphemes(text).slice(0, kept.length)).toEqual(kept);
    }),
  );
});

test.each([
  ['a &amp; b', 8, 'a &amp;…'],
  ['a &amp; b', 7, 'a …'],
  ['a &amp; b', 4, 'a …'],
  ['see <https://x.example|here> now', 29, 'see <https://x.example|here>…'],
  ['see <https://x.example|here> now', 27, 'see …'],
  ['&lt;&gt;&amp;', 9, '&lt;&gt;…'],
])('mrkdwn %j cut to %d is %j: no entity and no link is left open', (text, max, expected) => {
  expect(cutMrkdwn(text, max)).toBe(expected);
});

test('escaped text stays escaped text, however it is cut', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 120 }), (text, max) => {
      const left = cutMrkdwn(esc(text), max);
      expect(left.length).toBeLessThanOrEqual(max);
      expect(left.replace(/&(amp|lt|gt);/g, '')).not.toMatch(/[&<>]/);
      expect(left.isWellFormed()).toBe(true);
      expect(esc(text).startsWith(left.endsWith('…') ? left.slice(0, -1) : left)).toBe(true);
    }),
  );
});

test('characters are counted as people see them', () => {
  expect(characters('e\u0301👨‍👩‍👧‍👦🇫🇷a')).toBe(4);
});

test('an id or a value that is too long is refused, since a cut one would name something else', () => {
  expect(whole('abc', 3, 'an id')).toBe('abc');
  expect(() => whole('abcd', 3, 'an id')).toThrow('an id has 4 characters, Slack takes 3');
});
