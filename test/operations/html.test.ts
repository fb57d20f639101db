// Descriptions between plain words and HTML.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paragraphs, plainWords } from '../../src/operations/html.ts';

test.each([
  ['<p>One</p>', 'One'],
  ['<p>One<br>two</p> <p>Three &amp; &lt;four&gt;</p>', 'One\ntwo\n\nThree & <four>'],
  ['Just words', 'Just words'],
  ['', ''],
  ['<p>&nbsp;</p>', ''],
  ['<p><b>Bold</b></p>', null],
  ['<p class="x">One</p>', null],
  ['<ul><li>One</li></ul>', null],
  ['One &eacute;', null],
  ['a < b', null],
])('%j is read as %j', (html, words) => {
  expect(plainWords(html)).toBe(words);
});

test('whatever was typed comes back as it was typed', () => {
  const line = fc
    .string()
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '');
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), fc.constantFrom('\n', '\n\n'), (lines, between) => {
      const typed = lines.join(between);
      expect(plainWords(paragraphs(typed))).toBe(typed);
    }),
  );
});
