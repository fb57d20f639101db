// Slack misbehaves: forms that open too late or are closed, channels the bot may not write in, limits, dead addresses.

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Message } from '../../sandbox/slack/model.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import {
  answerTo,
  calm,
  closeForms,
  formOf,
  hears,
  operations,
  SOME_DAY,
  sees,
  spilled,
  stand,
  writes,
} from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
/** How far Slack's clock runs ahead of ours: trigger ids die by it. */
let ahead = 0;
beforeAll(async () => {
  world = await openWorld({
    webhooks: false,
    slack: { now: () => Date.now() + ahead },
    seed: (livestorm) => void stand(livestorm, 'Office hours'),
  });
});
afterAll(() => world[Symbol.asyncDispose]());
afterEach(async () => {
  await calm(world);
  expect(spilled(world)).toEqual([]);
});

/** Slack opens the form for `words` more than three seconds after they were typed. */
async function tooLate(words: string): Promise<Message> {
  world.slack.faults.add({ method: 'views.open', delayMs: 80 });
  return await hears(world, async () => {
    const outcome = await world.ada.command(world.channel, words);
    ahead += 4_000;
    return outcome;
  });
}

test.each([
  ['create Spring clean', 'create', 'Spring clean'],
  [`schedule office hours ${SOME_DAY} 09:15 Tokyo`, 'schedule', '[09:15 ▾] Time zone [Asia/Tokyo ▾]'],
  ['register office hours grace@example.com Grace Hopper', 'register', 'grace@example.com'],
])(
  '`%s` that Slack opens too late gives a button, and the button opens the form as typed',
  async (words, id, typed) => {
    const late = await tooLate(words);
    expect(sees(world, late)).toContain(
      'Slack did not open the form in time. Nothing was changed. Press the button to open it. [Open the form]',
    );
    expect(world.ada.view).toBeUndefined();
    await world.ada.press(late, 'run.again');
    expect(sees(world, await world.form(id))).toContain(typed);
  },
);

test('the longest command that can be typed survives the button', async () => {
  const title = 'a & b < c > '.repeat(12).trim();
  const late = await tooLate(`create ${title}`);
  await world.ada.press(late, 'run.again');
  expect(sees(world, await world.form('create'))).toContain(title);
});

test('a button of the menu whose form opens too late gives a button again', async () => {
  const menu = await hears(world, () => world.ada.command(world.channel, ''));
  world.slack.faults.add({ method: 'views.open', delayMs: 80 });
  const late = await hears(world, async () => {
    const outcome = await world.ada.press(menu, 'run.create');
    ahead += 4_000;
    return outcome;
  });
  await world.ada.press(late, 'run.again');
  await world.form('create');
});

test.each([
  ['breaks down', { status: 500 }],
  ['hangs up', { drop: 'before' as const }],
])('a form that Slack does not open since it %s is one press away', async (_what, fault) => {
  world.slack.faults.add({ method: 'views.open', ...fault });
  const answer = await hears(world, () => world.ada.command(world.channel, 'create Tea'));
  expect(sees(world, answer)).toContain('Slack did not open the form in time. Nothing was changed.');
  await world.ada.press(answer, 'run.again');
  await world.form('create');
});

test('a form that Slack refuses to open ends in one sentence with a reference', async () => {
  world.slack.faults.add({ method: 'views.open', error: 'internal_error' });
  const answer = await answerTo(world, 'create Tea');
  const reference = /Reference ([A-Z2-9]{6})/.exec(answer)?.[1];
  expect(world.log.filter((line) => line.reference === reference)).toHaveLength(1);
});

/** The form is sent and closed before Livestorm has answered. */
async function sendAndClose(words: string, id: string, values: Record<string, unknown> = {}): Promise<Message> {
  const form = await formOf(world, words, id);
  world.livestorm.faults.add({ delayMs: 80 });
  return await hears(world, async () => {
    const outcome = await world.ada.submit(form, values);
    await closeForms(world);
    return outcome;
  });
}

test('who closes a form while it is worked on still gets the answer, with its buttons', async () => {
  const answer = await sendAndClose('create Closed', 'create', { date: SOME_DAY, time: '15:00' });
  expect(sees(world, answer)).toContain('Closed is in Livestorm, as a draft.');
  expect(answer.channel).toBe(world.channel);
  await world.ada.press(answer, 'share');
  const { messages } = world.slack.channel(world.channel);
  await world.slack.until(() => messages.some(({ text }) => text.startsWith('Closed:')));
});

test('who closes a form that then fails still learns why', async () => {
  world.livestorm.faults.add({
    operation: 'createEvent',
    status: 422,
    body: '{"errors":[{"detail":"Not today"}]}',
    delayMs: 80,
  });
  const answer = sees(world, await sendAndClose('create Closed', 'create'));
  expect(answer).toContain('Livestorm refuses this: “Not today”. Nothing was changed.');
  expect(answer).toMatch(/Reference [A-Z2-9]{6}/);
});

test('in a channel without the bot, the answer to a closed form comes in the own conversation with it', async () => {
  const dm = world.slack.channel(world.slack.workspace.dm(SEED.ada).id).messages;
  const form = await formOf({ ...world, channel: SEED.general }, 'create Elsewhere', 'create');
  world.livestorm.faults.add({ delayMs: 80 });
  await world.ada.submit(form);
  await closeForms(world);
  await world.slack.until(() => dm.length > 0);
  expect(dm.map((message) => sees(world, message))).toEqual([expect.stringContaining('Elsewhere is in Livestorm')]);
  expect(world.slack.channel(SEED.general).messages).toEqual([]);
});

test.each([
  ['a public channel', SEED.general],
  ['a private channel', SEED.secret],
])(
  'in %s without the bot, subscribing asks for the invitation, saves nothing, and Retry works after it',
  async (_name, channel) => {
    const place = { ...world, channel };
    const invite = await hears(world, () => world.ada.command(channel, 'subscribe office hours digest'));
    expect(sees(world, invite)).toContain(
      'I cannot post in this channel yet, so nothing was saved. Invite me first: type /invite',
    );
    expect(await answerTo(place, 'subscriptions')).toContain('This channel follows nothing.');

    const refused = await hears(world, () => world.ada.press(invite, 'run.again'));
    expect(sees(world, refused)).toContain('I cannot post in this channel yet');
    world.slack.workspace.invite(channel);
    const list = await hears(world, () => world.ada.press(refused, 'run.again'));
    expect(sees(world, list)).toContain('Office hours: digest (compact), people by their initials · by @Ada Laurent');
    expect(world.slack.channel(channel).messages).toHaveLength(1);
    await world.ada.command(channel, 'unsubscribe office hours');
    await world.slack.until(() => world.slack.channel(channel).messages.length === 2);
    world.slack.workspace.kick(channel);
  },
);

test('in an archived channel nothing is saved, and the person is told', async () => {
  const place = { ...world, channel: SEED.archived };
  expect(await answerTo(place, 'subscribe all')).toContain('nothing was saved');
  expect(await answerTo(place, 'subscriptions')).toContain('This channel follows nothing.');
});

test('what is shared in a channel without the bot stays with the person, with what to do', async () => {
  const quota = await hears(world, () => world.ada.command(SEED.general, 'quota'));
  const answer = sees(world, await hears(world, () => world.ada.press(quota, 'share')));
  expect(answer).toContain(
    'I may not post in that channel (Slack says not_in_channel). Nothing was changed. Invite me there with /invite',
  );
});

test('what was changed in a channel the bot has left is not said to be unchanged', async () => {
  const place = { ...world, channel: SEED.general };
  const answer = await answerTo(place, 'quota follow');
  expect(answer).toContain('This is done, but the channel was not told. I may not post in that channel');
  expect(answer).not.toContain('Nothing was changed');
  expect(await answerTo(place, 'quota follow')).toContain('already');
});

test("without the scope to read people, forms are in the team's zone", async () => {
  await using bare = await openWorld({
    webhooks: false,
    slack: { scopes: ['commands', 'chat:write'] },
    operators: { users: [SEED.ben], groups: [] },
  });
  const ben = bare.slack.person(SEED.ben);
  await ben.command(bare.channel, 'create');
  await bare.slack.until(() => ben.view?.callback_id === 'create');
  expect(ben.view && sees(bare, ben.view)).toContain('[Europe/Paris ▾]');
});

test('with a slow users.info the form opens at once and is filled when Slack has answered', async () => {
  const chika = world.slack.person(SEED.chika);
  world.slack.faults.add({ method: 'users.info', delayMs: 300 });
  expect((await chika.command(world.channel, 'create')).ackMs).toBeLessThan(300);
  await world.slack.until(() => chika.view?.callback_id === 'working');
  await world.slack.until(() => chika.view?.callback_id === 'create');
  expect(chika.view && sees(world, chika.view)).toContain('[Asia/Tokyo ▾]');
});

test('while Slack holds back what the bot posts, forms open at once', async () => {
  const quota = await hears(world, () => world.ada.command(world.channel, 'quota'));
  const posted = world.slack.channel(world.channel).messages.length;
  world.slack.faults.add({ method: 'chat.postMessage', retryAfter: 30 });
  const refused = hears(world, () => world.ada.press(quota, 'share'));
  const started = performance.now();
  await world.ada.command(world.channel, 'create Tea');
  await world.slack.until(() => world.ada.view !== undefined);
  expect(performance.now() - started).toBeLessThan(500);
  await world.form('create');
  expect(sees(world, await refused)).toContain('Slack asks us to slow down. Nothing was changed.');
  expect(world.slack.channel(world.channel).messages).toHaveLength(posted);
  await formOf(world, 'create Coffee', 'create');
});

test('nothing of all this wrote more than it should', () => {
  const all = world.livestorm.calls;
  expect(writes(all)).toEqual(Array(3).fill('/events'));
  expect(operations(all).filter((name) => name === 'listEvents')).toHaveLength(1);
});
