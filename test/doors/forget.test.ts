// Somebody is forgotten: nothing of them is left in any table, nor in what stands in channels; what others said stays.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SessionRecord } from '../../sandbox/livestorm/records.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { openStore } from '../../src/store/store.ts';
import { answerTo, closeForms, deliver, formOf, hears, sees, spilled } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

const CANARY = /quetzalina|xylophonia|cage\.example|nebulous walrus/i;
const EMAIL = 'Quetzalina.X@cage.example';

let world: World;
let session: SessionRecord;
let dataDir: string;
const START = Math.floor(Date.now() / 1_000) - 7_200;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'showrunner-forget-'));
  world = await openWorld({
    dataDir,
    times: { editMs: 0 },
    operators: { users: [SEED.ada], groups: [] },
    seed: ({ world: at }) => {
      session = at.addSession(at.addEvent({ title: 'Spring tour' }), { estimated_started_at: START });
      const add = (first_name: string, last_name: string, email: string) =>
        at.addPerson(session, { first_name, last_name, email, attended: true, attendance_duration: 1_800 });
      const canary = add('Quetzalina', 'Xylophonia', EMAIL.toLowerCase());
      const other = add('Olive', 'Otherwise', 'olive@example.com');
      const ask = (question: string, id: string, more = {}) =>
        at.addQuestion(session, { question, question_author_id: id, created_at: START + 60, ...more });
      ask('Does the nebulous walrus pay per seat, or for the whole of its zoo?', canary.id);
      ask('What did Quetzalina  Xylophonia mean? Write to quetzalina.x@cage.example', other.id);
      ask('Is it recorded?', other.id, { response: 'Yes, it is.' });
      for (const [index, text_content] of [
        'The nebulous walrus says hello to everybody in this room, and more',
        'We had six weeks of work with our directory before this',
        'So had we, and another two for its groups of groups',
        'Which directory was it that you had to connect there',
        'An old one, with a schema that nobody remembers now',
        'We may show that with your setup in the next session',
      ].entries())
        at.addMessage(session, {
          text_content,
          author_id: index === 0 ? canary.id : other.id,
          created_at: START + 600 + index,
        });
    },
  });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true });
});

/** Every row of every table, the queue's too, while the bot is stopped: it alone may have the folder. */
async function dump(): Promise<string[]> {
  await world.bot.stop();
  const store = await openStore({ dataDir });
  const db = store.database.kysely;
  const { rows } = await sql<{ schema: string; name: string }>`
    select schemaname as schema, tablename as name from pg_tables where schemaname in ('public', 'pgboss')`.execute(db);
  const all: string[] = [];
  for (const { schema, name } of rows) {
    const table = sql.table(`${schema}.${name}`);
    const found = await sql<{ row: string }>`select row_to_json(t)::text as row from ${table} t`.execute(db);
    all.push(...found.rows.map(({ row }) => `${name} ${row}`));
  }
  await store.close();
  await world.restart();
  return all;
}

const channel = () =>
  JSON.stringify(world.slack.channel(world.channel).messages.map(({ text, blocks }) => [text, blocks]));
const held = async () => (await dump()).filter((line) => CANARY.test(line));

test('who is no operator may not', async () => {
  const ben = world.slack.person(SEED.ben);
  await ben.command(world.channel, `forget ${EMAIL}`);
  await world.slack.until(() => ben.view?.callback_id === 'problem');
  expect(ben.view && sees(world, ben.view)).toContain("run your team's webinars");
});

test('what is no address is asked for in the form, and refused there', async () => {
  const form = await formOf(world, 'forget grace', 'forget');
  const outcome = await world.ada.submit(form, { name: '' });
  expect(JSON.stringify(outcome)).toContain('email');
  await closeForms(world);
});

test('somebody nobody knows is not found, and that is said', async () => {
  const form = await formOf(world, 'forget nobody@example.com', 'forget');
  expect(sees(world, form)).toContain('By this address alone I find nothing');
  await world.ada.submit(form, {});
  expect(sees(world, await world.form('done'))).toMatch(/Nothing of them was kept here\. No message of mine/);
  await closeForms(world);
});

test('after it nothing of them is left, and what others said is', async () => {
  await hears(world, () => world.ada.command(world.channel, 'subscribe all digest:full people:full'));
  await deliver(
    world,
    'session.ended',
    Object.assign(session, {
      status: 'past',
      started_at: START,
      ended_at: START + 3_600,
      duration: 3_600,
      updated_at: START + 3_700,
    }),
  );
  await hears(world, () => world.ada.command(world.channel, 'digest spring tour here full'));
  await hears(world, () => world.ada.command(world.channel, 'people spring tour'));
  await world.bot.idle();
  expect(channel()).toMatch(/Quetzalina Xylophonia/);
  expect(channel()).toMatch(/nebulous walrus/);
  world.spent();

  const form = await formOf(world, `forget ${EMAIL}`, 'forget');
  expect(sees(world, form)).toMatch(
    /Forget quetzalina.*1 digest that names them.*questions? to follow up.*It cannot be undone/i,
  );
  await world.ada.submit(form, {});
  const done = sees(world, await world.form('done'));
  expect(done).toMatch(/Erased:.*1 digest that names them/);
  expect(done).toMatch(/I take them out of \d+ messages of mine that named or quoted them: #webinars/);
  await closeForms(world);
  await world.bot.idle();

  expect(world.spent()).toEqual([]);
  expect(await held()).toEqual([]);
  expect(channel()).not.toMatch(CANARY);
  expect(channel()).toContain('Olive Otherwise');
  expect(channel()).toContain('What did someone mean? Write to');
  expect(channel()).toContain('Is it recorded?');
  expect(world.log.filter((line) => CANARY.test(JSON.stringify(line)))).toEqual([]);
  expect(spilled(world)).toEqual([]);
});

test('the audit log says that it was done, and finds it by the address', async () => {
  expect(await answerTo(world, 'audit')).toMatch(/Done · @Ada.* · forget/);
  expect(await answerTo(world, `audit ${EMAIL}`)).toContain('forget');
});
