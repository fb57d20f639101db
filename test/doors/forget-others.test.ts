// Somebody is forgotten, and nobody else: another's address with theirs in it, and another of their name.

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { SessionRecord } from '../../sandbox/livestorm/records.ts';
import { answerTo, calm, closeForms, formOf, hears, sees, spilled } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let session: SessionRecord;
const START = Math.floor(Date.now() / 1_000) - 7_200;

beforeAll(async () => {
  world = await openWorld({
    times: { editMs: 0 },
    seed: ({ world: at }) => {
      const over = { status: 'past', started_at: START, ended_at: START + 3_600, duration: 3_600 } as const;
      session = at.addSession(at.addEvent({ title: 'Spring tour' }), { estimated_started_at: START, ...over });
      const add = (first_name: string, last_name: string, email: string) =>
        at.addPerson(session, { first_name, last_name, email, attended: true, attendance_duration: 1_800 });
      const [will, other] = [add('Will', 'May', 'will@example.com'), add('WILL', 'MAY', 'w.may@other.example')];
      add('Ada', 'Byron', 'ada.b@example.com');
      for (const [asker, question] of [
        [will, 'Does the first of them ask this?'],
        [other, 'Does the second of them ask this?'],
      ] as const)
        at.addQuestion(session, { question, question_author_id: asker.id, created_at: START + 60 });
    },
  });
  await hears(world, () => world.ada.command(world.channel, 'subscribe all digest:full people:full'));
  await hears(world, () => world.ada.command(world.channel, 'digest spring tour here full'));
  await world.bot.idle();
});
afterAll(() => world[Symbol.asyncDispose]());
afterEach(async () => {
  await calm(world);
  expect(spilled(world)).toEqual([]);
});

const inChannel = () =>
  JSON.stringify(world.slack.channel(world.channel).messages.map(({ text, blocks }) => [text, blocks]));

async function erased(): Promise<string> {
  const done = sees(world, await world.form('done'));
  await closeForms(world);
  await world.bot.idle();
  return done;
}

test.each(['b@example.com', 'ada.b@example.co', 'a.b@example.com'])(
  '%s is not ada.b@example.com, of whom nothing goes',
  async (email) => {
    expect(await answerTo(world, 'people spring tour')).toContain('ada.b@example.com');
    const form = await formOf(world, `forget ${email}`, 'forget');
    expect(sees(world, form)).toContain('By this address alone I find nothing');
    await world.ada.submit(form, {});
    expect(await erased()).toContain('Nothing of them was kept here.');
    world.spent();
    expect(await answerTo(world, 'people spring tour')).toContain('ada.b@example.com');
    expect(world.spent()).toEqual([]);
  },
);

test('a name that was typed is looked for first, and nothing goes before who was found is shown', async () => {
  await answerTo(world, 'people spring tour');
  const form = await formOf(world, 'forget nobody@example.com', 'forget');
  await world.ada.submit(form, { name: 'will  may' });
  await world.slack.until(
    () => world.ada.view !== undefined && sees(world, world.ada.view).includes('Nothing was erased yet'),
  );
  const asked = await world.form('forget');
  expect(sees(world, asked)).toMatch(/By this address and the name will may I find: .*1 digest that names them/i);
  expect(inChannel()).toContain('Does the second of them ask this?');
  await closeForms(world);
  expect(await answerTo(world, 'audit')).not.toContain('nobody@example.com');
});

test('without the name only what is kept under the address goes', async () => {
  await answerTo(world, 'people spring tour');
  const form = await formOf(world, 'forget will@example.com', 'forget');
  expect(sees(world, form)).toMatch(
    /By this address and the name Will May I find.*name also stands beside w\.may@other/,
  );
  await world.ada.submit(form, { name: '' });
  expect(await erased()).toContain('1 list that was read for somebody');
  expect(inChannel()).toContain('Does the second of them ask this?');
});

test('with the name, everybody of that name is forgotten, as the form said', async () => {
  const form = await formOf(world, 'forget nobody@example.com', 'forget');
  await world.ada.submit(form, { name: 'Will May' });
  await world.slack.until(
    () => world.ada.view !== undefined && sees(world, world.ada.view).includes('Nothing was erased yet'),
  );
  await world.ada.submit(await world.form('forget'), {});
  expect(await erased()).toContain('1 digest that names them');
  expect(inChannel()).not.toMatch(/of them ask this|will may/i);
});
