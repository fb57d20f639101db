// A command or a press that somebody has listened to, and sends once more: signed by Slack, and five minutes good.

import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { calm, hears, operations, sees, spilled, stand } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let door: string;
beforeAll(async () => {
  world = await openWorld({ seed: (livestorm) => void stand(livestorm, 'Office hours') });
  const [first] = world.livestorm.world.webhooks.values();
  door = new URL('/slack/events', first?.url).href;
});
afterAll(() => world[Symbol.asyncDispose]());
afterEach(async () => {
  await calm(world);
  expect(spilled(world)).toEqual([]);
});

/** What Slack signs and sends; as often as it is sent, the same to the last byte. */
function overheard(fields: Record<string, string>): () => Promise<number> {
  const body = new URLSearchParams(fields).toString();
  const at = Math.floor(Date.now() / 1000);
  const hash = createHmac('sha256', world.slack.signingSecret).update(`v0:${at}:${body}`).digest('hex');
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': `v0=${hash}`,
  };
  return async () => (await fetch(door, { method: 'POST', headers, body })).status;
}

let triggers = 0;
const command = (text: string) =>
  overheard({
    ...{ command: '/webinar', text, user_id: world.ada.id, channel_id: world.channel, team_id: 'T0' },
    ...{ trigger_id: `${++triggers}.1.overheard`, response_url: 'http://127.0.0.1:1/none' },
  });

const messages = () => world.slack.channel(world.channel).messages;
const posts = () => world.slack.calls.filter(({ method }) => method === 'chat.postMessage').length;
const told = () => world.slack.calls.filter(({ method }) => /^(chat|views)\./.test(method)).length;

/** Sends it again, thrice at once, and lets the bot do what it does with it. */
async function again(send: () => Promise<number>): Promise<void> {
  const done = () => world.log.filter(({ msg, outcome }) => msg === 'request' && outcome === 'replayed').length;
  const before = done();
  expect(await Promise.all([send(), send(), send()])).toEqual([200, 200, 200]);
  await world.slack.until(() => done() === before + 3);
}

test('a subscription that was ended is not made again by an old command, nor ended again by one', async () => {
  const subscribe = command('subscribe all digest');
  await subscribe();
  await world.slack.until(() => world.ada.ephemerals.at(-1)?.text.includes('has 1 subscription') === true);
  const unsubscribe = command('unsubscribe all');
  await unsubscribe();
  await world.slack.until(() => messages().length === 2);
  await again(subscribe);
  expect(posts()).toBe(2);
  const list = await hears(world, () => world.ada.command(world.channel, 'subscriptions'));
  expect(sees(world, list)).not.toContain('All events');
  await hears(world, () => world.ada.command(world.channel, 'subscribe all digest'));
  await again(unsubscribe);
  expect(posts()).toBe(3);
});

test('of a command that comes three times at once, as at several instances, one is carried out', async () => {
  const before = posts();
  const subscribe = command('subscribe office hours digest');
  expect(await Promise.all([subscribe(), subscribe(), subscribe()])).toEqual([200, 200, 200]);
  await world.slack.until(() => world.ada.ephemerals.at(-1)?.text.includes('Office hours') === true);
  expect(posts()).toBe(before + 1);
});

test('a form that was opened is not opened again, nothing is said of it, and an old mistake is not told again', async () => {
  const create = command('create Tea');
  await create();
  await world.slack.until(() => world.slack.calls.some(({ method }) => method === 'views.open'));
  const nonsense = command('frobnicate');
  await hears(world, async () => {
    await nonsense();
    return await world.ada.command(world.channel, 'help');
  });
  await new Promise((turn) => setTimeout(turn, 50));
  const before = told();
  await Promise.all([create(), nonsense()]);
  await world.slack.until(() => world.slack.calls.at(-1)?.method === 'views.open');
  await new Promise((turn) => setTimeout(turn, 50));
  // It asks Slack, which refuses the trigger id that it was not given or has used.
  expect(told() - before).toBe(1);
  expect(operations(world.spent())).toEqual([]);
});
