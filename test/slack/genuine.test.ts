// Slack's signature: what counts as Slack's, and what is said of the rest.

import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { expect, test } from 'vitest';
import { checkedBy } from '../../src/slack/genuine.ts';

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const BODY = Buffer.from('token=x&text=94070 — “no”');
const check = checkedBy(SECRET);

const now = () => Math.floor(Date.now() / 1_000);
const signature = (at: string | number, body = BODY, secret = SECRET) =>
  `v0=${createHmac('sha256', secret).update(`v0:${at}:`).update(body).digest('hex')}`;
const headers = (at: string | number, signed = signature(at)) => ({
  'x-slack-request-timestamp': String(at),
  'x-slack-signature': signed,
});

test('what Slack’s own page signs is signed alike', () => {
  // The example of docs.slack.dev/authentication/verifying-requests-from-slack.
  const body = Buffer.from(
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar' +
      '&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com' +
      '%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  );
  expect(signature(1531420618, body)).toBe('v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503');
});

test.each([0, -290, 290])('a request that was signed %i s from now is Slack’s', (by) => {
  expect(check(headers(now() + by), BODY)).toBeNull();
});

test.each<[string, () => [IncomingHttpHeaders, Buffer], string]>([
  ['another body', () => [headers(now()), Buffer.from(`${BODY} `)], 'another secret'],
  ['another secret', () => [headers(now(), signature(now(), BODY, 'x')), BODY], 'another secret'],
  ['another time than the signed one', () => [headers(now(), signature(now() - 1)), BODY], 'another secret'],
  ['a time long ago', () => [headers(now() - 310), BODY], 'five minutes'],
  ['a time to come', () => [headers(now() + 310), BODY], 'five minutes'],
  ['no time', () => [headers('', signature('')), BODY], 'five minutes'],
  ['a time that is no number', () => [headers('NaN'), BODY], 'five minutes'],
  ['half a signature', () => [headers(now(), signature(now()).slice(0, 40)), BODY], 'not signed'],
  ['a signature of another version', () => [headers(now(), signature(now()).replace('v0', 'v1')), BODY], 'not signed'],
  ['capital letters', () => [headers(now(), signature(now()).toUpperCase()), BODY], 'not signed'],
  ['no headers', () => [{}, BODY], 'not signed'],
])('a request with %s is not', (_what, made, why) => {
  const [given, body] = made();
  expect(check(given, body)).toContain(why);
});
