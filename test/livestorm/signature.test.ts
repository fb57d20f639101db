// Whether a delivery is genuine.
import { createHash, createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { SCHEMES, verifySignature } from '../../src/livestorm/webhooks.ts';

const SECRET = 'shared-secret';
const SENT_AT = 1_767_225_600;
const rawBody = Buffer.from('{"data":{"id":"1","type":"sessions"}}');
const HASH = 'd6aa81f1e7abfe9ee06dcb8a1545c7bb555ac7aa14505702ea7c7599ca567ee1';
const signed = {
  header: `${SENT_AT},${HASH}`,
  rawBody,
  secrets: [SECRET],
  now: new Date(SENT_AT * 1000),
};
const after = (seconds: number) => ({ ...signed, now: new Date((SENT_AT + seconds) * 1000) });

test('the signature of the documents is genuine', () => {
  expect(verifySignature(signed)).toEqual({ ok: true, ageSeconds: 0 });
});

test('the signature that another receiver publishes, with a time in milliseconds, is genuine', () => {
  const body = Buffer.from('{"uneClef":"valeur"}');
  const hash = createHash('sha256').update(`1752652800000signature${body}`).digest('hex');
  expect(hash).toMatch(/^bcee8607.*7953e$/);
  const now = new Date(1_752_652_801_000);
  expect(verifySignature({ header: `1752652800000,${hash}`, rawBody: body, secrets: ['signature'], now })).toEqual({
    ok: true,
    ageSeconds: 1,
  });
});

test.each([
  [22 * 60, { ok: true, ageSeconds: 1320 }],
  [30 * 60, { ok: true, ageSeconds: 1800 }],
  [30 * 60 + 1, { ok: false, reason: 'too_old' }],
  [-60, { ok: true, ageSeconds: -60 }],
  [-61, { ok: false, reason: 'in_the_future' }],
])('a signature read %d seconds after it was made: %j', (seconds, expected) => {
  expect(verifySignature(after(seconds))).toMatchObject(expected);
});

test('how old a signature may be is a choice', () => {
  expect(verifySignature({ ...after(6), toleranceSeconds: 5 })).toMatchObject({ ok: false, reason: 'too_old' });
});

test('a secret can be replaced: either will do', () => {
  expect(verifySignature({ ...signed, secrets: ['new', SECRET] })).toMatchObject({ ok: true });
  expect(verifySignature({ ...signed, secrets: [SECRET, 'new'] })).toMatchObject({ ok: true });
});

test('another way of signing is one more line in the table, beside the one of today', () => {
  const hmac = {
    header: /^t=(\d{10}),v1=([0-9a-f]{64})$/,
    sign: (at: string, secret: string, body: Buffer) => createHmac('sha256', secret).update(at).update(body).digest(),
  };
  const hash = createHmac('sha256', SECRET).update(`${SENT_AT}`).update(rawBody).digest('hex');
  const header = `t=${SENT_AT},v1=${hash}`;
  expect(verifySignature({ ...signed, header })).toEqual({ ok: false, reason: 'malformed' });
  expect(verifySignature({ ...signed, header, schemes: [...SCHEMES, hmac] })).toEqual({ ok: true, ageSeconds: 0 });
  expect(verifySignature({ ...signed, schemes: [...SCHEMES, hmac] })).toEqual({ ok: true, ageSeconds: 0 });
  const other = { ...signed, rawBody: Buffer.from('{}'), header, schemes: [...SCHEMES, hmac] };
  expect(verifySignature(other)).toEqual({ ok: false, reason: 'mismatch' });
});

const hashWith = (secret: string) => createHash('sha256').update(`${SENT_AT}${secret}`).update(rawBody).digest('hex');
test.each<[string, Partial<typeof signed>]>([
  ['another secret', { secrets: ['other'] }],
  ['no secret', { secrets: [] }],
  ['an empty secret, which anybody could sign with', { secrets: [''], header: `${SENT_AT},${hashWith('')}` }],
  ['another body', { rawBody: Buffer.from('{"data":{"id":"2","type":"sessions"}}') }],
  ['the same body, written otherwise', { rawBody: Buffer.from('{"data": {"id":"1","type":"sessions"}}') }],
  ['another time', { header: `${SENT_AT + 1},${HASH}` }],
  ['another hash', { header: `${SENT_AT},${HASH.replace('d', 'e')}` }],
])('a signature with %s does not match', (_name, change) => {
  expect(verifySignature({ ...signed, ...change })).toEqual({ ok: false, reason: 'mismatch' });
});

test('the age of a signature is told only when it matches', () => {
  expect(verifySignature({ ...after(99_999), secrets: ['other'] })).toEqual({ ok: false, reason: 'mismatch' });
});

test.each([undefined, ''])('a delivery without a signature (%j) says so', (header) => {
  expect(verifySignature({ ...signed, header })).toEqual({ ok: false, reason: 'missing' });
});

test.each([
  HASH,
  `${SENT_AT}`,
  `,${HASH}`,
  `${SENT_AT},${HASH},`,
  `${SENT_AT},${HASH}, ${SENT_AT},${HASH}`,
  `${SENT_AT},${HASH.slice(1)}`,
  `${SENT_AT},${HASH.toUpperCase()}`,
  `-${SENT_AT},${HASH}`,
  `${SENT_AT},sha256=${HASH}`,
  `now,${HASH}`,
])('"%s" is no signature', (header) => {
  expect(verifySignature({ ...signed, header })).toEqual({ ok: false, reason: 'malformed' });
});
