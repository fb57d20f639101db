// What each thing a person does costs, counted where it is paid: at Livestorm.

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  answerTo,
  calm,
  formOf,
  hears,
  operations,
  SOME_DAY,
  sees,
  spilled,
  stand,
  strange,
} from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

const GRACE = { email: 'grace@example.com', first_name: 'Grace', last_name: 'Hopper' };

let world: World;
beforeAll(async () => {
  world = await openWorld({
    seed: (livestorm) => {
      stand(livestorm, 'Office hours');
      stand(livestorm, 'Product tour');
    },
  });
});
afterAll(() => world[Symbol.asyncDispose]());
afterEach(async () => {
  await calm(world);
  expect(spilled(world)).toEqual([]);
});

const cost = () => operations(world.spent());

test('creating an event with its first session is one call', async () => {
  await world.ada.submit(await formOf(world, 'create Tea', 'create'), { date: SOME_DAY, time: '15:00' });
  await world.form('done');
  expect(cost()).toEqual(['createEvent']);
});

test('creating an event without a session is one call', async () => {
  await world.ada.submit(await formOf(world, 'create Coffee', 'create'));
  await world.form('done');
  expect(cost()).toEqual(['createEvent']);
});

test('scheduling a session of an event is one call', async () => {
  await world.ada.submit(await formOf(world, `schedule office hours ${SOME_DAY} 15:00`, 'schedule'));
  await world.form('done');
  expect(cost()).toEqual(['createEventSession']);
});

test('registering somebody for a webinar that the bot knows is one call', async () => {
  await world.ada.submit(await formOf(world, 'register product tour', 'register'), GRACE);
  await world.form('done');
  expect(cost()).toEqual(['registerPerson']);
});

test('somebody who is registered already costs one call, changes nothing, and is said so', async () => {
  await world.ada.submit(await formOf(world, 'register product tour', 'register'), GRACE);
  const answer = sees(world, await world.form('done'));
  expect(answer).toContain('was already registered for Product tour. Nothing was changed.');
  expect(cost()).toEqual(['registerPerson']);
});

test('registering for an event that only a webhook told of is two calls, and one from then on', async () => {
  const { session } = await strange(world, 'Made by a colleague');
  await world.ada.submit(await formOf(world, `register ${session.id}`, 'register'), GRACE);
  await world.form('done');
  expect(cost()).toEqual(['getEvent', 'registerPerson']);
  const other = { ...GRACE, email: 'ada.byron@example.com' };
  await world.ada.submit(await formOf(world, 'register made by a colleague', 'register'), other);
  await world.form('done');
  expect(cost()).toEqual(['registerPerson']);
});

test('the menu, help, lists, the quota and subscriptions cost nothing', async () => {
  for (const words of [
    '',
    'help',
    'help create',
    'list',
    'list live',
    'list past',
    'list draft',
    'quota',
    'subscriptions',
  ])
    await answerTo(world, words);
  await answerTo(world, 'subscribe office hours digest');
  await answerTo(world, 'subscribe all digest');
  const { messages } = world.slack.channel(world.channel);
  for (const words of ['unsubscribe office hours', 'unsubscribe all']) {
    const before = messages.length;
    await world.ada.command(world.channel, words);
    await world.slack.until(() => messages.length > before);
  }
  expect(await answerTo(world, 'subscriptions')).toContain('follows nothing');
  expect(cost()).toEqual([]);
});

test('opening and closing forms, and typing in each of their pickers, costs nothing', async () => {
  const letters = (words: string) => Array.from(words, (_, index) => words.slice(0, index));
  const schedule = await formOf(world, 'schedule', 'schedule');
  for (const query of letters('tokyo')) await world.ada.options(schedule, 'zone', query);
  for (const query of letters('office')) await world.ada.options(schedule, 'event', query);
  const register = await formOf(world, 'register', 'which.session');
  for (const query of letters('office')) await world.ada.options(register, 'session', query);
  await formOf(world, 'create', 'create');
  await formOf(world, 'register product tour', 'register');
  expect(cost()).toEqual([]);
});

test('what Slack or the bot refuse under a field costs nothing', async () => {
  const create = await formOf(world, 'create', 'create');
  await world.ada.submit(create, { title: '   ', date: '2001-01-01', time: '10:00' });
  const register = await formOf(world, 'register product tour', 'register');
  await world.ada.submit(register, { ...GRACE, email: 'ada..byron@example.com' });
  expect(cost()).toEqual([]);
});

test('refreshing a list costs one call for fifty events, as its words say', async () => {
  const refresh = async (words: string) => {
    const list = await hears(world, () => world.ada.command(world.channel, 'list'));
    expect(sees(world, list)).toContain(words);
    const before = list.versions.length;
    await world.ada.press(list, 'list.refresh');
    await world.slack.until(() => list.versions.length > before);
  };
  await refresh('Refresh (1 call)');
  expect(cost()).toEqual(['listEvents']);
  while (world.livestorm.world.events.size < 51) stand(world.livestorm, `Event ${world.livestorm.world.events.size}`);
  // What was added meanwhile is not known yet.
  await refresh('Refresh (1 call)');
  expect(cost()).toEqual(['listEvents', 'listEvents']);
  await refresh('Refresh (2 calls)');
  expect(cost()).toEqual(['listEvents', 'listEvents']);
});

test('the quota report tells what was counted here, and says that it cost nothing', async () => {
  const used = world.livestorm.calls.length;
  const report = await answerTo(world, 'quota');
  expect(report).toContain(`${used} of 10,000 Livestorm calls used`);
  expect(report).toContain(`own calls in the last 30 days: ${used}`);
  expect(report).toContain('This report cost 0 calls.');
  expect(report).not.toContain('Read now');
});

test('figures that are an hour old say so, and one call brings new ones', async () => {
  const later = { by: 0 };
  await using here = await openWorld({ clock: () => new Date(Date.now() + later.by) });
  later.by = 2 * 3_600_000;
  const old = await hears(here, () => here.ada.command(here.channel, 'quota'));
  expect(sees(here, old)).toContain('That is over an hour ago: other tools may have spent since.');
  expect(operations(here.spent())).toEqual([]);
  const before = old.versions.length;
  await here.ada.press(old, 'quota.read');
  await here.slack.until(() => old.versions.length > before);
  expect(operations(here.spent())).toEqual(['ping']);
  expect(sees(here, old)).toContain('This report cost 1 call.');
  expect(sees(here, old)).not.toContain('over an hour ago');
  expect(spilled(here)).toEqual([]);
});

test('a channel follows the quota until it does not, and the channel reads who asked', async () => {
  await using here = await openWorld();
  const { messages } = here.slack.channel(here.channel);
  const said = () => messages.map((message) => sees(here, message));
  await here.ada.command(here.channel, 'quota follow');
  await here.slack.until(() => messages.length > 0);
  expect(said()[0]).toContain('@Ada Laurent asked Showrunner to say here once a week');
  expect(await answerTo(here, 'quota follow')).toContain('is told already');
  expect(await answerTo(here, 'quota both')).toContain('is neither “follow” nor “unfollow”');
  await here.ada.command(here.channel, 'quota unfollow');
  await here.slack.until(() => messages.length > 1);
  expect(await answerTo(here, 'quota unfollow')).toContain('is not told');
  expect(operations(here.spent())).toEqual([]);
});
