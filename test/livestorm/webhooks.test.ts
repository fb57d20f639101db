import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  type Delivery,
  deliveryKey,
  parseDelivery,
  verifySignature,
  webhookEvents,
} from '../../src/livestorm/webhooks.ts';
import { example } from './examples.ts';

const bytes = (body: unknown) => Buffer.from(JSON.stringify(body));
const exampleOf = (event: string) =>
  example(`Webhook${event.replaceAll(/(?:^|[._])(\w)/g, (_, letter: string) => letter.toUpperCase())}`);
const parsed = (event: string) => parseDelivery(bytes(exampleOf(event)));

function refusal(body: Buffer) {
  try {
    parseDelivery(body);
  } catch (error) {
    if (error instanceof Error && 'problem' in error) return error.problem;
  }
  throw new Error('the delivery was accepted');
}

test.each(webhookEvents)('%s is read as the resource it is about', (event) => {
  const kinds = { event: 'event', session: 'session', people: 'person', job: 'job' } as Record<string, string>;
  expect(parsed(event)).toMatchObject({
    event,
    kind: kinds[event.split('.')[0] ?? ''],
    organizationId: '9b0f5c52-6c1f-4b53-9b3e-0c0c0c0c0001',
    resource: { id: exampleOf(event).data.id },
  });
});

test('the resources have the same names as those that are asked for', () => {
  expect(parsed('session.ended')).toMatchObject({ resource: { status: 'past', durationSeconds: 1815 } });
  expect(parsed('people.attended')).toMatchObject({
    resource: { registration: { attended: true, attendanceRate: 92 } },
  });
  expect(parsed('people.watched_replay')).toMatchObject({
    resource: { replayWatchedAt: new Date('2026-02-03T06:26:40Z'), registration: { hasViewedReplay: true } },
  });
  expect(parsed('job.ended')).toMatchObject({ resource: { total: 2, succeeded: 2 } });
});

test('a join link, its key and where someone sits are not read', () => {
  expect(JSON.stringify(parsed('people.attended'))).not.toMatch(/live\?email|0123456789abcdef|"FR"|"Paris"/);
});

test('an event name that came later is told, not refused', () => {
  const body = exampleOf('session.ended');
  body.data.meta.webhook.event = 'session.canceled';
  expect(parseDelivery(bytes(body))).toEqual({
    kind: 'unknown',
    event: 'session.canceled',
    organizationId: '9b0f5c52-6c1f-4b53-9b3e-0c0c0c0c0001',
    resource: { id: body.data.id, updatedAt: new Date('2026-02-01T09:30:30Z') },
  });
});

test('an event name that came later may have no attributes', () => {
  const meta = { webhook: { event: 'poll.ended' } };
  expect(parseDelivery(bytes({ data: { id: 'p1', meta } }))).toEqual({
    kind: 'unknown',
    event: 'poll.ended',
    organizationId: null,
    resource: { id: 'p1', updatedAt: null },
  });
});

test.each<[string, Buffer, string]>([
  ['empty', Buffer.of(), 'body'],
  ['not JSON', Buffer.from('data=1'), 'body'],
  ['JSON and more', Buffer.from('{"data":{}} {}'), 'body'],
  ['JSON after a byte-order mark', Buffer.from('\ufeff{"data":{}}'), 'body'],
  ['not UTF-8', Buffer.from([0x22, 0x80, 0x22]), 'body'],
  ['more than a megabyte', Buffer.alloc(1_000_001, ' '), 'body'],
  ['a list', bytes([]), 'body'],
  ['nothing', bytes({}), 'data'],
  ['without an envelope', bytes({ data: { id: '1', attributes: {} } }), 'data.meta'],
  ['without an id', bytes({ data: { meta: { webhook: { event: 'x' } } } }), 'data.id'],
])('a body that is %s is refused, and the field is named', (_name, body, field) => {
  expect(refusal(body)).toMatchObject({ code: 'livestorm_changed', path: 'webhook', field });
});

test('a resource that changed is named by its field', () => {
  const body = exampleOf('session.started');
  body.data.attributes.event_id = undefined;
  expect(refusal(bytes(body))).toMatchObject({ field: 'data.attributes.event_id' });
});

test('the key of a delivery is the same for each attempt and differs by event, resource, session and time', () => {
  const person = (change: (attributes: ReturnType<typeof exampleOf>) => void, event = 'people.attended') => {
    const body = exampleOf(event);
    change(body.data.attributes);
    return deliveryKey(parseDelivery(bytes(body)));
  };
  const key = person(() => undefined);
  expect(key).toBe(
    'people.attended:2f9d0a51-1b5e-4d43-8f5c-4f4f4f4f0001:c1d5f8a2-7b6e-4f0a-9a44-3e3e3e3e0001:1769938230',
  );
  expect(person((attributes) => (attributes.timezone = 'Asia/Tokyo'))).toBe(key);
  expect(person((attributes) => (attributes.registrant_detail.session_id = 's2'))).not.toBe(key);
  expect(person((attributes) => (attributes.updated_at += 1))).not.toBe(key);
  expect(person(() => undefined, 'people.not_attended')).not.toBe(key);
});

test.each([
  ['session.ended', 'session.ended:c1d5f8a2-7b6e-4f0a-9a44-3e3e3e3e0001::1769938230'],
  ['job.ended', 'job.ended:d0d0d0d0-1111-4222-8333-909090900001::'],
])('the key of %s has no session of its own', (event, key) => {
  expect(deliveryKey(parsed(event))).toBe(key);
});

test('the key of an unknown event is made of what is there', () => {
  const delivery: Delivery = {
    kind: 'unknown',
    event: 'poll.ended',
    organizationId: null,
    resource: { id: 'p1', updatedAt: null },
  };
  expect(deliveryKey(delivery)).toBe('poll.ended:p1::');
});

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
  expect(verifySignature(after(seconds))).toEqual(expected);
});

test('how old a signature may be is a choice', () => {
  expect(verifySignature({ ...after(6), toleranceSeconds: 5 })).toEqual({ ok: false, reason: 'too_old' });
});

test('a secret can be replaced: either will do', () => {
  expect(verifySignature({ ...signed, secrets: ['new', SECRET] })).toMatchObject({ ok: true });
  expect(verifySignature({ ...signed, secrets: [SECRET, 'new'] })).toMatchObject({ ok: true });
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

test('a hash that was lengthened without the secret comes with a body that is refused', () => {
  // What follows is the padding of SHA-256, and then words of the forger's own.
  const padding = Buffer.concat([Buffer.of(0x80), Buffer.alloc(20), Buffer.from('{"data":{}}')]);
  expect(refusal(Buffer.concat([rawBody, padding]))).toMatchObject({ field: 'body' });
});
