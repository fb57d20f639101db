// A session of more pages than are read unasked: its digest asks, an operator decides once, and nothing is read twice.

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { addCrowd } from '../../sandbox/livestorm/crowd.ts';
import { eventResource } from '../../sandbox/livestorm/resources.ts';
import type { Message } from '../../sandbox/slack/model.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { answerTo, calm, deliver, hears, operations, sees, spilled, stand } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let second: string;
beforeAll(async () => {
  world = await openWorld({ operators: { users: [SEED.ada], groups: [] } });
  second = world.slack.workspace.addChannel({ name: 'marketing', members: [SEED.ada, SEED.botUser] }).id;
  await answerTo(world, 'subscribe all digest');
  await answerTo({ ...world, channel: second }, 'subscribe all digest');
});
afterAll(() => world[Symbol.asyncDispose]());
afterEach(async () => {
  await calm(world);
  expect(spilled(world)).toEqual([]);
});

const cost = () => operations(world.spent());
const root = (title: string, channel = world.channel): Message =>
  world.slack
    .channel(channel)
    .messages.find(({ text, threadTs }) => !threadTs && text.startsWith(`Digest of ${title}`)) as Message;
/** An edit waits for its turn in the channel. */
const comesToSay = (title: string, words: string, channel?: string) =>
  world.slack.until(() => says(title, channel).includes(words), 10_000);
const says = (title: string, channel?: string) => sees(world, root(title, channel));

/** 202 pages of chat, one of questions, one of people. */
async function ended(title: string): Promise<void> {
  const { event, session } = stand(world.livestorm, title);
  world.livestorm.emit('event.created', eventResource(world.livestorm.world, event));
  addCrowd(world.livestorm.world, session, { people: 40, questions: 30, messages: 10_060 });
  const start = session.estimated_started_at;
  const over = { started_at: start, ended_at: start + 3_600, duration: 3_600, updated_at: start + 3_600 };
  await deliver(world, 'session.ended', Object.assign(session, { status: 'past', ...over }));
}

test('for three calls it says what is known and asks about the rest; who may decides, once for all channels', async () => {
  await ended('Crowded');
  expect(cost()).toEqual(['listSessionPeople', 'listQuestions', 'listChatMessages']);
  for (const channel of [world.channel, second]) {
    expect(says('Crowded', channel)).toContain('Not read yet: 10,060 chat messages.');
    expect(says('Crowded', channel)).toContain('201 Livestorm calls');
    expect(says('Crowded', channel)).toContain('30 questions');
  }
  const ben = world.slack.person(SEED.ben);
  expect(sees(world, await hears({ ...world, ada: ben }, () => ben.press(root('Crowded'), 'digest.all')))).toContain(
    'for those who run',
  );
  expect(cost()).toEqual([]);
  const told = await hears(world, () => world.ada.press(root('Crowded'), 'digest.all'));
  expect(sees(world, told)).toContain('10,060 chat messages are being read: 201 Livestorm calls');
  const late = await hears(world, () => world.ada.press(root('Crowded', second), 'digest.all'));
  expect(sees(world, late)).toMatch(/asked for it already|Nothing of this session is left to read/);
  await world.bot.idle();
  expect(cost()).toEqual(Array.from({ length: 201 }, () => 'listChatMessages'));
  for (const channel of [world.channel, second]) {
    await comesToSay('Crowded', '10,060 messages from 40 people', channel);
    expect(says('Crowded', channel)).not.toContain('Not read');
  }
  expect(await answerTo(world, 'audit crowded')).toContain('digest');
});

test('what is left stays so in all channels, until a person asks for it once more', async () => {
  await ended('Left');
  cost();
  await hears(world, () => world.ada.press(root('Left', second), 'digest.leave'));
  await world.bot.idle();
  expect(cost()).toEqual([]);
  for (const channel of [world.channel, second]) {
    await comesToSay('Left', 'Not read: 10,060 chat messages', channel);
    expect(says('Left', channel)).not.toContain('[Read all');
  }
  const preview = await hears(world, () => world.ada.command(world.channel, 'digest left'));
  expect(cost()).toEqual([]);
  await hears(world, () => world.ada.press(preview, 'digest.all'));
  await world.bot.idle();
  expect(cost()).toHaveLength(201);
});
