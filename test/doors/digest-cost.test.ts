// The digest's price: each page of people, messages and questions once, for however many channels, however often told.

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { SessionRecord } from '../../sandbox/livestorm/records.ts';
import { eventResource, sessionResource } from '../../sandbox/livestorm/resources.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { answerTo, calm, deliver, operations, spilled, stand } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let second: string;
beforeAll(async () => {
  world = await openWorld();
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
const pages = (rows: number) => Math.max(1, Math.ceil(rows / 50));
const roots = (channel: string, title: string) =>
  world.slack.channel(channel).messages.filter(({ text, threadTs }) => !threadTs && text.includes(title));

/** A session that has ended at Livestorm, with so many people, messages and questions. */
async function ended(title: string, [people, messages, questions]: readonly [number, number, number]) {
  const { event, session } = stand(world.livestorm, title);
  world.livestorm.emit('event.created', eventResource(world.livestorm.world, event));
  for (let index = 0; index < people; index++)
    world.livestorm.world.addPerson(session, { email: `${title}.${index}@example.com`, attended: index % 2 === 0 });
  for (let index = 0; index < messages; index++)
    world.livestorm.world.addMessage(session, { text_content: `Message ${index}` });
  for (let index = 0; index < questions; index++)
    world.livestorm.world.addQuestion(session, { question: `Question ${index}?` });
  end(session);
  await deliver(world, 'session.ended', session);
  return session;
}

function end(session: SessionRecord): void {
  const at = session.estimated_started_at + 3_600;
  Object.assign(session, { status: 'past', started_at: at - 3_600, ended_at: at, duration: 3_600, updated_at: at });
}

test.each([
  ['nobody', [0, 0, 0]],
  ['one', [1, 49, 50]],
  ['fifty', [50, 51, 1]],
  ['a crowd', [141, 1, 51]],
] as const)(
  'the digest of a session of %s reads each page of people, messages and questions once',
  async (title, sizes) => {
    await ended(title, sizes);
    const calls = cost();
    const count = (operation: string) => calls.filter((called) => called === operation).length;
    const [people, messages, questions] = sizes.map(pages);
    expect(['listSessionPeople', 'listChatMessages', 'listQuestions'].map(count)).toEqual([
      people,
      messages,
      questions,
    ]);
    expect(calls).toHaveLength((people ?? 0) + (messages ?? 0) + (questions ?? 0));
    for (const channel of [world.channel, second]) expect(roots(channel, title)).toHaveLength(1);
  },
);

test('400 messages and 60 questions cost ten calls, and each 50 registrants one', async () => {
  await ended('The played webinar', [0, 400, 60]);
  expect(cost()).toHaveLength(10 + 1); // one page of people, who may be none
  await ended('The played webinar, full', [141, 400, 60]);
  expect(cost()).toHaveLength(10 + 3);
});

test('what is delivered again, at once or later, costs nothing and posts nothing', async () => {
  const session = await ended('Again', [2, 2, 2]);
  expect(cost()).toHaveLength(3);
  const posts = () => [world.channel, second].map((channel) => world.slack.channel(channel).messages.length);
  const before = posts();
  await deliver(world, 'session.ended', session, 2);
  session.updated_at += 60;
  session.attendees_count += 1;
  await deliver(world, 'session.ended', session);
  expect(cost()).toEqual([]);
  expect(posts()).toEqual(before);
});

test('of several copies that arrive while the digest is being made, one makes it', async () => {
  const { session } = stand(world.livestorm, 'Copies');
  end(session);
  for (let later = 1; later < 4; later++)
    world.livestorm.emit('session.ended', sessionResource({ ...session, updated_at: session.updated_at - later }));
  await deliver(world, 'session.ended', session);
  expect(cost()).toHaveLength(3);
});

test('a session nobody subscribed to costs nothing', async () => {
  for (const channel of [world.channel, second]) {
    const before = world.slack.channel(channel).messages.length;
    await world.ada.command(channel, 'unsubscribe all');
    await world.slack.until(() => world.slack.channel(channel).messages.length > before);
  }
  await ended('Unheard', [60, 60, 60]);
  expect(cost()).toEqual([]);
  for (const channel of [world.channel, second]) expect(roots(channel, 'Unheard')).toEqual([]);
});
