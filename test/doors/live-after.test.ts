// A followed session that Livestorm does not tell of, or that is over: what is said and pressed then still holds.

import { afterEach, expect, test } from 'vitest';
import type { SessionRecord } from '../../sandbox/livestorm/records.ts';
import type { Message } from '../../sandbox/slack/model.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { answerTo, deliver, hears, sees, spilled } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

const MINUTE = 60_000;
const BEGIN = Date.parse('2027-03-01T07:00:00Z');

let now = BEGIN;
let world: World;
let session: SessionRecord;
afterEach(async () => {
  expect(spilled(world)).toEqual([]);
  await world[Symbol.asyncDispose]();
});

async function live(asks = 'subscribe all start questions chat digest'): Promise<void> {
  now = BEGIN;
  world = await openWorld({
    clock: () => new Date(now),
    times: { editMs: 0 },
    livestorm: { now: () => now },
    seed: ({ world: at }) => {
      session = at.addSession(at.addEvent({ title: 'Spring tour' }), { estimated_started_at: BEGIN / 1_000 });
    },
  });
  if (asks.startsWith('subscribe')) await answerTo(world, asks);
  await deliver(world, 'session.started', Object.assign(session, { status: 'live', started_at: BEGIN / 1_000 }));
  if (asks.startsWith('live')) await answerTo(world, asks);
  for (const question of ['First open?', 'Second open?'])
    world.livestorm.world.addQuestion(session, { question, created_at: BEGIN / 1_000 });
  await passes(3 * MINUTE);
}

async function passes(ms: number): Promise<void> {
  now += ms;
  await world.bot.wake('life');
  await world.bot.idle();
}

const said = (words: string): Message => {
  const found = world.slack.channel(world.channel).messages.find((message) => sees(world, message).includes(words));
  if (!found) throw new Error(`nothing says ${words}`);
  return found;
};
const press = async (words: string, button: string): Promise<string> => {
  const heard = await hears(world, () => world.ada.press(said(words), button));
  await world.bot.idle();
  return sees(world, heard);
};

test('a card says when nothing newer could be read, and when it could again', async () => {
  await live();
  world.livestorm.faults.add({ operation: 'listQuestions', status: 422, body: '{"errors":[]}', times: 1_000 });
  await passes(3 * MINUTE);
  expect(sees(world, said('🔴 Live'))).toMatch(/up to .*, looking every/);
  for (let look = 0; look < 3; look++) await passes(3 * MINUTE);
  expect(sees(world, said('🔴 Live'))).toMatch(/⚠️ Q&A and chat up to .*: nothing newer could be read from Livestorm/);
  world.livestorm.faults.clear();
  await passes(3 * MINUTE);
  expect(sees(world, said('🔴 Live'))).toMatch(/up to .*, looking every/);
});

test('a clock that is set back by two hours does not silence the thread for two hours', async () => {
  await live();
  now -= 120 * MINUTE;
  await passes(MINUTE);
  world.livestorm.world.addQuestion(session, { question: 'Still there?', created_at: now / 1_000 });
  await passes(3 * MINUTE);
  expect(sees(world, said('Still there?'))).toContain('Nobody has taken it yet');
});

test('a room that nobody closes is looked at less and less, and no longer after twelve hours; its digest still has all', async () => {
  await live();
  await passes(100 * MINUTE);
  world.spent();
  for (let look = 0; look < 12; look++) await passes(2 * MINUTE);
  expect(world.spent().filter(({ operation }) => operation === 'listChatMessages').length).toBeLessThan(6);
  now = BEGIN + 12 * 60 * MINUTE;
  await passes(10 * MINUTE);
  world.spent();
  for (let look = 0; look < 2; look++) await passes(10 * MINUTE);
  expect(world.spent()).toEqual([]);
  expect(sees(world, said('🔴 Live'))).toContain('No longer looked at: after twelve hours');

  world.livestorm.world.addQuestion(session, { question: 'Late one?', created_at: now / 1_000 });
  const ended = { status: 'past', ended_at: now / 1_000, duration: 600, updated_at: now / 1_000 };
  await deliver(world, 'session.ended', Object.assign(session, ended));
  await passes(MINUTE);
  expect(sees(world, said('Needs you: 3'))).toContain('Late one?');
});

test('where somebody asked for a room that nobody closes, it is not said that it was followed to its end', async () => {
  await live('live spring tour');
  expect(sees(world, said('because @Ada'))).toContain('🔴 Followed live');
  now = BEGIN + 12 * 60 * MINUTE;
  await passes(10 * MINUTE);
  expect(sees(world, said('because @Ada'))).toMatch(
    /⏸️ No longer followed.*up to .* No longer looked at: after twelve hours/,
  );
  expect(await answerTo(world, 'live spring tour')).toContain('has run for more than twelve hours');
  expect(await answerTo(world, 'subscribe all questions')).toContain('questions');
  await passes(MINUTE);
});

test('a card that is opened after twelve hours says that nothing is looked at', async () => {
  await live('nobody follows it');
  now = BEGIN + 13 * 60 * MINUTE;
  await answerTo(world, 'subscribe all questions');
  await passes(MINUTE);
  expect(sees(world, said('🔴 Live'))).toContain(
    'Q&A: not looked at, since Showrunner follows a session for twelve hours.',
  );
});

test('of a question that is no longer kept, who presses is told so', async () => {
  await live();
  const message = said('First open?');
  const old = JSON.stringify(message.blocks).replaceAll(/"value":"[^"]*"/g, `"value":"${crypto.randomUUID()}"`);
  Object.assign(message, { blocks: JSON.parse(old) });
  expect(await press('First open?', 'live.take')).toContain('no longer kept: after 30 days they are forgotten');
});

test('who takes a question after the end has it in the digest too, and nobody is sent to the room', async () => {
  await live();
  const ended = { status: 'past', ended_at: now / 1_000, duration: 600, updated_at: now / 1_000 };
  await deliver(world, 'session.ended', Object.assign(session, ended));
  await passes(MINUTE);
  expect(sees(world, said('Needs you:'))).toMatch(/Nobody has it yet.*Nobody has it yet/);

  expect(await press('First open?', 'live.take')).toBe(
    'You take this question. The session is over: write to whoever asked.',
  );
  expect(sees(world, said('Needs you:'))).toMatch(/@Ada Laurent has it.*Nobody has it yet/);
  const ben = world.slack.person(SEED.ben);
  await ben.press(said('Second open?'), 'live.answered');
  await world.slack.until(() => sees(world, said('Needs you:')).includes('✅ Done by @Ben Ortiz'));
});
