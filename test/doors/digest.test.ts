// The digest when somebody asks for it: a preview that only they see, and one post for each channel.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SessionRecord } from '../../sandbox/livestorm/records.ts';
import type { Message } from '../../sandbox/slack/model.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { answerTo, calm, hears, operations, sees, spilled, stand, turns } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
const sessions: Record<string, SessionRecord> = {};
const START = Date.parse('2026-11-20T14:00:00Z') / 1_000;

interface Size {
  people?: number;
  state?: Partial<SessionRecord>;
}
const ENDED: Partial<SessionRecord> = { status: 'past', started_at: START, ended_at: START + 3_600, duration: 3_600 };
const SIZES: Record<string, Size> = {
  'Spring tour': { people: 60, state: ENDED },
  'Quiet hour': { state: ENDED },
  'Big crowd': { people: 1_001, state: ENDED },
  'Next week': {},
  'Going on': { state: { status: 'live', estimated_started_at: START, started_at: START } },
  'Called off': { people: 1, state: { status: 'canceled', canceled_at: START } },
  'Never begun': { people: 2, state: { status: 'past_not_started', estimated_started_at: START } },
};

function seed(livestorm: World['livestorm']): void {
  for (const [title, { people = 0, state = {} }] of Object.entries(SIZES)) {
    const { session } = stand(livestorm, title);
    sessions[title] = session;
    Object.assign(session, state);
    for (let index = 0; index < people; index++)
      livestorm.world.addPerson(session, {
        email: `guest.${index}@example.com`,
        first_name: 'Guest',
        last_name: `Number${index}`,
        attended: index % 2 === 0,
        attendance_duration: 1_800,
      });
  }
  ask('Will this be recorded?', 60, livestorm);
  ask('Is there a recording later?', 120, livestorm);
  ask('What does it cost?', 240, livestorm);
}

function ask(question: string, offset: number, livestorm = world.livestorm): void {
  const at = { created_at: START + offset, updated_at: START + offset };
  const spring = sessions['Spring tour'];
  if (spring) livestorm.world.addQuestion(spring, { question, ...at });
}

const cost = () => operations(world.spent());
const command = (words: string) => hears(world, () => world.ada.command(world.channel, words));
const posted = (title: string) =>
  world.slack.channel(world.channel).messages.filter(({ text, threadTs }) => !threadTs && text.includes(title));
const thread = (root: Message | undefined) =>
  world.slack.channel(world.channel).messages.filter(({ threadTs }) => threadTs && threadTs === root?.ts);

/** In any order: what is next depends on which answer came first. */
const LISTS = ['listChatMessages', 'listQuestions', 'listSessionPeople', 'listSessionPeople'];

describe.each(['http', 'socket'] as const)('in %s mode', (transport) => {
  beforeAll(async () => {
    world = await openWorld({ transport, webhooks: false, seed, times: { editMs: 0 } });
  });
  afterAll(() => world[Symbol.asyncDispose]());
  afterEach(async () => {
    await calm(world);
    expect(spilled(world)).toEqual([]);
  });

  test('a preview is made once, for the pages that there are; the next one costs nothing', async () => {
    const message = await command('digest spring tour');
    expect(sees(world, message)).toContain('30 of 60 registrants came (50%)');
    expect(sees(world, message)).toContain('This is a preview (compact): only you see it.');
    expect(sees(world, message)).toContain('this cost 4 Livestorm calls.');
    expect(cost().sort()).toEqual(LISTS);
    const again = await answerTo(world, 'digest spring tour preview full');
    expect(again).toContain('this cost no Livestorm call.');
    expect(again).toContain('“Will this be recorded?” – 2 people, not answered');
    expect(cost()).toEqual([]);
    expect(posted('Spring tour')).toEqual([]);
  });

  test('posted here it stands once, however often it is pressed; its details are in the thread', async () => {
    const message = await command('digest spring tour full');
    const said = await hears(world, () => world.ada.press(message, 'digest.here'));
    expect(sees(world, said)).toContain('If it does not come, invite me with /invite and ask again.');
    await world.bot.idle();
    const [root] = posted('Spring tour');
    expect(root?.blocks.map(({ type }) => type)).toContain('data_visualization');
    expect(thread(root).length).toBeGreaterThan(0);
    const before = world.slack.channel(world.channel).messages.length;
    expect(await answerTo(world, 'digest spring tour here full')).toContain('stands in this channel already');
    await world.bot.idle();
    expect(world.slack.channel(world.channel).messages).toHaveLength(before);
    expect(cost()).toEqual([]);
    expect(await answerTo(world, 'audit spring tour')).toContain('digest');
  });

  test('after it was read anew, what stands is edited, and more questions go into its thread', async () => {
    ask('Does it work offline?', 600);
    const message = await command('digest spring tour full');
    expect(sees(world, message)).toContain('[Read anew (4 calls)]');
    expect(await turns(world, message, 'digest.read')).toContain('None of the 4 questions has been answered.');
    expect(cost().sort()).toEqual(LISTS);
    const said = await hears(world, () => world.ada.press(message, 'digest.here'));
    expect(sees(world, said)).toContain('is brought up to date');
    await world.bot.idle();
    const roots = posted('Spring tour');
    expect(roots).toHaveLength(1);
    expect(sees(world, roots[0] as Message)).toContain('None of the 4 questions has been answered.');
    expect(
      thread(roots[0])
        .map((each) => sees(world, each))
        .join(),
    ).toContain('Does it work offline?');
    expect(cost()).toEqual([]);
  });

  test('its button for the recording gives the link to who presses, and leaves the channel as it is', async () => {
    const [root] = posted('Spring tour');
    const before = JSON.stringify(world.slack.channel(world.channel).messages);
    const given = await hears(world, () => world.ada.press(root as Message, 'recording.link'));
    expect(sees(world, given)).toContain('Livestorm has no recording yet.');
    expect(cost()).toEqual(['listRecordings']);
    expect(JSON.stringify(world.slack.channel(world.channel).messages)).toBe(before);
  });

  test('of a session without anybody it says so', async () => {
    const words = await answerTo(world, 'digest quiet hour');
    expect(words).toContain('Nobody registered, and nobody came. No questions were asked.');
    expect(words).toContain('Nobody wrote in the chat.');
    expect(cost()).toHaveLength(3);
  });

  test.each([
    ['next week', 'It has not started', []],
    ['going on', 'It is live: the digest can be made when it has ended.', ['getSession']],
    ['called off', 'It was canceled, so there is nothing to sum up; 1 person had registered.', []],
    ['never begun', 'It never started, so there is nothing to sum up; 2 people had registered.', []],
  ])('%s has none, and says why', async (title, words, calls) => {
    expect(await answerTo(world, `digest ${title}`)).toContain(words);
    expect(cost()).toEqual(calls);
    expect(await answerTo(world, `digest ${title} here`)).toContain(words);
    expect(posted(title)).toEqual([]);
  });

  test('over twenty calls are asked about first', async () => {
    const message = await command('digest big crowd');
    expect(sees(world, message)).toContain('costs at least 23 Livestorm calls. Nothing was read yet.');
    expect(cost()).toEqual([]);
    expect(await turns(world, message, 'digest.read')).toContain('501 of 1,001 registrants came');
    expect(cost()).toHaveLength(23);
  });

  test('what ended since the catalogue was read is found out, for one call more', async () => {
    const session = sessions['Going on'];
    Object.assign(session ?? {}, ENDED, { updated_at: Math.floor(Date.now() / 1_000) + 60 });
    expect(await answerTo(world, 'digest going on')).toContain('this cost 4 Livestorm calls.');
    expect(cost()).toEqual(['getSession', 'listSessionPeople', 'listQuestions', 'listChatMessages']);
  });
});

describe('at a closer look', () => {
  beforeAll(async () => {
    const scopes = ['commands', 'chat:write', 'users:read', 'channels:history', 'groups:history'];
    world = await openWorld({ webhooks: false, seed, operators: { users: [SEED.ada], groups: [] }, slack: { scopes } });
  });
  afterAll(() => world[Symbol.asyncDispose]());
  afterEach(async () => {
    await calm(world);
    expect(spilled(world)).toEqual([]);
  });

  test('where the bot is not, nothing is read, and it says what to do', async () => {
    const elsewhere = world.slack.workspace.addChannel({ name: 'elsewhere', members: [SEED.ada] }).id;
    const words = await answerTo({ ...world, channel: elsewhere }, 'digest spring tour here');
    expect(words).toContain('I may not post in that channel');
    expect(cost()).toEqual([]);
  });

  test('who does not run the webinars gets one sentence, from the command and from its buttons', async () => {
    const message = await command('digest spring tour');
    cost();
    const ben = world.slack.person(SEED.ben);
    await ben.command(world.channel, 'digest spring tour here');
    await world.slack.until(() => ben.ephemerals.length > 0);
    expect(sees(world, ben.ephemerals.at(-1) as Message)).toContain("This is for those who run your team's webinars");
    expect(message.blocks.length).toBeGreaterThan(0);
    expect(posted('Spring tour')).toEqual([]);
    expect(cost()).toEqual([]);
  });

  test.each(['', 'x', `${'0'.repeat(36)} full`, '00000000-0000-4000-8000-000000000000 full'])(
    'a forged value %j is refused',
    async (value) => {
      const message = await command('digest spring tour');
      cost();
      for (const block of message.blocks)
        for (const one of (block.elements as { action_id?: string; value?: string }[]) ?? [])
          if (one.action_id === 'digest.here') one.value = value;
      const said = await hears(world, () => world.ada.press(message, 'digest.here'));
      expect(sees(world, said)).toMatch(/from an older version|No session matches/);
      expect(cost()).toEqual([]);
    },
  );

  test('a channel that Slack gives no charts gets the digest whole, without one', async () => {
    world.slack.faults.add({ method: 'chat.postMessage', error: 'invalid_blocks', times: 1 });
    await answerTo(world, 'digest spring tour here full');
    await world.bot.idle();
    const [root] = posted('Spring tour');
    expect(root?.blocks.map(({ type }) => type)).not.toContain('data_visualization');
    expect(sees(world, root as Message)).toContain('Chat and questions per 3 min');
    world.slack.calls.length = 0;
  });
});
