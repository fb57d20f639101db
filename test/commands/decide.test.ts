// A message nobody may look for, followed from Slack's silence to a person's decision.

import { afterEach, expect, test } from 'vitest';
import type { Message } from '../../sandbox/slack/model.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { answerTo, deliver, sees, spilled, stand } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
afterEach(() => world[Symbol.asyncDispose]());

/** A digest whose first part Slack took, or not, without saying so; Ada, who subscribed the channel, is asked. */
async function asked(fault: 'before' | 'after'): Promise<Message> {
  let quiet: ReturnType<typeof stand> | undefined;
  world = await openWorld({
    times: { guardMs: 500, callMs: 1_000, leaseMs: 50, lookMs: 50 },
    seed(livestorm) {
      quiet = stand(livestorm, 'Quiet');
    },
  });
  const session = quiet?.session;
  if (!session) throw new Error('there is no session');
  await answerTo(world, 'subscribe all digest');
  world.livestorm.world.addQuestion(session, { question: 'Why?' });
  const at = session.estimated_started_at + 60;
  Object.assign(session, { status: 'past', started_at: at - 60, ended_at: at, duration: 60, updated_at: at });
  world.slack.faults.add({ method: 'chat.postMessage', drop: fault });
  await deliver(world, 'session.ended', session);
  const dm = world.slack.channel(world.slack.workspace.dm(SEED.ada).id).messages;
  await world.slack.until(() => dm.length > 0);
  const [question] = dm;
  if (!question) throw new Error('nobody was asked');
  return question;
}

const stands = () =>
  world.slack
    .channel(world.channel)
    .messages.slice(1)
    .map(({ text, threadTs }) => `${threadTs ? '  ' : ''}${text.split(/[:.]/)[0]}`);

test('where the bot may not look, who subscribed the channel is asked; *It is there* lets the thread follow', async () => {
  const question = await asked('after');
  expect(sees(world, question)).toMatch(
    /Slack did not say whether it took a message of mine in #webinars, part 1 of 2, .* It begins: Digest of Quiet/,
  );
  expect(stands()).toEqual(['Digest of Quiet']);
  await world.ada.press(question, 'outbox.there');
  await world.slack.until(() => stands().length === 2);
  expect(stands()).toEqual(['Digest of Quiet', 'Questions and answers of Quiet']);
  expect(sees(world, question)).toBe('Noted: it is there. It is not posted again.');
  expect(spilled(world)).toEqual([]);
});

test('*Post it again* posts it once, however often it is pressed', async () => {
  const question = await asked('before');
  expect(stands()).toEqual([]);
  await Promise.all([world.ada.press(question, 'outbox.again'), world.ada.press(question, 'outbox.again')]);
  await world.slack.until(() => stands().length === 2);
  await world.bot.idle();
  expect(stands()).toEqual(['Digest of Quiet', '  Questions and answers of Quiet']);
});
