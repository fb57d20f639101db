// Impatient fingers: what is pressed twice is done once.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { calm, formOf, hears, operations, SOME_DAY, sees, spilled, stand } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

const GRACE = { email: 'grace@example.com', first_name: 'Grace', last_name: 'Hopper' };

describe.each(['http', 'socket'] as const)('in %s mode', (transport) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ transport, webhooks: false, seed: (livestorm) => void stand(livestorm, 'Office hours') });
  });
  afterAll(() => world[Symbol.asyncDispose]());
  afterEach(async () => {
    await calm(world);
    expect(spilled(world)).toEqual([]);
  });

  test.each([
    ['create Twice', 'create', { date: SOME_DAY, time: '15:00' }, 'createEvent', 'Twice is in Livestorm'],
    ['register office hours', 'register', GRACE, 'registerPerson', 'grace@example.com is registered for'],
    [
      `schedule office hours ${SOME_DAY} 15:00`,
      'schedule',
      {},
      'createEventSession',
      'Office hours has a new session.',
    ],
  ])(
    'the form of `%s`, sent three times at once, is done once and says so once',
    async (words, id, values, operation, answer) => {
      const form = await formOf(world, words, id);
      world.ada.fill(form, values);
      const outcomes = await Promise.all([world.ada.submit(form), world.ada.submit(form), world.ada.submit(form)]);
      expect(outcomes.map(({ failure }) => failure)).toEqual([undefined, undefined, undefined]);
      const done = sees(world, await world.form('done'));
      expect(done).toContain(answer);
      expect(done).not.toContain('already');
      expect(operations(world.spent())).toEqual([operation]);
    },
  );

  test('a form that failed and is sent twice again is done once', async () => {
    const form = await formOf(world, 'create Again', 'create');
    world.livestorm.faults.add({ operation: 'createEvent', status: 422, body: '{}' });
    await world.ada.submit(form);
    await world.slack.until(() => world.ada.view?.callback_id === 'working');
    const again = await world.form('create');
    await Promise.all([world.ada.submit(again), world.ada.submit(again)]);
    expect(sees(world, await world.form('done'))).toContain('Again is in Livestorm');
    expect(operations(world.spent())).toEqual(['createEvent', 'createEvent']);
  });

  test('a button that opens a form, pressed twice, leaves one form', async () => {
    const menu = await hears(world, () => world.ada.command(world.channel, ''));
    const outcomes = await Promise.all([world.ada.press(menu, 'run.create'), world.ada.press(menu, 'run.create')]);
    expect(outcomes.every(({ acknowledged }) => acknowledged)).toBe(true);
    await world.ada.close(await world.form('create'));
    expect(world.ada.view).toBeUndefined();
    expect(world.spent()).toEqual([]);
  });

  test('subscribing twice at once leaves one subscription', async () => {
    const lists = () => world.ada.ephemerals.filter(({ text }) => text.startsWith('This channel has'));
    await Promise.all([
      world.ada.command(world.channel, 'subscribe office hours'),
      world.ada.command(world.channel, 'subscribe office hours'),
    ]);
    await world.slack.until(() => lists().length === 2);
    await world.ada.command(world.channel, 'subscriptions');
    await world.slack.until(() => lists().length === 3);
    expect(lists().at(-1)?.text).toMatch(/^This channel has 1 subscription: Office hours \(/);
  });
});
