// What Livestorm tells of a session, in every order, in copies and late, has its one effect. In short, in one process;
// webhooks.fault.ts sends 10,000 and kills the bot a hundred times.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerTo, spilled } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';
import { count } from './counting.ts';
import { orders, type Sender, sendAll, tell } from './webhooks.ts';

const SECRET = 'a-secret-of-the-webhooks';

let world: World;
let sender: Sender;
beforeAll(async () => {
  world = await openWorld({ livestorm: { webhookSecret: SECRET, monthlyLimit: 1_000_000 } });
  const [first] = world.livestorm.world.webhooks.values();
  sender = { url: () => first?.url ?? '', secret: SECRET, sent: [] };
  await answerTo(world, 'subscribe all digest');
});
afterAll(() => world[Symbol.asyncDispose]());

/** Not random, and different at each call. */
function chance(): () => number {
  let turn = 0;
  return () => (turn = (turn + 0.618_034) % 1);
}

test('in all 24 orders of a registration, a start, an end and an attendance there is one digest, and the session is over', async () => {
  const told = orders([1, 2, 3, 4]).map((order) => ({ order, ...tell(world.livestorm, 'In any order') }));
  const random = chance();
  await Promise.all(
    told.map(({ order, bodies }) =>
      sendAll(
        sender,
        order.map((index) => bodies[index] ?? ''),
        random,
      ),
    ),
  );
  expect(new Set(sender.sent.map(({ status }) => status))).toEqual(new Set([204]));
  expect(sender.sent.length).toBeGreaterThan(120);
  await world.bot.idle();
  const { messages } = world.slack.channel(world.channel);
  const due = { sessions: told.map(({ session }) => session.id), channels: [world.channel] };
  expect(count(messages, due)).toMatchObject({ lost: 0, doubled: 0, messages: 24 });
  expect(await answerTo(world, 'list live')).toContain('No session is live.');
  expect(await answerTo(world, 'list upcoming')).not.toContain('In any order');
  expect(spilled(world)).toEqual([]);
});
