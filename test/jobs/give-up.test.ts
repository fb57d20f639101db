// What becomes of a message that Slack will not take, and who hears of it.

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { actions } from '../../src/commands/registry.ts';
import { forget } from '../support/store.ts';
import { openPosting, type Posting } from './posting.ts';

let on: Posting;
let today = new Date();
beforeAll(async () => {
  on = await openPosting();
  on.deps.clock = () => today;
});
afterEach(async () => {
  on.slack.faults.clear();
  on.slack.workspace.invite(on.channel);
  for (const channel of [on.channel, dm()]) on.slack.channel(channel).messages.length = 0;
  await forget(on.store);
});
afterAll(() => on[Symbol.asyncDispose]());

const dm = () => on.slack.workspace.dm(SEED.ada).id;
const told = () => on.slack.channel(dm()).messages.map(({ text }) => text);
const SAID = 'Slack does not let me post in a channel that you subscribed.';

const subscribed = (channel = on.channel) =>
  on.store.subscriptions.add({
    channel,
    thing: { kind: 'all' },
    features: ['digest'],
    people: 'none',
    createdBy: SEED.ada,
  });

/** As a person presses it, who may. */
async function press(channel = on.channel): Promise<string> {
  const pressed = actions['outbox.revive'](channel, { user: SEED.ada, channel: null });
  if (pressed.kind !== 'answer') throw new Error('it opens a form');
  const { message } = await pressed.answer(on.deps);
  await on.pass(0);
  return message.text;
}

test('where Slack takes nothing the subscriptions are paused, and who made them is told once', async () => {
  await subscribed();
  on.slack.workspace.kick(on.channel);
  for (const key of ['a', 'b', 'c']) await on.says(key, [`${key} of a digest`]);
  expect(told()).toEqual([SAID]);
  const [notice] = on.slack.channel(dm()).messages;
  const read = notice ? on.slack.render(notice, { width: 1_000 }).replace(/\s+/g, ' ') : '';
  expect(read).toMatch(/Slack says .?not_in_channel.?\. Invite me there with \/invite, then press .?Resume.?\./);
  expect(read).toContain('It begins: a of a digest');
  today = new Date(today.getTime() + 86_400_000);
  await on.says('d', ['d']);
  expect(told()).toEqual([SAID]);
  expect(await on.store.subscriptions.of(on.channel)).toMatchObject([{ paused: { reason: 'not_in_channel' } }]);
  expect(await on.store.subscriptions.forEvent('any')).toEqual([]);
  // Subscribed anew and closed anew, it is told anew.
  await subscribed();
  await on.says('e', ['e']);
  expect(told()).toEqual([SAID, SAID]);
});

test('of a message that Slack refuses for another reason it is told once a day, and nothing is paused', async () => {
  await subscribed();
  for (const key of ['a', 'b']) {
    on.slack.faults.add({ method: 'chat.postMessage', error: 'invalid_metadata_format', times: 1 });
    await on.says(key, [key]);
  }
  expect(told()).toEqual([SAID]);
  expect(await on.store.subscriptions.of(on.channel)).toMatchObject([{ paused: null }]);
});

test('*Post it now* posts all that was given up, in order and in its thread, and once', async () => {
  await subscribed();
  on.slack.workspace.kick(on.channel);
  await on.says('a', ['one', 'two']);
  await on.says('b', ['three']);
  on.slack.workspace.invite(on.channel);
  expect(await press()).toMatch(/^I post it now\./);
  expect(on.stands()).toEqual(['one', '  two', 'three']);
  expect(await on.states('a')).toEqual(['sent', 'sent']);
  expect(await press()).toBe('Nothing waits for that channel any more. Nothing was posted.');
  expect(on.stands()).toHaveLength(3);
});

test('pressed too early it does no harm, and nobody is told a second time that day', async () => {
  await subscribed();
  on.slack.workspace.kick(on.channel);
  await on.says('a', ['one']);
  await press();
  expect(on.stands()).toEqual([]);
  expect(told()).toEqual([SAID]);
  expect(await on.states('a')).toEqual(['failed']);
});

test('in a channel that nobody subscribed it is in the log, and nobody is told', async () => {
  on.slack.workspace.kick(on.channel);
  await on.says('a', ['one']);
  expect(told()).toEqual([]);
  expect(on.log.findLast(({ msg }) => msg === 'a message is given up')).toMatchObject({ key: 'a', told: false });
});

test('a notice that cannot be posted makes no other', async () => {
  await subscribed();
  on.slack.faults.add({ method: 'chat.postMessage', error: 'channel_not_found', times: 10 });
  await on.says('a', ['one']);
  expect(on.slack.calls.filter(({ method }) => method === 'chat.postMessage').length).toBeGreaterThan(1);
  expect(told()).toEqual([]);
  const given = on.log.filter(({ msg }) => msg === 'a message is given up').slice(-2);
  expect(given).toMatchObject([{ key: 'a', told: true }, { told: false }]);
  expect(JSON.stringify(await on.store.outbox.of('a'))).toContain('channel_not_found');
});

test('a notice of which Slack said nothing is told again: its button works once', async () => {
  await subscribed();
  on.slack.faults.add({ method: 'chat.postMessage', error: 'is_archived', times: 1 });
  await on.says('a', ['one'], on.channel);
  on.slack.channel(dm()).messages.length = 0;
  expect(await on.states(`given up ${on.channel} ${today.toISOString()}`)).toEqual(['sent']);
  await on.store.subscriptions.resume(on.channel);
  today = new Date(today.getTime() + 86_400_000);
  on.slack.faults.add({ method: 'chat.postMessage', error: 'is_archived', times: 1 });
  on.slack.faults.add({ method: 'chat.postMessage', drop: 'before', times: 1 });
  await on.says('b', ['two']);
  await on.pass(60_000);
  expect(told()).toEqual([SAID]);
});
