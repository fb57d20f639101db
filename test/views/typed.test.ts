// What a form brings back, for each kind of input, as Slack writes it.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { carriedBy, carry, typed } from '../../src/views/typed.ts';

const option = (value: string) => ({ text: { type: 'plain_text', text: value.toUpperCase(), emoji: true }, value });

test.each([
  [{ type: 'plain_text_input', value: 'Tour' }, 'Tour'],
  [{ type: 'plain_text_input', value: null }, null],
  [{ type: 'email_text_input', value: 'ada@example.com' }, 'ada@example.com'],
  [{ type: 'url_text_input', value: 'https://example.com/a.png' }, 'https://example.com/a.png'],
  [{ type: 'static_select', selected_option: option('a') }, 'a'],
  [{ type: 'static_select', selected_option: null }, null],
  [{ type: 'external_select', selected_option: { ...option('a'), description: option('x').text } }, 'a'],
  [{ type: 'radio_buttons', selected_option: option('draft') }, 'draft'],
  [{ type: 'multi_static_select', selected_options: [option('a'), option('b')] }, ['a', 'b']],
  [{ type: 'checkboxes', selected_options: [] }, []],
  [{ type: 'datepicker', selected_date: '2026-12-03' }, '2026-12-03'],
  [{ type: 'datepicker', selected_date: null }, null],
  [{ type: 'timepicker', selected_time: '15:00', timezone: 'Europe/Paris' }, '15:00'],
  [{ type: 'one_that_came_later', selected_thing: { id: 1 }, value: null }, null],
  [{}, null],
])('%j is read as %j', (state, read) => {
  expect(typed({ field: { field: state } })).toEqual({ field: read });
});

test('a block without an input in it is nothing', () => {
  expect(typed({ field: {}, other: { any: { value: 'x' } } })).toEqual({ field: null, other: 'x' });
});

test('what was typed comes back as it was typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      expect(typed({ field: { field: { type: 'plain_text_input', value } } })).toEqual({ field: value });
    }),
  );
});

describe('what a form carries', () => {
  test('is read as it was written', () => {
    const carried = carry({ sessionId: 's1' }, 'C1', 2);
    expect(carriedBy(JSON.stringify(carried))).toEqual(carried);
  });

  test('is nothing in a view of an older version, or of somebody else', () => {
    const nothing = { channel: null, attempt: 0, meta: undefined };
    for (const metadata of [undefined, '', '{', '[]', 'null', '{"attempt":"two"}', '{"channel":7}', '"x"']) {
      expect(carriedBy(metadata)).toEqual(nothing);
    }
  });
});
