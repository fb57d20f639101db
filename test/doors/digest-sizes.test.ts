// Digests of quiet sessions and of crowds: the counts are right, and a channel gets ten messages at most.

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { eventResource } from '../../sandbox/livestorm/resources.ts';
import { answerTo, calm, deliver, sees, spilled, stand } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await answerTo(world, 'subscribe all digest');
});
afterAll(() => world[Symbol.asyncDispose]());
afterEach(async () => {
  await calm(world);
  expect(spilled(world)).toEqual([]);
});

/** What stands in the channel after a session of so many messages and questions: the digest, and its thread. */
async function digest(messages: number, questions: number): Promise<{ root: string; thread: string[] }> {
  const { world: there } = world.livestorm;
  const { event, session } = stand(world.livestorm, `Of ${messages} and ${questions}`);
  world.livestorm.emit('event.created', eventResource(there, event));
  const start = session.estimated_started_at;
  for (let index = 0; index < messages; index++) {
    const at = start + (index % 3_000);
    there.addMessage(session, { text_content: `Message ${index} has a few words`, created_at: at, updated_at: at });
  }
  for (let index = 0; index < questions; index++)
    there.addQuestion(session, { question: `Question ${index}?`, created_at: start, updated_at: start });
  const over = { started_at: start, ended_at: start + 3_600, duration: 3_600, updated_at: start + 3_600 };
  const posted = world.slack.channel(world.channel).messages;
  const before = posted.length;
  await deliver(world, 'session.ended', Object.assign(session, { status: 'past', ...over }));
  const [root, ...thread] = posted.slice(before).map((message) => sees(world, message));
  return { root: root ?? '', thread };
}

test.each([
  [0, 0, 'Nobody wrote in the chat.', 'No questions were asked.'],
  [1, 1, '1 message', 'The only question is still unanswered.'],
  [49, 50, '49 messages', 'None of the 50 questions has been answered.'],
  [50, 51, '50 messages', 'None of the 51 questions has been answered.'],
  [51, 100, '51 messages', 'None of the 100 questions has been answered.'],
  [1_000, 2_000, '1,000 messages', 'None of the 2,000 questions has been answered.'],
])('%d messages and %d questions are counted right', async (messages, questions, chat, asked) => {
  const { root, thread } = await digest(messages, questions);
  expect(root).toContain(chat);
  expect(root).toContain(asked);
  expect(root).not.toContain('Livestorm has more');
  expect(thread.length).toBeLessThanOrEqual(9);
  if (questions > 0 && questions <= 100) expect(thread.join(' ')).toContain(`Question ${questions - 1}?`);
  if (questions === 2_000) expect(thread.join(' ')).toContain('more questions did not fit here');
});

test('of more messages than are read unasked, the digest says how many there are, and that they were not read', async () => {
  const { root, thread } = await digest(10_000, 60);
  expect(root).toContain('10,000 messages, which were not read.');
  expect(root).toContain(
    'Not read yet: 10,000 chat messages. Reading all of it takes 199 Livestorm calls and about 1 minute',
  );
  expect(thread.join(' ')).toContain('Question 59?');
});
