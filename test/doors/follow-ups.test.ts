// A question that nobody answered: taken and done from the digest, in every channel that shows it, and asked after in time.

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Question } from '../../sandbox/livestorm/records.ts';
import type { Message } from '../../sandbox/slack/model.ts';
import type { Person } from '../../sandbox/slack/person.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { answerTo, calm, hears, sees, spilled } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

/** A Monday, noon in Paris: what is asked then is due on Tuesday at five. */
const BEGIN = Date.parse('2027-03-01T11:00:00Z');
const HOUR = 3_600_000;

let world: World;
let now = BEGIN;
const questions = new Map<string, Question[]>();
const OTHER = SEED.general;
/** A session for each test, with seven open questions. */
const TITLES = ['first', 'claim', 'guest', 'done', 'count', 'answered', 'home', 'nudge', 'month'];

beforeAll(async () => {
  world = await openWorld({
    clock: () => new Date(now),
    times: { editMs: 0 },
    livestorm: { now: () => now },
    operators: { users: [SEED.ada], groups: [] },
    seed: ({ world: at }) => {
      const start = BEGIN / 1_000 - 3_600;
      for (const title of TITLES) {
        const session = at.addSession(at.addEvent({ title: `Tour ${title}` }), {
          ...{ status: 'past', started_at: start, ended_at: start + 3_000, duration: 3_000 },
          estimated_started_at: start,
        });
        const ask = (_: unknown, index: number) =>
          at.addQuestion(session, { question: `Question ${index + 1}?`, created_at: start + 60 * (index + 1) });
        questions.set(title, Array.from({ length: 7 }, ask));
      }
    },
  });
  world.slack.workspace.invite(OTHER);
});
afterAll(() => world[Symbol.asyncDispose]());
afterEach(async () => {
  await calm(world);
  expect(spilled(world)).toEqual([]);
});

async function posted(title: string, channel = world.channel): Promise<Message> {
  await hears(world, () => world.ada.command(channel, `digest tour ${title} here`));
  await world.bot.idle();
  const roots = world.slack.channel(channel).messages.filter(({ threadTs }) => !threadTs);
  const found = roots.find(({ text }) => text.includes(`Tour ${title}`));
  if (!found) throw new Error('no digest');
  return found;
}

const firstOf = ({ blocks }: Message, id: string): string => {
  const found = JSON.stringify(blocks).match(new RegExp(`"action_id":"${id}".*?"value":"([\\w-]+)"`))?.[1];
  if (found === undefined) throw new Error(`no button ${id}`);
  return found;
};

/** What a person hears who presses a button of the first question that has it. */
async function presses(who: Person, message: Message, id: string): Promise<string> {
  const before = who.ephemerals.length;
  await who.press(message, id, { value: firstOf(message, id) });
  await world.slack.until(() => who.ephemerals.length > before);
  await world.bot.idle();
  const heard = who.ephemerals.at(-1);
  return heard ? sees(world, heard) : '';
}

test('the first open questions stand in the digest, each nobody’s yet and due; one button shows all', async () => {
  const message = await posted('first');
  const shown = sees(world, message);
  expect(shown).toContain('Needs you: 7 unanswered questions');
  expect(shown).toMatch(/Question 1\?.*Nobody has it yet · due .*Question 5\?/);
  expect(shown).not.toContain('Question 6?');
  const all = await presses(world.ada, message, 'followup.all');
  expect(all).toMatch(/7 of 7 questions to follow up are open.*Question 7\?/);
});

test('who claims it has it, in both channels; the next one hears who had it, and each is in the audit log', async () => {
  const [here, there] = [await posted('claim'), await posted('claim', OTHER)];
  const ben = world.slack.person(SEED.ben);
  expect(await presses(ben, here, 'followup.claim')).toMatch(/It is yours, due .* Livestorm's API takes no answers/);
  for (const message of [here, there]) expect(sees(world, message)).toMatch(/Question 1\?.*@Ben.* has it · due/);
  expect(await presses(ben, there, 'followup.claim')).toContain('You have it already');
  expect(await presses(world.ada, there, 'followup.claim')).toMatch(/It is yours.*@Ben.* had it until now/);
  for (const message of [here, there]) expect(sees(world, message)).toMatch(/Question 1\?.*@Ada.* has it · due/);
  const log = await answerTo(world, 'audit');
  expect(log.match(/followup claim/g)).toHaveLength(2);
});

test('a guest may not; nothing changes', async () => {
  const message = await posted('guest');
  expect(await presses(world.slack.person(SEED.guest), message, 'followup.claim')).toContain('You are a guest');
  expect(sees(world, message)).not.toContain('has it ·');
});

test('done has no buttons any more, and says by whom; pressed late it says so again', async () => {
  const [here, there] = [await posted('done'), await posted('done', OTHER)];
  const ben = world.slack.person(SEED.ben);
  await presses(ben, there, 'followup.all');
  const list = ben.ephemerals.at(-1) ?? there;
  expect(await presses(world.ada, here, 'followup.done')).toContain('Livestorm still lists the question as unanswered');
  for (const message of [here, there]) {
    expect(sees(world, message)).toMatch(/Question 1\?.*✅ Done by @Ada/);
    expect(sees(world, message).match(/\[ ?Done ?\]/g)).toHaveLength(4);
  }
  expect(await presses(ben, list, 'followup.done')).toMatch(/Done by @Ada.*Nothing was changed/);
});

test('what is left to do is counted anew at each press, also for a question that only the list shows', async () => {
  const [here, there] = [await posted('count'), await posted('count', OTHER)];
  const edits = () => world.slack.calls.filter(({ method }) => method === 'chat.update').length;
  const before = edits();
  await presses(world.ada, here, 'followup.done');
  for (const message of [here, there]) expect(sees(world, message)).toContain('Needs you: 6 of 7 unanswered questions');
  expect(edits() - before).toBe(2);
  await presses(world.ada, here, 'followup.all');
  const list = world.ada.ephemerals.at(-1) ?? here;
  for (const id of [...JSON.stringify(list.blocks).matchAll(/"followup.done".*?"value":"(\d+)"/g)].map(
    ([, one]) => one,
  )) {
    await world.ada.press(list, 'followup.done', { value: String(id) });
    await world.bot.idle();
  }
  for (const message of [here, there])
    expect(sees(world, message)).toContain('Nothing waits for you: all 7 unanswered questions are done');
  expect(here.text).toContain('7 questions');
});

test('what Livestorm says was answered closes itself, in every channel, when the digest is read anew', async () => {
  const [here, there] = [await posted('answered'), await posted('answered', OTHER)];
  Object.assign(questions.get('answered')?.[0] ?? {}, { response: 'It costs nothing.' });
  // In the other channel nobody asks: its message changes all the same.
  const preview = await hears(world, () => world.ada.command(world.channel, 'digest tour answered'));
  const versions = preview.versions.length;
  await world.ada.press(preview, 'digest.read');
  await world.slack.until(() => preview.versions.length > versions);
  await world.bot.idle();
  for (const message of [here, there]) expect(sees(world, message)).toContain('✅ Answered at Livestorm');
  await posted('answered');
  expect(sees(world, here)).toContain('Needs you: 6 unanswered questions');
});

test('it is in the App Home of who has it, and is done from there', async () => {
  const message = await posted('home');
  await presses(world.ada, message, 'followup.claim');
  const opens = async () => {
    const published = () => world.slack.calls.filter(({ method }) => method === 'views.publish').length;
    const before = published();
    await world.ada.openHome();
    await world.slack.until(() => published() > before);
    if (!world.ada.home) throw new Error('nothing was published');
    return world.ada.home;
  };
  const home = await opens();
  const theirs = (seen: string) => seen.match(/Question 1\?/g)?.length;
  expect(sees(world, home)).toMatch(/Yours to follow up.*Question 1\?/);
  const many = theirs(sees(world, home)) ?? 0;
  await world.ada.press(home, 'followup.done', { value: String(firstOf(message, 'followup.done')) });
  expect(sees(world, await world.form('answer'))).toContain('Marked as done');
  await world.bot.idle();
  expect(sees(world, message)).toContain('Done by @Ada');
  expect(theirs(sees(world, await opens())) ?? 0).toBe(many - 1);
});

test('who has some is reminded once, two hours before, then every morning of work, three times in all, and reads there when it is done', async () => {
  const message = await posted('nudge');
  await presses(world.slack.person(SEED.chika), message, 'followup.claim');
  const messages = () =>
    world.slack.calls.filter(({ method, args }) => method === 'chat.postMessage' && args.channel === SEED.chika);
  const at = async (iso: string) => {
    now = Date.parse(iso);
    await world.bot.wake('follow-ups');
    await world.bot.idle();
    return messages().length;
  };
  expect(await at('2027-03-02T13:45:00Z')).toBe(0);
  expect(await at('2027-03-02T14:00:00Z')).toBe(1);
  expect(JSON.stringify(messages()[0]?.args)).toContain('1 question waits for you to follow up.');
  expect(await at('2027-03-02T15:45:00Z')).toBe(1);
  expect(await at('2027-03-02T20:00:00Z')).toBe(1);
  expect(await at('2027-03-03T08:00:00Z')).toBe(2);
  expect(JSON.stringify(messages()[1]?.args)).toContain('past due');
  expect(await at('2027-03-03T08:15:00Z')).toBe(2);
  expect(await at('2027-03-04T08:00:00Z')).toBe(3);
  expect(await at('2027-03-05T08:00:00Z')).toBe(3);
  await presses(world.ada, message, 'followup.done');
  const theirs = world.slack.calls.filter(
    ({ method, args }) => method === 'chat.update' && JSON.stringify(args).includes('I write about a question'),
  );
  expect(theirs).toHaveLength(3);
  for (const { args } of theirs) expect(JSON.stringify(args)).toContain('Done by');
});

test('a month later it is no longer kept, and a press says so', async () => {
  const message = await posted('month');
  now += 31 * 24 * HOUR;
  await world.bot.wake('retention');
  await world.bot.idle();
  expect(await presses(world.ada, message, 'followup.claim')).toContain('This question is no longer kept');
});
