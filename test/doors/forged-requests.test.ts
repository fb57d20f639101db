// Requests that Slack signed and no screen of ours makes: old views, foreign fields, other people's values, odd encodings.

import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { View } from '../../sandbox/slack/model.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { calm, closeForms, formOf, hears, SOME_DAY, sees, spilled, stand, writes } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

const FORM = 'application/x-www-form-urlencoded';

let world: World;
beforeAll(async () => {
  world = await openWorld({ webhooks: false, seed: (livestorm) => void stand(livestorm, 'Office hours') });
});
afterAll(() => world[Symbol.asyncDispose]());
afterEach(async () => {
  await world.bot.idle();
  expect(writes(world.spent())).toEqual([]);
  expect(world.log.filter(({ level }) => Number(level) >= 60)).toEqual([]);
  await calm(world);
  expect(spilled(world)).toEqual([]);
});

/** As Slack would sign it. */
async function send(body: string | Buffer, headers: Record<string, string> = {}) {
  const at = String(Math.floor(Date.now() / 1_000));
  const hash = createHmac('sha256', world.slack.signingSecret).update(`v0:${at}:`).update(body).digest('hex');
  const signed = { 'x-slack-request-timestamp': at, 'x-slack-signature': `v0=${hash}` };
  const response = await fetch(`http://127.0.0.1:${world.bot.port}/slack/events`, {
    method: 'POST',
    headers: { 'content-type': FORM, ...signed, ...headers },
    body: new Uint8Array(Buffer.from(body)),
  });
  return { status: response.status, text: await response.text() };
}

const interaction = (payload: object) => new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

const from = { team: { id: 'T0000000001', domain: 'x' }, user: { id: SEED.ada, name: 'ada' }, token: 'x' };

/** What comes with one twice is carried out once. */
const trigger = () => `1.2.${Math.random()}`;

/** What the person sees after a form was sent that is changed like this. */
async function submitted(change: (view: View) => object): Promise<string> {
  const form = await formOf(world, 'create Tea', 'create');
  world.ada.fill(form, { date: SOME_DAY, time: '15:00' });
  const view = { ...structuredClone(form), ...change(structuredClone(form)) };
  const payload = { type: 'view_submission', ...from, trigger_id: trigger(), view, response_urls: [] };
  const { status, text } = await send(interaction(payload));
  expect(status).toBe(200);
  return text;
}

describe('a form', () => {
  const valuesOf = (view: View) => ({ ...view.state.values });
  test.each<[string, (view: View) => object]>([
    ['without a state', () => ({ state: null })],
    ['with a state without values', () => ({ state: {} })],
    ['whose values are a list', () => ({ state: { values: [] } })],
    ['whose values are numbers', (view) => ({ state: { values: { ...valuesOf(view), title: 7 } } })],
    [
      'without the block of a field',
      ({ blocks }) => ({ blocks: [], state: { values: {} }, title: blocks[0] && plain }),
    ],
    ['of another app', () => ({ callback_id: 'somebody-elses' })],
    ['named like a part of every object', () => ({ callback_id: '__proto__' })],
    ['of an older version', () => ({ callback_id: 'create.v0' })],
  ])('%s is said to be from an older version, and does nothing', async (_what, change) => {
    const said = await submitted(change);
    expect(JSON.parse(said)).toMatchObject({ response_action: 'update', view: { callback_id: 'problem' } });
    expect(said).toContain('This is from an older version of Showrunner. Nothing was changed.');
  });
  const plain = { type: 'plain_text', text: 'Create a webinar' };

  test.each<[string, (view: View) => object]>([
    ['with the blocks of another', (view) => ({ state: { values: { nobody: { nobody: { value: 'x' } } }, view } })],
    ['with the keys of every object', () => ({ state: { values: JSON.parse('{"__proto__":{"x":{"value":"y"}}}') } })],
  ])('%s is asked for what is missing, and does nothing', async (_what, change) => {
    expect(JSON.parse(await submitted(change))).toMatchObject({
      response_action: 'errors',
      errors: { title: 'Give the event a title.' },
    });
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test('whose carried words were changed to another session is not worked on', async () => {
    const form = await formOf(world, 'register office hours grace@example.com Grace Hopper', 'register');
    const meta = { sessionId: '../../events', fields: ['email'], eventId: 'x' };
    const view = {
      ...structuredClone(form),
      private_metadata: JSON.stringify({ channel: world.channel, attempt: 0, meta }),
    };
    await send(interaction({ type: 'view_submission', ...from, trigger_id: trigger(), view, response_urls: [] }));
    await world.bot.idle();
    expect(writes(world.spent())).toEqual([]);
  });
});

describe('a button', () => {
  const pressed = (action_id: string, value: string | undefined, channel = world.channel) => ({
    type: 'block_actions',
    ...from,
    trigger_id: trigger(),
    channel: { id: channel, name: 'x' },
    container: { type: 'message', message_ts: '1.1', channel_id: channel },
    response_url: undefined,
    actions: [{ type: 'button', action_id, block_id: 'x', action_ts: '1.1', value }],
  });

  test.each([
    ['outbox.there', '7'],
    ['outbox.again', '7'],
    ['outbox.again', "1' or '1'='1"],
    ['outbox.again', '99999999999999999999'],
    ['share', 'session:../../x'],
    ['share', '{"__proto__":{}}'],
    ['share', undefined],
    ['__proto__', 'x'],
    ['constructor', 'x'],
    ['list.refresh', 'nonsense'],
    ['run.again', 'x'.repeat(2_000)],
  ])('%s with a forged value of %j posts nothing, and the person is told', async (id, value) => {
    const { messages } = world.slack.channel(world.channel);
    const before = messages.length;
    const heard = await hears(world, async () => {
      const { status } = await send(interaction(pressed(id, value)));
      return { acknowledged: status === 200, ackMs: 0, status, body: '', failure: undefined, errors: undefined };
    });
    expect(sees(world, heard)).not.toContain('Something went wrong');
    expect(messages).toHaveLength(before);
  });
});

describe('at the door', () => {
  const command = (text: string) =>
    new URLSearchParams({ command: '/webinar', text, user_id: SEED.ada, channel_id: SEED.webinars, trigger_id: '1' });

  test('a form of more than a megabyte is refused with 413', async () => {
    expect((await send(command('x'.repeat(1_100_000)).toString())).status).toBe(413);
  });

  test('ten thousand characters are answered with the limit, by name', async () => {
    const words = { trigger_id: trigger(), text: `subscribe ${'a'.repeat(10_000)}` };
    const before = world.ada.ephemerals.length;
    await world.ada.command(world.channel, words.text);
    await world.slack.until(() => world.ada.ephemerals.length > before);
    expect(world.ada.ephemerals.at(-1)?.text).toContain('is longer than 300 characters');
  });

  const ODD: [what: string, body: string | Buffer, headers?: Record<string, string>][] = [
    ['nothing', ''],
    ['a payload that is no JSON', 'payload=%7Bno'],
    ['a payload that is a list', 'payload=[]'],
    ['two payloads', `payload=${encodeURIComponent('{}')}&payload=${encodeURIComponent('{}')}`],
    ['a payload of its own kind', interaction({ type: 'no_such_thing', ...from })],
    ['keys of every object', '__proto__[command]=x&constructor=y&payload[__proto__]=z'],
    ['bytes that are no text', Buffer.from([0x70, 0x3d, 0xff, 0xfe, 0x00])],
    ['UTF-16', Buffer.from('command=/webinar&text=create', 'utf16le'), { 'content-type': `${FORM}; charset=utf-16` }],
    ['JSON that is no event', '{"type":', { 'content-type': 'application/json' }],
    ['JSON a thousand deep', `${'['.repeat(1_000)}${']'.repeat(1_000)}`, { 'content-type': 'application/json' }],
    ['a hundred thousand keys', Array.from({ length: 100_000 }, (_, key) => `k${key}=`).join('&')],
  ];

  test('what is no request is refused, whatever it looks like, and the next one is answered', async () => {
    const answers = ODD.map(async ([what, body, headers = {}]) => [what, (await send(body, headers)).status >= 400]);
    expect(await Promise.all(answers)).toEqual(ODD.map(([what]) => [what, true]));
    await formOf(world, 'create Still here', 'create');
  });

  /** What Slack never sends, in each of the ways in which it sends. */
  const part = fc.oneof(fc.constantFrom(null, undefined, [], {}, '', 0), fc.jsonValue());
  const hollow = fc.record({
    type: fc.constantFrom('view_submission', 'event_callback', 'block_actions', 'shortcut', 'app_rate_limited', 'x'),
    ...{ view: fc.constantFrom(null, [], 1), event: fc.constantFrom(null, [], 'x', { type: 1 }), actions: part },
  });
  const value = fc.oneof(fc.constantFrom(null, 1, 'x', true, [], {}), fc.array(fc.jsonValue()), part, hollow);
  const sent = fc.oneof(
    value.map((json) => [new URLSearchParams({ payload: JSON.stringify(json) ?? '' }).toString(), FORM] as const),
    value.map((json) => [JSON.stringify(json) ?? '', 'application/json'] as const),
    fc.dictionary(fc.string(), fc.string()).map((fields) => [new URLSearchParams(fields).toString(), FORM] as const),
  );

  test('of what Slack never sends all is refused at once, with one line in the log, and the next one is answered', async () => {
    const bodies = [['payload=null', FORM] as const, ['null', 'application/json'] as const, ...fc.sample(sent, 300)];
    const lines = world.log.length;
    const started = performance.now();
    for (const [body, type] of bodies) {
      const { status } = await send(body, { 'content-type': type });
      expect([body, status]).toEqual([body, 400]);
    }
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(world.log.slice(lines).map(({ msg }) => msg)).toEqual(bodies.map(() => 'a request was not Slack’s'));
    await formOf(world, 'create Still here', 'create');
  });

  test('of a command that is given twice, nothing is done twice', async () => {
    const twice = `${command('create Twice')}&text=create+Thrice&command=%2Fwebinar`;
    const { status } = await send(twice);
    expect(status).toBeLessThan(500);
  });
});

test('on the socket, what is no envelope changes nothing, and the next one is answered', async () => {
  await using socket = await openWorld({ transport: 'socket', webhooks: false });
  const odd = ['', 'null', '[]', '7', '"x"', '{}', '{"type":"events_api"}', '{"type":"interactive","payload":null}'];
  const empty = [
    '{"type":"events_api","payload":{"event":null}}',
    '{"type":"slash_commands","envelope_id":7}',
    '{"type":7}',
  ];
  for (const words of [...odd, ...empty]) socket.slack.sayToSockets(words);
  await formOf(socket, 'create Still here', 'create');
  expect(socket.log.filter(({ level }) => Number(level) >= 60)).toEqual([]);
  await closeForms(socket);
});
