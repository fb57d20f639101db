import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Delivery, deliveryKey, parseDelivery, webhookEvents } from '../../src/livestorm/webhooks.ts';
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
  ['not UTF-8', Buffer.concat([Buffer.from('{"data":{"id":"'), Buffer.of(0x80), Buffer.from('"}}')]), 'body'],
  ['more than a megabyte', Buffer.from('{}'.padEnd(1_000_001)), 'body'],
  ['a list', bytes([]), 'body'],
  ['nothing', bytes({}), 'data'],
  ['without an envelope', bytes({ data: { id: '1', attributes: {} } }), 'data.meta'],
  ['nested more deeply than any of Livestorm’s', Buffer.from(`{"data":${'['.repeat(64)}${']'.repeat(64)}}`), 'body'],
  ['nested half a million times', Buffer.from('['.repeat(499_000) + ']'.repeat(499_000)), 'body'],
  ['without an id', bytes({ data: { meta: { webhook: { event: 'x' } } } }), 'data.id'],
])('a body that is %s is refused, and the field is named', (_name, body, field) => {
  expect(refusal(body)).toMatchObject({ code: 'livestorm_changed', path: 'webhook', field });
});

test.each(['', 'a b', 'a\0b', '\ud800', 'é', 'x'.repeat(101)])('%j is no id', (id) => {
  const body = exampleOf('session.started');
  body.data.id = id;
  expect(refusal(bytes(body))).toMatchObject({ field: 'data.id' });
});

test('a count beyond all counting is refused, and a length with a fraction is rounded', () => {
  const body = exampleOf('session.ended');
  body.data.attributes.duration = 1815.5;
  expect(parseDelivery(bytes(body))).toMatchObject({ resource: { durationSeconds: 1816 } });
  body.data.attributes.registrants_count = 1e12;
  expect(refusal(bytes(body))).toMatchObject({ field: 'data.attributes.registrants_count' });
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

test('a hash that was lengthened without the secret comes with a body that is refused', () => {
  // What follows is the padding of SHA-256, and then words of the forger's own.
  const padding = Buffer.concat([Buffer.of(0x80), Buffer.alloc(20), Buffer.from('{"data":{}}')]);
  expect(refusal(Buffer.concat([bytes(exampleOf('session.ended')), padding]))).toMatchObject({ field: 'body' });
});

test('whatever arrives is read or refused, never a fault of ours', () => {
  const withEnvelope = fc.record({
    data: fc.record({
      id: fc.string(),
      meta: fc.constant({ webhook: { event: 'session.ended' } }),
      attributes: fc.jsonValue(),
    }),
  });
  const body = fc.oneof(
    fc.uint8Array().map((array) => Buffer.from(array)),
    fc.jsonValue().map(bytes),
    withEnvelope.map(bytes),
  );
  fc.assert(
    fc.property(body, (sent) => {
      expect(refusal(sent)).toHaveProperty('code', 'livestorm_changed');
    }),
  );
});
