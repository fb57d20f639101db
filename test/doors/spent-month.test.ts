// A session that ends when the month's calls are spent: its digest waits, and comes.

import { expect, test } from 'vitest';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { answerTo, deliver, operations, stand } from '../support/doors.ts';
import { openWorld } from '../support/world.ts';

test('a digest that Livestorm has no calls left for comes when there are some again, once', async () => {
  await using world = await openWorld({ seed: (livestorm) => void stand(livestorm, 'Office hours') });
  await answerTo(world, 'subscribe all');
  const { messages } = world.slack.channel(SEED.webinars);
  const before = messages.length;
  world.livestorm.faults.add({
    operation: 'listSessionPeople',
    status: 429,
    headers: { 'RateLimit-Monthly-Remaining': '0', 'RateLimit-Reset': String(Math.floor(Date.now() / 1000)) },
    body: '{"errors":[{"detail":"Throttle limit reached"}]}',
  });
  const [session] = world.livestorm.world.sessions.values();
  if (!session) throw new Error('no session');
  const at = session.estimated_started_at;
  const ended = { status: 'past' as const, started_at: at, ended_at: at + 60, duration: 60, updated_at: at + 60 };
  world.spent();
  await deliver(world, 'session.ended', Object.assign(session, ended));
  await world.slack.until(() => messages.length > before);
  await world.bot.idle();
  expect(messages.slice(before).filter(({ threadTs }) => !threadTs)).toHaveLength(1);
  expect(operations(world.spent())).toEqual([
    'listSessionPeople',
    'listSessionPeople',
    'listQuestions',
    'listChatMessages',
  ]);
  expect(world.log.filter(({ msg }) => String(msg).startsWith('a digest waits'))).toHaveLength(1);
});
