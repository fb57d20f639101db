// The month's calls are spent: people are told, no call is burned, digests wait and come.

import { expect, test } from 'vitest';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { answerTo, deliver, formOf, operations, SOME_DAY, sees, stand } from '../support/doors.ts';
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

const spent = (resetsAt: string) => ({
  status: 429,
  headers: { 'RateLimit-Monthly-Remaining': '0', 'RateLimit-Reset': resetsAt },
  body: '{"errors":[{"detail":"Throttle limit reached"}]}',
});

test('who asks when the calls are spent reads when they come back, keeps what was typed, and burns none', async () => {
  await using world = await openWorld({ webhooks: false, seed: (livestorm) => void stand(livestorm, 'Office hours') });
  world.livestorm.faults.add({ ...spent('1893456000'), operation: 'createEvent' });
  let form = await formOf(world, 'create Tea for two', 'create');
  for (const asked of [['createEvent'], []]) {
    await world.ada.submit(form, { date: SOME_DAY, time: '15:00' });
    await world.slack.until(() => world.ada.view?.callback_id === 'working');
    form = await world.form('create');
    expect(sees(world, form)).toContain(
      'calls for this period are used up. Nothing was changed. They come back Jan 1, 2030',
    );
    expect(JSON.stringify(form)).toContain('Tea for two');
    expect(operations(world.spent())).toEqual(asked);
  }
});

test('a digest waits while the last calls are kept for people, who go on asking', async () => {
  await using world = await openWorld({ seed: (livestorm) => void stand(livestorm, 'Office hours') });
  await answerTo(world, 'subscribe all');
  const { messages } = world.slack.channel(SEED.webinars);
  const before = messages.length;
  // Others in the organisation have spent most of them meanwhile.
  const few = { 'RateLimit-Monthly-Limit': '10000', 'RateLimit-Monthly-Remaining': '900' };
  world.livestorm.faults.add({
    operation: 'createEvent',
    status: 422,
    headers: few,
    body: '{"errors":[{"detail":"No"}]}',
  });
  await world.ada.submit(await formOf(world, 'create Tea', 'create'));
  await world.slack.until(() => world.ada.view?.callback_id === 'working');
  await world.form('create');
  world.spent();
  const [session] = world.livestorm.world.sessions.values();
  if (!session) throw new Error('no session');
  const at = session.estimated_started_at;
  const ended = { status: 'past' as const, started_at: at, ended_at: at + 60, duration: 60, updated_at: at + 60 };
  await deliver(world, 'session.ended', Object.assign(session, ended));
  await world.bot.idle();
  expect(world.spent()).toEqual([]);
  expect(messages).toHaveLength(before);
  expect(world.log.filter(({ msg }) => String(msg).startsWith('a digest waits'))).toHaveLength(1);
  await world.ada.submit(await formOf(world, 'create Coffee', 'create'));
  await world.form('done');
  expect(operations(world.spent())).toEqual(['createEvent']);
});
