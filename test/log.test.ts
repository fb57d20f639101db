// Canaries: whichever way a secret gets into a log line, it does not get out.

import { describe, expect, test } from 'vitest';
import { createLog, scrub } from '../src/log.ts';

const SLACK = 'xoxb-12345-canary';
const APP = 'xapp-1-A1-canary';
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJvcmciOiJjYW5hcnkifQ.c2lnbmVk-canary';
const KEY = '0123456789abcdefcanary';
const ADDRESS = 'ada.canary@example.com';
const LINK = `https://app.livestorm.co/p/e/live?email=${encodeURIComponent(ADDRESS)}&key=${KEY}&s=1`;

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = '';
  const destination = {
    write(line: string) {
      text += line;
    },
  };
  write(createLog('debug', destination));
  return text;
}

function failing(properties: object): Error {
  return Object.assign(new Error(`request to ${LINK} with ${JWT} failed`), properties);
}

describe('a secret does not leave through', () => {
  test.each<[string, (log: ReturnType<typeof createLog>) => void]>([
    ['a field', (log) => log.info({ token: SLACK }, 'x')],
    ['a deep field', (log) => log.info({ a: { b: { c: { d: { value: ADDRESS } } } } }, 'x')],
    ['headers', (log) => log.info({ req: { headers: { Authorization: JWT } } }, 'x')],
    ['raw headers', (log) => log.info({ rawHeaders: ['authorization', `Bearer ${APP}`] }, 'x')],
    ['the message', (log) => log.info(`registered ${ADDRESS} by ${SLACK}`)],
    ["an error's message", (log) => log.error({ err: failing({}) }, 'x')],
    ["an error's request", (log) => log.error({ err: failing({ config: { headers: { authorization: JWT } } }) }, 'x')],
    ["an error's cause", (log) => log.error({ err: new Error('outer', { cause: failing({}) }) }, 'x')],
    ["a driver's parameters", (log) => log.error({ err: failing({ params: [ADDRESS, KEY], detail: ADDRESS }) }, 'x')],
    ['a link', (log) => log.info({ url: LINK }, 'x')],
    ['a JSON:API value', (log) => log.info({ fields: [{ id: 'email', value: ADDRESS }] }, 'x')],
    ['a body in a string', (log) => log.info({ body: JSON.stringify({ password_key: KEY, email: ADDRESS }) }, 'x')],
    ['an error that is not an Error', (log) => log.error({ err: `no ${JWT}` }, 'x')],
    ['the address of a database', (log) => log.info(`postgres://showrunner:${KEY}@db.example.com/x`)],
  ])('%s', (_way, write) => {
    const text = logged(write);
    expect(text).not.toMatch(/canary/i);
    expect(() => JSON.parse(text)).not.toThrow();
  });

  test('whatever is in a name, a line of the log is one line of JSON, with the fields that we gave it', () => {
    for (const name of ['a\n{"level":60,"msg":"forged"}', '\u001b[31mred\u001b[0m', '\r\n', '\u2028', '"}', '\u0000']) {
      const text = logged((log) => log.info({ name, err: failing({ name }) }, name));
      expect(Array.from(text.trimEnd()).filter((sign) => sign < ' ')).toEqual([]);
      expect(JSON.parse(text)).toMatchObject({ level: 30, name, msg: name });
    }
  });

  test('what is no secret stays readable', () => {
    for (const line of [
      'request',
      '/sessions/{id}/people 201',
      'U0123ABC pressed run.create',
      'a@b',
      'keyboard=azerty',
    ]) {
      expect(scrub(line)).toBe(line);
    }
  });
});
