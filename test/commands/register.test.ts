// Which e-mail addresses the registration form takes: the ones that mail can reach, and nothing that carries something along.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { registerForm } from '../../src/commands/register.ts';
import { splitEmail, tidy } from '../../src/commands/words.ts';

const NOW = new Date('2026-11-23T12:00:00Z');

/** What the form reads: the address, or the sentence under its field. */
function read(email: string | null): string {
  const meta = { sessionId: 's1', fields: ['email'] };
  const found = registerForm.prepare({ email }, meta, { user: 'U1', channel: null }, NOW);
  return 'errors' in found ? (found.errors.email ?? '') : 'taken';
}

const local = (length: number) => `${'a'.repeat(length)}@example.com`;
/** An address of so many characters whose parts are within their own limits. */
const long = (length: number) => `a@${'b.'.repeat(123)}${'c'.repeat(length - 252)}.com`;

test.each([
  'a@b.co',
  'a+b@x.org',
  'Ada.Byron@EXAMPLE.com',
  "o'neill@example.ie",
  'jane&john@example.com',
  'a!b#c$d%e*f/g=h?i^j`k{l|m}n~o@example.com',
  'a@xn--exmple-cua.de',
  'a@example.xn--p1ai',
  'a@1and1.example',
  '  ada@example.com\n',
  local(64),
  long(254),
])('%s is taken', (email) => {
  expect(read(email)).toBe('taken');
});

const NO = 'This is not an e-mail address.';
test.each([
  ['', NO],
  [null, NO],
  ['a@b', NO],
  ['a@b.c', NO],
  ['@example.com', NO],
  ['ada', NO],
  ['"a b"@x.org', NO],
  ['a(comment)@x.org', NO],
  ['a@[127.0.0.1]', NO],
  ['a@b..org', NO],
  ['a..b@x.org', NO],
  ['.a@x.org', NO],
  ['a.@x.org', NO],
  ['a@x.org.', NO],
  ['a@-x.org', NO],
  ['a@x-.org', NO],
  ['a@x.org,b@x.org', NO],
  ['a@x.org; b@x.org', NO],
  ['a@x.org\r\nBcc: b@x.org', NO],
  ['a@x@y.org', NO],
  ['a b@x.org', NO],
  ['a\u200b@x.org', NO],
  ['a\u00ad@x.org', NO],
  ['ü@exämple.de', NO],
  ['a@еxample.com', NO], // a Cyrillic е
  ['<mailto:a@b.co|a@b.co>', NO],
  [local(65), NO],
  [long(255), 'This is longer than an e-mail address can be.'],
])('%j is refused, with a sentence', (email, sentence) => {
  expect(read(email)).toBe(sentence);
});

test('what is taken is one address and nothing else, whatever was typed', () => {
  const bits = fc.constantFrom('a', '@', '.', '-', 'x.org', ' ', ',', '<', '>', '\r\n', '"', '\u0000', 'é', '+', '(');
  const typed = fc.oneof(
    fc.array(bits, { maxLength: 12 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(typed, (email) => {
      if (read(email) === 'taken') expect(email.trim()).toMatch(/^[^\s@<>(),;:"[\]\\]+@[a-z\d.-]+$/i);
    }),
    { numRuns: 10_000 },
  );
});

test('an ordinary address is always taken, and comes out of a typed command as it went in', () => {
  const word = fc.stringMatching(/^[a-z\d]{1,20}$/);
  const address = fc.tuple(word, word, word, fc.constantFrom('com', 'fr', 'co.uk', 'museum'));
  fc.assert(
    fc.property(address, fc.boolean(), ([first, last, host, top], linked) => {
      const email = `${first}.${last}@${host}.${top}`;
      expect(read(email)).toBe('taken');
      // Slack makes a link of what people type.
      const typed = linked ? `<mailto:${email}|${email}>` : email;
      expect(splitEmail(tidy(`spring tour ${typed} Ada Byron`))).toEqual({
        name: 'spring tour',
        email,
        first: 'Ada',
        last: 'Byron',
      });
    }),
    { numRuns: 10_000 },
  );
});
