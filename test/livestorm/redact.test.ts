import { expect, test } from 'vitest';
import { redact } from '../../src/livestorm/redact.ts';

const TOKEN = 'a+b(c)';

test.each([
  ['the token itself', `sent ${TOKEN} twice: ${TOKEN}`, 'sent [token] twice: [token]'],
  ['a JWT', 'sent eyJhbGciOiJIUzI1NiJ9.eyJqdGkiOjF9.abc-_1', 'sent [token]'],
  ['a bearer', 'Authorization: Bearer abc.def', 'Authorization: Bearer [token]'],
  ['a join link', 'see https://app.livestorm.co/p/e/live?key=123&s=4.', 'see https://app.livestorm.co/p/e/live'],
  ['a key', '/p/e/live?key=123&s=4', '/p/e/live?key=[hidden]&s=4'],
  ['a password key', 'password_key=123', 'password_key=[hidden]'],
  ['an address', 'ada@example.com is taken', '[e-mail] is taken'],
  ['an encoded address', '/people/ada%40example.com', '/people/[e-mail]'],
  ['an address with a plus', '<ada+news@example.com>', '<[e-mail]>'],
])('%s is hidden', (_name, text, expected) => {
  expect(redact(text, TOKEN)).toBe(expected);
});

test('what is no secret stays readable', () => {
  const text = "The field 'job_title' doesn't exist (422) at /sessions/c1d5f8a2-7b6e/people";
  expect(redact(text, TOKEN)).toBe(text);
});

test('a long text is cut', () => {
  expect(redact('x'.repeat(1000), TOKEN)).toHaveLength(300);
});
