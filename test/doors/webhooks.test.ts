// What arrives at the bot's address: Livestorm's deliveries, and what strangers send there.

import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { eventResource, sessionPersonResource, sessionResource } from '../../sandbox/livestorm/resources.ts';
import { signature } from '../../sandbox/livestorm/webhooks.ts';
import { answerTo, calm, deliver, operations, spilled, stand } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

const SECRET = 'a-secret-of-the-webhooks';

let world: World;
let address: string;
beforeAll(async () => {
  world = await openWorld({ livestorm: { webhookSecret: SECRET } });
  address = [...world.livestorm.world.webhooks.values()][0]?.url ?? '';
});
afterAll(() => world[Symbol.asyncDispose]());
afterEach(async () => {
  await calm(world);
  expect(spilled(world)).toEqual([]);
  expect(JSON.stringify(world.log)).not.toContain(address.split('/').at(-1));
});

const now = () => Math.floor(Date.now() / 1000);
const signed = (body: string, secret = SECRET, at = now()) => ({
  'x-livestorm-signature': signature(at, secret, body),
});

/** One request at the bot's port; the status it answers. */
async function send(path: string, init: RequestInit = {}): Promise<number> {
  const response = await fetch(new URL(path, address), { method: 'POST', ...init });
  await response.arrayBuffer();
  return response.status;
}

function body(event: string, resource: { id: string; type: string; attributes: object }): string {
  return JSON.stringify({ data: { ...resource, meta: { webhook: { event, organization_id: 'org' } } } });
}

/** A delivery for a session that ends now, under a subscription. */
function ending(title: string): { text: string; id: string } {
  const { event, session } = stand(world.livestorm, title);
  world.livestorm.world.webhooks.clear();
  const at = session.estimated_started_at + 60;
  Object.assign(session, { status: 'past', started_at: at - 60, ended_at: at, duration: 60, updated_at: at });
  return { text: body('session.ended', sessionResource(session)), id: event.id };
}

describe('at the door', () => {
  test('a wrong path is not found, whatever it says', async () => {
    const { text } = ending('Lost');
    const headers = signed(text);
    for (const path of [
      `${address}x`,
      address.slice(0, -1),
      address.toUpperCase(),
      '/livestorm/webhooks/',
      '/livestorm/webhooks',
      '/',
      '/livestorm/webhooks/../../etc/passwd',
    ])
      expect(await send(path, { body: text, headers }), path).toBe(404);
  });

  test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])('the method %s is refused', async (method) => {
    expect([404, 405]).toContain(await send(address, { method }));
  });

  test('an unsigned delivery is refused, and so is one that is signed wrongly, for another body, or long ago', async () => {
    const { text } = ending('Forged');
    const other = text.replace('Forged', 'Forger');
    const headers = [
      {},
      signed(text, 'another-secret-altogether'),
      signed(`${other} `),
      signed(text, SECRET, now() - 7_200),
      signed(text, SECRET, now() + 7_200),
      { 'x-livestorm-signature': 'yes' },
      { 'x-livestorm-signature': `${now()},${'0'.repeat(64)}` },
    ];
    for (const each of headers)
      expect(await send(address, { body: text, headers: each as Record<string, string> })).toBe(401);
    const refused = world.log.filter(({ msg }) => msg === 'a webhook delivery was refused');
    expect(refused.map(({ reason }) => reason)).toEqual([
      'missing',
      'mismatch',
      'mismatch',
      'too_old',
      'in_the_future',
      'malformed',
      'mismatch',
    ]);
    expect(refused[3]).toMatchObject({
      ageSeconds: expect.any(Number),
      why: expect.stringContaining('clock of this machine'),
    });
    await world.bot.idle();
    expect(world.spent()).toEqual([]);
  });

  test.each([
    ['nothing', ''],
    ['words', 'hello'],
    ['half a document', '{"data":'],
    ['a list', '[]'],
    ['another document', '{"data":{"id":"1"}}'],
    ['a session without its attributes', body('session.ended', { id: 'x', type: 'sessions', attributes: {} })],
    ['brackets in brackets', `{"data":${'['.repeat(9_000)}${']'.repeat(9_000)}}`],
    ['a session whose id is a NUL', body('session.ended', { id: '\0', type: 'sessions', attributes: {} })],
    ['a byte-order mark', `\ufeff${body('session.ended', { id: 'x', type: 'sessions', attributes: {} })}`],
  ])('a signed delivery of %s is not understood', async (_what, text) => {
    expect(await send(address, { body: text, headers: signed(text) })).toBe(400);
  });

  test('an event that came after this version is taken and forgotten', async () => {
    const text = body('session.reopened', { id: 'x', type: 'sessions', attributes: { updated_at: 1 } });
    expect(await send(address, { body: text, headers: signed(text) })).toBe(204);
  });

  test('what people do is taken, costs nothing, and no word of it is in the log', async () => {
    const { session } = stand(world.livestorm, 'Private');
    const person = world.livestorm.world.addPerson(session, { email: 'grace.hopper@example.com' });
    for (const event of ['people.registered', 'people.attended', 'people.not_attended', 'people.watched_replay']) {
      const text = body(event, sessionPersonResource(person));
      expect(await send(address, { body: text, headers: signed(text) })).toBe(204);
    }
    await world.bot.idle();
    expect(world.spent()).toEqual([]);
    expect(JSON.stringify(world.log)).not.toMatch(/hopper/i);
  });

  test("what Slack did not sign is refused at Slack's address", async () => {
    const text = 'command=%2Fwebinar&text=create&user_id=U1&channel_id=C1&trigger_id=1';
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const stamp = (at: number, secret: string) => ({
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${at}:${text}`).digest('hex')}`,
    });
    const forged = [{}, stamp(now(), 'another'), stamp(now() - 3_600, world.slack.signingSecret)];
    for (const each of forged) {
      const status = await send('/slack/events', {
        body: text,
        headers: { ...type, ...each } as Record<string, string>,
      });
      expect(status).toBe(401);
    }
    expect(world.ada.view).toBeUndefined();
  });

  test('a line that hangs up in the middle of a delivery harms nobody', async () => {
    const { port, pathname } = new URL(address);
    const socket = connect(Number(port), '127.0.0.1');
    const half = `POST ${pathname} HTTP/1.1\r\nhost: x\r\ncontent-length: 5000\r\n\r\n{"data":`;
    await new Promise<void>((resolve) => socket.write(half, () => resolve()));
    socket.destroy();
    expect(await send('/healthz', { method: 'GET' })).toBe(200);
  });
});

describe('out of order', () => {
  test('a session that is told to have started after it ended is over, and its digest is made once', async () => {
    const { event, session } = stand(world.livestorm, 'Backwards');
    const at = session.estimated_started_at;
    for (const name of ['event.created', 'session.started', 'session.ended'])
      world.livestorm.world.addWebhook({ url: address, event: name });
    world.livestorm.emit('event.created', eventResource(world.livestorm.world, event));
    await answerTo(world, 'subscribe all digest');
    const ended = { status: 'past' as const, started_at: at, ended_at: at + 60, duration: 60, updated_at: at + 60 };
    await deliver(world, 'session.ended', { ...session, ...ended });
    await deliver(world, 'session.started', { ...session, status: 'live', started_at: at, updated_at: at });
    expect(operations(world.spent())).toEqual(['listSessionPeople', 'listQuestions', 'listChatMessages']);
    expect(await answerTo(world, 'list past')).toContain('Backwards');
    expect(await answerTo(world, 'list live')).toContain('No session is live.');
    const roots = world.slack
      .channel(world.channel)
      .messages.filter(({ text, threadTs }) => !threadTs && text.includes('Backwards'));
    expect(roots).toHaveLength(1);
  });
});

describe('for whoever watches', () => {
  test('/healthz and /readyz say that all is well, to GET and HEAD', async () => {
    for (const path of ['/healthz', '/readyz'])
      for (const method of ['GET', 'HEAD']) expect(await send(path, { method })).toBe(200);
    expect(await send('/healthz', { method: 'POST' })).toBe(404);
  });

  test('/metrics counts calls and deliveries for Prometheus, and names nobody', async () => {
    const response = await fetch(new URL('/metrics', address));
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    const text = await response.text();
    expect(text).toMatch(
      /showrunner_livestorm_call_seconds_count\{purpose="upkeep",operation="listEvents",status="200"\} 1/,
    );
    expect(text).toMatch(/showrunner_webhook_deliveries_total\{event="session.ended",outcome="stored"\} 1/);
    expect(text).toMatch(/showrunner_livestorm_calls_remaining 99\d\d/);
    expect(text).not.toMatch(/@example|U0000|xoxb|\/livestorm\/webhooks/);
  });
});
