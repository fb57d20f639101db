// However slow Livestorm is, Slack hears from the bot at once, and a form is on the screen before Livestorm is asked.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Outcome } from '../../sandbox/slack/model.ts';
import { calm, formOf, hears, SOME_DAY, sees, spilled, stand, strange } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

/** Slack gives three seconds; people notice a third of one. */
const AT_ONCE_MS = 300;
const SLOW_MS = 500;

describe.each(['http', 'socket'] as const)('in %s mode, with Livestorm answering late', (transport) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({
      transport,
      seed: (livestorm) => {
        const { event, session } = stand(livestorm, 'Office hours');
        livestorm.world.addSession(event, {
          name: 'Second',
          estimated_started_at: session.estimated_started_at + 3600,
        });
        stand(livestorm, 'Product tour');
      },
    });
  });
  afterAll(async () => {
    // Livestorm first: what still waits for an answer of ten seconds need not.
    await world.livestorm.stop();
    await world[Symbol.asyncDispose]();
  });
  afterEach(async () => {
    await calm(world);
    expect(spilled(world)).toEqual([]);
  });

  const slow = (delayMs = SLOW_MS) => world.livestorm.faults.add({ delayMs, times: 1_000 });
  const inTime = ({ acknowledged, ackMs, failure }: Outcome) => {
    expect({ acknowledged, failure }).toEqual({ acknowledged: true, failure: undefined });
    expect(ackMs).toBeLessThan(AT_ONCE_MS);
  };

  test.each([
    '',
    'help',
    'help register',
    'list',
    'list past',
    'quota',
    'subscriptions',
    'subscribe all digest',
    'unsubscribe all',
    'crate',
  ])('`/webinar %s` is acknowledged and answered while Livestorm sleeps', async (words) => {
    slow(5_000);
    const before = said();
    inTime(await world.ada.command(world.channel, words));
    await world.slack.until(() => said() > before);
    expect(world.spent()).toEqual([]);
  });

  const said = () => world.ada.ephemerals.length + world.slack.channel(world.channel).messages.length;

  test.each([
    ['create', 'create'],
    ['schedule product tour', 'schedule'],
    ['register product tour', 'register'],
    ['register', 'which.session'],
  ])('`/webinar %s` has its form filled from what the bot knows, while Livestorm sleeps', async (words, form) => {
    slow(5_000);
    inTime(await world.ada.command(world.channel, words));
    await world.form(form);
    expect(world.spent()).toEqual([]);
  });

  test('a form that needs Livestorm shows that it loads before Livestorm is asked', async () => {
    const { event, session } = await strange(world, 'Never read');
    slow();
    world.slack.faults.add({ method: 'views.open', delayMs: 60 });
    inTime(await world.ada.command(world.channel, `register ${session.id}`));
    await world.slack.until(() => world.ada.view !== undefined);
    expect(world.spent()).toEqual([]);
    expect(sees(world, await world.form('working'))).toContain('Loading…');
    await world.form('register');
    expect(world.spent().map(({ path }) => path)).toEqual([`/events/${event.id}`]);
  });

  test('each form that writes is acknowledged with a view that says so, and ends with the answer', async () => {
    const create = await formOf(world, 'create Slow one', 'create');
    slow();
    inTime(await world.ada.submit(create, { date: SOME_DAY, time: '15:00' }));
    expect(world.ada.view?.callback_id).toBe('working');
    await world.form('done');

    world.livestorm.faults.clear();
    const register = await formOf(world, 'register product tour', 'register');
    const person = { email: 'grace@example.com', first_name: 'Grace', last_name: 'Hopper' };
    slow();
    inTime(await world.ada.submit(register, person));
    expect(world.ada.view?.callback_id).toBe('working');
    await world.form('done');

    world.livestorm.faults.clear();
    const schedule = await formOf(world, 'schedule product tour', 'schedule');
    slow();
    inTime(await world.ada.submit(schedule, { date: SOME_DAY, time: '15:00' }));
    expect(world.ada.view?.callback_id).toBe('working');
    await world.form('done');
  });

  test('buttons of the menu and of a list are acknowledged while Livestorm sleeps', async () => {
    const menu = await hears(world, () => world.ada.command(world.channel, ''));
    slow();
    for (const [button, form] of [
      ['run.create', 'create'],
      ['run.schedule', 'schedule'],
      ['run.register', 'which.session'],
    ] as const) {
      inTime(await world.ada.press(menu, button));
      await world.form(form);
    }
    for (const button of ['run.list', 'run.quota', 'run.help'])
      await hears(world, async () => {
        const outcome = await world.ada.press(menu, button);
        inTime(outcome);
        return outcome;
      });
    const list = await hears(world, () => world.ada.command(world.channel, 'list'));
    inTime(await world.ada.press(list, 'list.refresh'));
    inTime(await world.ada.press(list, 'share'));
    await world.slack.until(() => list.versions.length > 1);
  });

  test('pickers answer while Livestorm sleeps', async () => {
    const form = await formOf(world, 'schedule', 'schedule');
    slow(5_000);
    for (const [picker, query] of [
      ['zone', 'tok'],
      ['zone', ''],
      ['event', 'tour'],
      ['event', ''],
    ] as const) {
      const outcome = await world.ada.options(form, picker, query);
      inTime(outcome);
      expect(outcome.options).not.toEqual([]);
    }
    expect(world.spent()).toEqual([]);
  });

  test('with ten seconds to wait, the form and its loading view are there at once', async () => {
    const { session } = await strange(world, 'Unheard of');
    slow(10_000);
    const started = performance.now();
    inTime(await world.ada.command(world.channel, `register ${session.id}`));
    await world.form('working');
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
