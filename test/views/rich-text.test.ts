// Rich text: literal words.

import { expect, test } from 'vitest';
import { weight } from '../../src/views/blocks.ts';
import { bold, date, line, list, quote, richText, said, user, webLink } from '../../src/views/rich-text.ts';

test('an attendee’s words stay as they were typed, marks and mentions and all', () => {
  expect(richText(quote(said('<!channel> *b* `c` :smile: <https://evil.example|bank>')))).toEqual({
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_quote',
        elements: [{ type: 'text', text: '<!channel> *b* `c` :smile: <https://evil.example|bank>' }],
      },
    ],
  });
});

test('lines and lists hold words, mentions, moments and links', () => {
  const at = new Date('2026-12-03T14:00:00Z');
  expect(
    richText(
      line(bold('Now'), ' ', user('U1')),
      list([[date(at, 'Europe/Paris')], [webLink('https://a.example/', 'a')]]),
    ),
  ).toEqual({
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Now', style: { bold: true } },
          { type: 'text', text: ' ' },
          { type: 'user', user_id: 'U1' },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              {
                type: 'date',
                timestamp: 1_796_306_400,
                format: '{date_short_pretty} at {time}',
                fallback: 'Thu 3 Dec 2026, 15:00 (Europe/Paris)',
              },
            ],
          },
          { type: 'rich_text_section', elements: [{ type: 'link', url: 'https://a.example/', text: 'a' }] },
        ],
      },
    ],
  });
});

test('an unsafe address is words', () => {
  expect(webLink('javascript:alert(1)')).toEqual({ type: 'text', text: 'javascript:alert(1)' });
});

test('empty parts, which Slack refuses, are left out; a line of nothing says so', () => {
  expect(line('', 'a', '').elements).toEqual([{ type: 'text', text: 'a' }]);
  expect(line('').elements).toEqual([{ type: 'text', text: '(no text)' }]);
  expect(said('\u202e').type === 'text' && said('\u202e')).toEqual({ type: 'text', text: '(no text)' });
});

test('a block holds no more words than a message may', () => {
  const block = richText(quote(said('x'.repeat(8_000))), quote(said('y'.repeat(8_000))), list([['z']]));
  expect(weight(block)).toBeLessThanOrEqual(9_001);
  expect(JSON.stringify(block)).toContain('y…');
});
