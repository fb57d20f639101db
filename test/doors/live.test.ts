// A live session in its channels: what is asked and written comes once and in order, through restarts, and people say who sees to it.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Question, SessionRecord } from '../../sandbox/livestorm/records.ts';
import type { Message } from '../../sandbox/slack/model.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { SETTLING } from '../../src/operations/settling.ts';
import { answerTo, deliver, hears, operations, sees, spilled } from '../support/doors.ts';
import { openWorld, type World, type WorldOptions } from '../support/world.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const BEGIN = Date.parse('2027-03-01T07:00:00Z');

let now = BEGIN;
let world: World;
let session: SessionRecord;
afterEach(async () => {
  expect(spilled(world)).toEqual([]);
  await world[Symbol.asyncDispose]();
});

async function open(options: WorldOptions = {}): Promise<void> {
  now = BEGIN;
  world = await openWorld({
    clock: () => new Date(now),
    times: { editMs: 0 },
    livestorm: { now: () => now, ...options.livestorm },
    seed: ({ world: at }) => {
      const event = at.addEvent({ title: 'Spring tour', estimated_duration: 60 });
      session = at.addSession(event, { estimated_started_at: (BEGIN + MINUTE) / SECOND });
    },
    ...options,
  });
  world.spent();
}

const starts = async () => {
  now += MINUTE;
  await deliver(
    world,
    'session.started',
    Object.assign(session, { status: 'live', started_at: now / SECOND, updated_at: now / SECOND }),
  );
};
const ends = async () => {
  const change = { status: 'past', ended_at: now / SECOND, duration: 600, updated_at: now / SECOND };
  await deliver(world, 'session.ended', Object.assign(session, change));
};

/** Lets so long pass; the minute finds what is due. */
async function passes(ms: number): Promise<void> {
  now += ms;
  await world.bot.wake('life');
  await world.bot.idle();
}

const writes = (text_content: string, author_id: string | null = null) =>
  world.livestorm.world.addMessage(session, { text_content, author_id, created_at: Math.floor(now / SECOND) });
const asks = (question: string, question_author_id: string | null = null): Question =>
  world.livestorm.world.addQuestion(session, { question, question_author_id, created_at: Math.floor(now / SECOND) });

const inThread = (channel = world.channel): Message[] =>
  world.slack.channel(channel).messages.filter(({ threadTs }) => threadTs);
const lines = (channel = world.channel): string[] => inThread(channel).map((message) => sees(world, message));
const roots = (channel = world.channel): string[] =>
  world.slack.channel(channel).messages.flatMap((message) => (message.threadTs ? [] : [sees(world, message)]));
const question = (words: string): Message => {
  const found = inThread().find((message) => sees(world, message).includes(words));
  if (!found) throw new Error(`nobody asked ${words}`);
  return found;
};
const press = async (words: string, button: string): Promise<string> => {
  const heard = await hears(world, () => world.ada.press(question(words), button));
  await world.bot.idle();
  return sees(world, heard);
};

test('questions come one by one and the chat of a look together, in the thread of the card, by initials', async () => {
  await open();
  await answerTo(world, 'subscribe all questions chat');
  const grace = world.livestorm.world.addPerson(session, {
    first_name: 'Grace',
    last_name: 'Hopper',
    email: 'g@example.com',
  });
  await starts();
  writes('Hello from Paris');
  writes('Write to me: grace@example.com', grace.id);
  asks('Is there a Slack app?', grace.id);
  await passes(2 * MINUTE);
  asks('Does it cost?');
  await passes(2 * MINUTE);
  expect(lines()).toEqual([
    expect.stringMatching(/Chat: 2 messages.*Hello from Paris.*G\. H\.: Write to me: \(e-mail hidden\)/),
    expect.stringMatching(/G\. H\..*Is there a Slack app\?.*Nobody has taken it yet/),
    expect.stringContaining('Does it cost?'),
  ]);
  expect(roots().join()).toMatch(/🔴 Live.*Q&A and chat up to Mar 1, 2027 at 8:05 AM, looking every 2 minutes/);
  expect(operations(world.spent())).toEqual(['listQuestions', 'listChatMessages', 'listQuestions', 'listChatMessages']);
  // The card says at each look how fresh it is: nothing for an operator to read.
  expect(world.log.filter(({ level, msg }) => Number(level) > 20 && /a card/.test(String(msg)))).toEqual([]);
});

test('through restarts everything comes once and in order', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'showrunner-live-'));
  await open({ dataDir });
  await answerTo(world, 'subscribe all questions chat');
  await starts();
  for (let round = 0; round < 4; round++) {
    writes(`Message ${round}`);
    asks(`Question ${round}?`);
    if (round === 1) world.livestorm.faults.add({ operation: 'listChatMessages', status: 503, times: 9 });
    if (round > 0) await world.restart();
    await passes(2 * MINUTE);
    world.livestorm.faults.clear();
  }
  await passes(4 * MINUTE);
  const said = lines().flatMap((line) => line.match(/Message \d|Question \d/g) ?? []);
  for (const what of ['Message', 'Question'])
    expect(said.filter((one) => one.startsWith(what))).toEqual([0, 1, 2, 3].map((round) => `${what} ${round}`));
  await rm(dataDir, { recursive: true, force: true });
});

test('what was said until the end is in the thread and in the digest, which reads no more than what can have changed', async () => {
  await open({ settling: SETTLING });
  await answerTo(world, 'subscribe all questions chat digest');
  world.livestorm.world.addPerson(session, { email: 'g@example.com' });
  await starts();
  writes('First');
  asks('Open?');
  await passes(2 * MINUTE);
  world.spent();
  writes('Last');
  now += MINUTE;
  await ends();
  await passes(SECOND);
  expect(operations(world.spent()).sort()).toEqual(['listChatMessages', 'listQuestions']);
  expect(lines().filter((line) => line.includes('Last'))).toHaveLength(1);
  // When attendance has settled.
  now += 61 * MINUTE;
  await world.bot.wake('digest', { sessionId: session.id });
  await world.bot.idle();
  expect(operations(world.spent()).sort()).toEqual(['listQuestions', 'listSessionPeople']);
  expect(roots().join()).toContain('The only question is still unanswered.');
});

test('a digest that is due at the very end reads no page that following reads too', async () => {
  await open();
  await answerTo(world, 'subscribe all questions chat digest');
  await starts();
  writes('First');
  asks('Open?');
  await passes(2 * MINUTE);
  world.spent();
  writes('Last');
  now += MINUTE;
  await ends();
  await passes(MINUTE);
  expect(operations(world.spent()).sort()).toEqual(['listChatMessages', 'listQuestions', 'listSessionPeople']);
  expect(lines().filter((line) => line.includes('Last'))).toHaveLength(1);
  expect(roots().join()).toContain('The only question is still unanswered.');
});

describe('what Livestorm lists no more, because a moderator deleted it', () => {
  const deletes = (words: string) => {
    const { messagesOf, questionsOf } = world.livestorm.world;
    for (const list of [messagesOf(session.id), questionsOf(session.id)]) {
      const at = list.findIndex((row) => JSON.stringify(row).includes(words));
      if (at >= 0) return list.splice(at, 1);
    }
    throw new Error(`nobody said ${words}`);
  };
  const said = async () => {
    await open({ settling: SETTLING });
    await answerTo(world, 'subscribe all questions chat digest:full');
    world.livestorm.world.addPerson(session, { email: 'g@example.com' });
    await starts();
    for (const words of ['Hello', 'Buy my pills', 'Bye']) {
      writes(words);
      now += SECOND;
    }
    asks('Who are you?');
    now += SECOND;
    asks('Is this a scam?');
    await passes(2 * MINUTE);
  };
  const digested = async () => {
    await passes(61 * MINUTE);
    await world.bot.wake('digest', { sessionId: session.id });
    await world.bot.idle();
    await passes(MINUTE);
  };

  test('is taken out of the thread at the next look, and is not in the digest', async () => {
    await said();
    await press('Is this a scam?', 'live.take');
    const before = inThread().map(({ ts }) => ts);
    deletes('Buy my pills');
    deletes('Is this a scam?');
    await passes(2 * MINUTE);
    expect(inThread().map(({ ts }) => ts)).toEqual(before);
    expect(lines()).toEqual([
      expect.stringMatching(/^(?!.*pills).*Hello.*Livestorm no longer lists this message.*Bye/),
      expect.stringContaining('Who are you?'),
      expect.stringMatching(/^(?!.*(scam|I'll take it)).*Livestorm no longer lists this question/),
    ]);
    expect(
      inThread()
        .map(({ text }) => text)
        .join(),
    ).not.toMatch(/pills|scam/);
    await ends();
    await passes(SECOND);
    await digested();
    expect(roots().join()).toContain('The only question is still unanswered.');
    expect(JSON.stringify(world.slack.channel(world.channel).messages.map(({ blocks }) => blocks))).not.toMatch(
      /pills|scam/,
    );
  });

  test('after the last look is taken out when the digest reads it, for no call more', async () => {
    await said();
    await ends();
    await passes(SECOND);
    deletes('Is this a scam?');
    world.spent();
    await digested();
    expect(operations(world.spent()).sort()).toEqual(['listQuestions', 'listSessionPeople']);
    expect(roots().join()).toContain('The only question is still unanswered.');
    expect(lines().join()).toContain('Livestorm no longer lists this question');
    expect(lines().join()).not.toContain('scam');
  });

  test('and that Livestorm lists again stands there again', async () => {
    await said();
    const [pills, scam] = [deletes('Buy my pills'), deletes('Is this a scam?')];
    await passes(2 * MINUTE);
    world.livestorm.world.messagesOf(session.id).splice(1, 0, ...(pills as never[]));
    world.livestorm.world.questionsOf(session.id).push(...(scam as never[]));
    await passes(2 * MINUTE);
    expect(lines()).toEqual([
      expect.stringMatching(/Hello.*Buy my pills.*Bye/),
      expect.stringContaining('Who are you?'),
      expect.stringMatching(/Is this a scam\?.*Nobody has taken it yet/),
    ]);
  });
});

describe('where Livestorm cannot tell that a session starts', () => {
  const planned = async () => {
    await open({ webhooks: false });
    await answerTo(world, 'subscribe all questions chat');
    await passes(MINUTE);
    writes('Are we on?');
    asks('Is this the right room?');
    await passes(2 * MINUTE);
  };

  test('it is followed from its planned start until it is found to be over', async () => {
    await planned();
    expect(lines()).toEqual([expect.stringContaining('Are we on?'), expect.stringContaining('the right room?')]);
    for (let minute = 4; minute < 60; minute += 8) await passes(8 * MINUTE);
    writes('Bye!');
    const times = { started_at: (BEGIN + MINUTE) / SECOND, ended_at: now / SECOND, duration: 3_000 };
    Object.assign(session, { status: 'past', ...times, updated_at: now / SECOND });
    now += 8 * MINUTE;
    await world.bot.wake('follow');
    await world.bot.idle();
    await passes(MINUTE);
    expect(lines().at(-1)).toContain('Bye!');
    world.spent();
    await passes(10 * MINUTE);
    expect(world.spent()).toEqual([]);
  });

  test('one that never starts is asked no more a quarter of an hour after its planned end', async () => {
    await planned();
    for (let minute = 3; minute < 80; minute += 8) await passes(8 * MINUTE);
    world.spent();
    for (let round = 0; round < 3; round++) await passes(8 * MINUTE);
    expect(world.spent()).toEqual([]);
  });
});

describe('a question', () => {
  const asked = async () => {
    await open();
    await answerTo(world, 'subscribe all questions digest');
    await starts();
    const one = asks('Who takes this?');
    await passes(2 * MINUTE);
    return one;
  };

  test('is taken by who presses, and taken over by another', async () => {
    await asked();
    expect(await press('Who takes this?', 'live.take')).toContain('You take this question');
    expect(sees(world, question('Who takes this?'))).toContain('🙋 @Ada Laurent takes it.');
    const ben = world.slack.person(SEED.ben);
    await ben.press(question('Who takes this?'), 'live.take');
    await world.slack.until(() => sees(world, question('Who takes this?')).includes('🙋 @Ben'));
    await press('Who takes this?', 'live.answered');
    expect(sees(world, question('Who takes this?'))).toContain('Answered live, says @Ada Laurent.');
    expect(world.spent().filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('turns to answered when Livestorm says so, and takes no press then', async () => {
    const one = await asked();
    Object.assign(one, { response: 'I do.', responded_at: now / SECOND });
    const before = question('Who takes this?');
    await passes(2 * MINUTE);
    expect(sees(world, question('Who takes this?'))).toMatch(/✅.*Answer: I do\./);
    expect(JSON.stringify(question('Who takes this?').blocks)).not.toContain('live.take');
    expect(inThread()).toHaveLength(1);
    expect(before.ts).toBe(question('Who takes this?').ts);
  });

  test('that is to be followed up is in the digest, with who may claim it', async () => {
    await asked();
    expect(await press('Who takes this?', 'live.later')).toContain('the digest lists it among what needs a person');
    expect(sees(world, question('Who takes this?'))).toContain('📌 To follow up later, says @Ada Laurent.');
    await ends();
    await passes(MINUTE);
    expect(roots().join()).toMatch(/Needs you: 1 unanswered question.*Who takes this\?/);
  });

  test('that was answered live, as somebody said, needs nobody in the digest', async () => {
    await asked();
    await press('Who takes this?', 'live.answered');
    await ends();
    await passes(MINUTE);
    expect(roots().join()).toContain('The only question was answered.');
  });

  test('of which nothing is kept any more, or that was made up, is refused', async () => {
    await asked();
    const button = question('Who takes this?');
    const forged = JSON.parse(JSON.stringify(button.blocks).replaceAll(/"value":"[^"]*"/g, '"value":"nonsense"'));
    Object.assign(button, { blocks: forged });
    expect(sees(world, await hears(world, () => world.ada.press(button, 'live.take')))).toContain('older version');
  });
});

describe('live', () => {
  test('follows a session in a channel that subscribed to nothing, says what it costs, and stops', async () => {
    await open();
    await starts();
    writes('Said before');
    const answer = await answerTo(world, 'live spring tour');
    expect(answer).toMatch(
      /Spring tour is followed live here.*about 70 Livestorm calls for an hour.*calls are left in this period/,
    );
    await world.bot.idle();
    await passes(SECOND);
    expect(roots().join()).toMatch(/Followed live, because @Ada Laurent asked for it.*Q&A and chat up to/);
    expect(lines()).toEqual([expect.stringContaining('Said before')]);
    const before = roots().length;
    await world.ada.command(world.channel, 'live stop');
    await world.slack.until(() => roots().length > before);
    expect(roots().at(-1)).toContain('stopped following Spring tour live here');
    writes('Said after');
    await passes(4 * MINUTE);
    expect(lines().join()).not.toContain('Said after');
    expect(await answerTo(world, 'live stop')).toContain('Nothing is followed live in this channel');
  });

  test('waits for a session that has not started, and refuses one that is over', async () => {
    await open();
    expect(await answerTo(world, 'live spring tour')).toContain('will be followed live here as soon as it starts');
    await starts();
    writes('Here we go');
    await passes(2 * MINUTE);
    expect(lines()).toEqual([expect.stringContaining('Here we go')]);
    await ends();
    expect(await answerTo(world, 'live spring tour')).toContain('is over: there is nothing to follow');
  });

  test('asks first when it would take calls that are kept for people', async () => {
    await open();
    await starts();
    // Others in the organisation have spent most of them meanwhile.
    const headers = { 'RateLimit-Monthly-Limit': '10000', 'RateLimit-Monthly-Remaining': '1550' };
    world.livestorm.faults.add({ operation: 'listPeople', status: 422, headers, body: '{"errors":[{"detail":"No"}]}' });
    await answerTo(world, 'lookup ada.lovelace@example.com');
    const asked = await hears(world, () => world.ada.command(world.channel, 'live spring tour'));
    expect(sees(world, asked)).toMatch(/costs about 70 Livestorm calls for an hour, and \d+ calls are left for it/);
    await passes(SECOND);
    expect(roots().join()).not.toContain('Followed live');
    await world.ada.press(asked, 'live.follow');
    await world.slack.until(() => world.slack.channel(world.channel).messages.length > 0);
    expect(roots().join()).toContain('Followed live');
  });

  test('is for those who run the webinars', async () => {
    await open({ operators: { users: [SEED.ben], groups: [] } });
    expect(await answerTo(world, 'live spring tour')).toContain('This is for those who run');
  });
});
