// Few calls of the month are left: they are kept for what people ask for.

import { expect, test } from 'vitest';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { answerTo, deliver, formOf, operations, stand } from '../support/doors.ts';
import { openWorld } from '../support/world.ts';

test('a digest waits while the last calls are kept for people, who go on asking', async () => {
  await using world = await openWorld({ seed: (livestorm) => void stand(livestorm, 'Office hours') });
  await answerTo(world, 'subscribe all digest');
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
  // The channel is told once that it comes later.
  expect(messages.slice(before).map(({ text }) => text)).toEqual([
    expect.stringMatching(
      /^The digest of “Office hours” comes later: few of your organisation's Livestorm calls are left/,
    ),
  ]);
  expect(world.log.filter(({ msg }) => String(msg).startsWith('a digest waits'))).toHaveLength(1);
  await world.ada.submit(await formOf(world, 'create Coffee', 'create'));
  await world.form('done');
  expect(operations(world.spent())).toEqual(['createEvent']);
});
