// Words: what is ours stays markup, what is other people's never becomes it.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, esc, join, link, md, oneLine, plain, safeUrl, strip, when } from '../../src/views/text.ts';

test('a title that pages the channel stays text', () => {
  expect(md`*${'<!channel> & <@U1>'}* · ${3}`).toEqual({
    type: 'mrkdwn',
    text: '*&lt;!channel&gt; &amp; &lt;@U1&gt;* · 3',
    verbatim: true,
  });
});

test('what is already ours is kept, and escaped only once', () => {
  const room = link('https://example.com/?a=1&b=2', 'Room & more');
  expect(md`${md`*${'<b>'}*`} · ${room}`.text).toBe('*&lt;b&gt;* · <https://example.com/?a=1&amp;b=2|Room &amp; more>');
  expect(join([md`a`, md`${'<'}`], '\n').text).toBe('a\n&lt;');
});

test('a moment is a token that Slack turns into the reader’s zone, with a fallback that names one', () => {
  expect(when(new Date('2026-12-03T14:00:00.900Z'), 'Europe/Paris').text).toBe(
    '<!date^1796306400^{date_short_pretty} at {time}|Thu 3 Dec 2026, 15:00 (Europe/Paris)>',
  );
});

describe('links', () => {
  test.each([
    ['javascript:alert(1)'],
    ['http://plain.example'],
    ['slack://open'],
    ['https://bank.example@evil.example/'],
    ['https://'],
    ['not an address'],
    [`https://example.com/${'a'.repeat(3_000)}`],
  ])('%.40s is no link: only the label is left', (url) => {
    expect(safeUrl(url)).toBeUndefined();
    expect(link(url, 'Room').text).toBe('Room');
  });

  test('an address cannot end the link early or bring its own label', () => {
    expect(link('https://example.com/a|b>c<d', 'Room').text).toBe('<https://example.com/a%7Cb%3Ec%3Cd|Room>');
  });

  test('a label cannot either', () => {
    expect(link('https://example.com/', 'a|b>\n<!here>').text).toBe('<https://example.com/|a-b&gt; &lt;!here&gt;>');
  });
});

describe('what attendees write', () => {
  test.each([
    ['line one\r\nline two\u2028three', 'line one\nline two\nthree'],
    ['a\n\n\n  \n\nb', 'a\n\nb'],
    ['\u202eexe.gpj\u202c \u2066x\u2069 \u200fעברית', 'exe.gpj x \u200fעברית'],
    ['nul\u0000 bell\u0007 esc\u001b[31m del\u007f', 'nul bell esc[31m del'],
    ['half \ud83d and \ude00', 'half \ufffd and \ufffd'],
    [`z${'\u0301'.repeat(100)}!`, `z${'\u0301'.repeat(8)}!`],
    ['a\tb', 'a b'],
    ['zero\u200bwidth\ufeff', 'zerowidth'],
    ['👩🏽‍💻 and 🏳️‍🌈 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👩🏽‍💻 and 🏳️‍🌈 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['می‌خواهم', 'می‌خواهم'],
    ['', '(no text)'],
    [' \u200b\u2800\u3164\u200d ', '(no text)'],
    ['\u0301\u0301', '(no text)'],
  ])('%j is shown as %j', (written, seen) => {
    expect(clean(written)).toBe(seen);
  });

  test('a name stands on one line', () => {
    expect(oneLine(' Ann\n\n Lee ')).toBe('Ann Lee');
  });

  test('it is never half a character, never more than one empty line, and cleaning twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = clean(text);
        expect(once.isWellFormed()).toBe(true);
        expect(once).not.toMatch(/\n{3}|[\u202a-\u202e\u2066-\u2069]/);
        expect(clean(once)).toBe(once);
        expect(esc(once)).not.toMatch(/[<>]/);
      }),
    );
  });

  test('a hundred thousand spaces, marks or line ends take no time', () => {
    for (const one of [' ', '\u0301', '\n', ' \n', '\t', '\u200d', 'a\u0301']) {
      const start = performance.now();
      strip(one.repeat(100_000));
      expect(performance.now() - start).toBeLessThan(500);
    }
  });
});

test('plain text keeps smileys as they were typed, and is never empty', () => {
  expect(plain(':smile:')).toEqual({ type: 'plain_text', text: ':smile:', emoji: false });
  expect(plain(' ').text).toBe('(no text)');
  expect(plain('x'.repeat(200), 150).text).toHaveLength(150);
});
