// Somebody is forgotten while a session is followed live: the next look does not bring back what was taken out.

import { afterEach, expect, test } from 'vitest';
import type { Question, SessionRecord } from '../../sandbox/livestorm/records.ts';
import { answerTo, closeForms, deliver, formOf, sees, spilled } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

const MINUTE = 60_000;
const BEGIN = Date.parse('2027-03-01T07:00:00Z');
const CANARY = /Quetzalina|nebulous walrus/i;

let now = BEGIN;
let world: World;
let session: SessionRecord;
afterEach(() => world[Symbol.asyncDispose]());

async function looks(): Promise<void> {
  now += 4 * MINUTE;
  await world.bot.wake('life');
  await world.bot.idle();
}

const thread = () =>
  JSON.stringify(world.slack.channel(world.channel).messages.map(({ text, blocks }) => [text, blocks]));

test('what they asked and wrote stays away, also when Livestorm says that it was answered', async () => {
  world = await openWorld({
    clock: () => new Date(now),
    times: { editMs: 0 },
    livestorm: { now: () => now },
    seed: ({ world: at }) => {
      session = at.addSession(at.addEvent({ title: 'Spring tour' }), { estimated_started_at: BEGIN / 1_000 });
    },
  });
  await answerTo(world, 'subscribe all questions chat people:full');
  await deliver(world, 'session.started', Object.assign(session, { status: 'live', started_at: BEGIN / 1_000 }));
  const at = world.livestorm.world;
  const created_at = BEGIN / 1_000;
  const add = (first_name: string, last_name: string, email: string) =>
    at.addPerson(session, { first_name, last_name, email });
  const them = add('Quetzalina', 'Xylophonia', 'q@example.com');
  const other = add('Olive', 'Otherwise', 'o@example.com');
  const ask = (question: string, question_author_id: string): Question =>
    at.addQuestion(session, { question, question_author_id, created_at });
  const theirs = ask('Does the nebulous walrus pay per seat?', them.id);
  ask('What did Quetzalina Xylophonia mean?', other.id);
  at.addMessage(session, { text_content: 'A nebulous walrus in the chat, too', author_id: them.id, created_at });
  at.addMessage(session, { text_content: 'Good morning to all of you', author_id: other.id, created_at });
  await looks();
  expect(thread()).toMatch(CANARY);

  const form = await formOf(world, 'forget q@example.com', 'forget');
  await world.ada.submit(form, { name: 'Quetzalina Xylophonia' });
  const again = () => world.ada.view && sees(world, world.ada.view).includes('Nothing was erased yet');
  await world.slack.until(() => again() === true);
  await world.ada.submit(await world.form('forget'), {});
  expect(sees(world, await world.form('done'))).toContain('Erased: 3 questions and messages of live sessions');
  await closeForms(world);
  await world.bot.idle();
  expect(thread()).not.toMatch(CANARY);

  await looks();
  Object.assign(theirs, { response: 'The walrus, Quetzalina?', responded_at: now / 1_000 });
  await looks();
  expect(thread()).not.toMatch(CANARY);
  expect(thread()).toMatch(
    /Answered: \(erased\).*Good morning to all of you|Good morning to all of you.*Answered: \(erased\)/,
  );
  expect(spilled(world)).toEqual([]);
});
