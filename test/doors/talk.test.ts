// What was asked and written: read once, leafed through for nothing; recordings: a link for who pressed, and nobody else.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SessionRecord } from '../../sandbox/livestorm/records.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import {
  answerTo,
  calm,
  filesOf,
  hears,
  operations,
  othersSee,
  sees,
  spilled,
  stand,
  turns,
} from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
const ids: Record<string, string> = {};

const START = Date.parse('2026-11-20T14:00:00Z') / 1_000;

interface Size {
  people?: number;
  messages?: number;
  questions?: number;
  recordings?: number;
  ended?: boolean;
}
const SMALL: Record<string, Size> = {
  'Office hours': { people: 45, messages: 120, questions: 45, recordings: 1 },
  'Spring tour': { ended: false },
};
const LARGE: Record<string, Size> = {
  ...SMALL,
  'Big crowd': { people: 60, messages: 1_051, questions: 1_001 },
  'Whole year': { messages: 10_051 },
};

const seed = (sizes: Record<string, Size>) => (livestorm: World['livestorm']) => {
  for (const [title, size] of Object.entries(sizes)) {
    const { session } = stand(livestorm, title);
    ids[title] = session.id;
    if (size.ended ?? true)
      Object.assign(session, { status: 'past', started_at: START, ended_at: START + 3_600, duration: 3_600 });
    fill(livestorm.world, session, size);
  }
};

const times = (length = 0) => Array.from({ length }, (_, index) => index);

function fill(there: World['livestorm']['world'], session: SessionRecord, size: Size): void {
  const here = times(size.people).map((number) =>
    there.addPerson(session, {
      email: `guest.${number}@example.com`,
      first_name: `Guest${number}`,
      last_name: 'Smith',
    }),
  );
  const at = (index: number) => ({ created_at: START + index, updated_at: START + index });
  const by = <K extends string>(key: K, index: number) => {
    const one = here[index % 7];
    return one ? ({ [key]: one.id } as Record<K, string>) : {};
  };
  for (const index of times(size.messages))
    there.addMessage(session, { text_content: `=Message ${index} of it`, ...by('author_id', index), ...at(index) });
  for (const index of times(size.questions)) {
    const answer = index % 3 === 0 ? { response: `Because ${index}.`, responded_at: START + index + 9 } : {};
    there.addQuestion(session, {
      question: `Why ${index}?`,
      ...by('question_author_id', index),
      ...answer,
      ...at(index),
    });
  }
  for (const _ of times(size.recordings)) there.addRecording(session);
}

const cost = () => operations(world.spent());

const command = (words: string) => hears(world, () => world.ada.command(world.channel, words));

const nobodyElseSaw = () => expect(othersSee(world)).not.toMatch(/Guest0|Why \d|Message \d|signature=/);

describe.each(['http', 'socket'] as const)('in %s mode', (transport) => {
  beforeAll(async () => {
    world = await openWorld({ transport, webhooks: false, seed: seed(SMALL) });
  });
  afterAll(() => world[Symbol.asyncDispose]());
  afterEach(async () => {
    nobodyElseSaw();
    await calm(world);
    expect(spilled(world)).toEqual([]);
  });

  test('45 questions are one call; pages, and only the open ones, cost nothing', async () => {
    const message = await command('questions office hours');
    expect(sees(world, message)).toContain('30 of 45 questions are not answered.');
    expect(sees(world, message)).toContain('1. 00:00 · Guest0 Smith');
    expect(sees(world, message)).toContain('1 to 8 of 45.');
    expect(await turns(world, message, 'talk.next')).toContain('9 to 16 of 45.');
    expect(await turns(world, message, 'talk.filter')).toContain('1 to 8 of 30.');
    expect(await answerTo(world, 'questions office hours unanswered')).toContain('Only these are shown.');
    expect(cost()).toEqual(['listQuestions']);
  });

  test('120 messages are three calls; their names are one more, once', async () => {
    const message = await command('chat office hours');
    expect(sees(world, message)).toContain('120 messages from 7 people.');
    expect(cost()).toEqual(Array(3).fill('listChatMessages'));
    expect(await turns(world, message, 'talk.names')).toContain('1. 00:00 · Guest0 Smith');
    expect(await turns(world, message, 'talk.next')).toContain('21. 00:20 · Guest6 Smith');
    expect(cost()).toEqual(['listSessionPeople']);
  });

  test('the files go to the person only, with nothing in them that a spreadsheet would work out', async () => {
    const before = filesOf(world).length;
    const chat = await command('chat office hours');
    const said = await hears(world, () => world.ada.press(chat, 'talk.csv'));
    expect(sees(world, said)).toContain('The file is in your own conversation with me.');
    const questions = await command('questions office hours unanswered');
    await hears(world, () => world.ada.press(questions, 'talk.markdown'));
    const [table, text] = filesOf(world).slice(before);
    expect(table?.name).toBe('office-hours-chat.csv');
    expect(table?.content.toString('utf8').trim().split('\r\n')).toHaveLength(121);
    expect(table?.content.toString('utf8')).toContain(`"'=Message 0 of it"`);
    expect(text?.name).toBe('office-hours-questions.md');
    expect(text?.content.toString('utf8').match(/Not answered/g)).toHaveLength(30);
    expect(cost()).toEqual([]);
  });

  test('a session that has not started has nothing to show, and says so for one call each', async () => {
    expect(await answerTo(world, 'questions spring tour')).toContain('Nobody asked anything: it has not started.');
    expect(await answerTo(world, 'chat spring tour')).toContain('Nobody wrote in the chat: it has not started.');
    expect(await answerTo(world, 'recording spring tour')).toContain('the recording comes some time after its end');
    expect(cost()).toEqual(['listQuestions', 'listChatMessages']);
  });

  test('a recording is offered for nothing; its link is made at the press, for that person, with its expiry', async () => {
    const message = await command('recording office hours');
    expect(sees(world, message)).toContain('[Get the link (1 call)]');
    expect(cost()).toEqual([]);
    const given = await hears(world, () => world.ada.press(message, 'recording.link'));
    expect(sees(world, given)).toMatch(/Watch 1 .*signature=.*It works until .*Paris.* · for you /);
    expect(cost()).toEqual(['listRecordings']);
    expect(JSON.stringify(world.log)).not.toContain('signature=');
  });
});

describe('at a closer look', () => {
  beforeAll(async () => {
    world = await openWorld({ webhooks: false, seed: seed(LARGE) });
  });
  afterAll(() => world[Symbol.asyncDispose]());
  afterEach(async () => {
    nobodyElseSaw();
    await calm(world);
    expect(spilled(world)).toEqual([]);
  });

  test.each([
    ['chat', 'listChatMessages', 'the first 50 messages: the others are 21 more calls.', '1,051 messages', 22],
    ['questions', 'listQuestions', 'the first 50 questions: the others are 20 more calls.', 'of 1,001 questions', 21],
  ])('over twenty calls of %s are said first; all of it costs what its pages are', async (verb, call, told, all, n) => {
    const message = await command(`${verb} big crowd`);
    expect(sees(world, message)).toContain(told);
    expect(cost()).toEqual([call]);
    expect(await turns(world, message, 'talk.more')).toContain(all);
    expect(cost()).toHaveLength(n - 1);
  });

  test('over two hundred calls are asked about, and no more than that are spent', async () => {
    const message = await command('chat whole year');
    expect(sees(world, message)).toContain('the next are 199 more calls.');
    expect(JSON.stringify(message.blocks)).toContain('Reading on costs 199 Livestorm calls.');
    expect(await turns(world, message, 'talk.more')).toContain('Showrunner reads no further.');
    expect(cost()).toHaveLength(200);
  });

  test('without a name the question comes back, with a button for each session', async () => {
    const message = await command('questions unanswered');
    expect(sees(world, message)).toContain('Which session do you mean?');
    const value = `questions ${ids['Office hours']} unanswered`;
    expect(JSON.stringify(message.blocks)).toContain(value);
    const list = await hears(world, () => world.ada.press(message, 'run.chosen', { value }));
    expect(sees(world, list)).toContain('Only these are shown.');
  });

  test.each(['', 'x', `chat ${'0'.repeat(36)} 0 all`, 'chat ../../people 0 all'])(
    'a forged value %j is refused, and costs nothing',
    async (value) => {
      const message = await command('chat office hours');
      cost();
      for (const block of message.blocks)
        for (const one of (block.elements as { action_id?: string; value?: string }[]) ?? [])
          if (one.action_id === 'talk.next') one.value = value;
      const said = await hears(world, () => world.ada.press(message, 'talk.next'));
      expect(sees(world, said)).toMatch(/from an older version|No session matches/);
      expect(cost()).toEqual([]);
    },
  );

  test('where Livestorm has no recording, that is said, and why it may be', async () => {
    const message = await command('recording big crowd');
    const given = await hears(world, () => world.ada.press(message, 'recording.link'));
    expect(sees(world, given)).toContain('Livestorm has no recording yet.');
  });
});

test('who does not run the webinars is told so for each of them, and nothing is asked of Livestorm', async () => {
  world = await openWorld({ webhooks: false, seed: seed(SMALL), operators: { users: [SEED.ben], groups: [] } });
  await using _open = world;
  for (const words of ['questions office hours', 'chat office hours', 'recording office hours'])
    expect(await answerTo(world, words)).toContain("This is for those who run your team's webinars");
  expect(cost()).toEqual([]);
});
