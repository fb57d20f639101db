// The App Home: what a person sees who opens it, what a press there does, and that it costs nothing.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../sandbox/slack/person.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { calm, hears, SOME_DAY, sees, spilled, stand } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

describe.each(['http', 'socket'] as const)('over %s', (transport) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({
      transport,
      operators: { users: [SEED.ada], groups: [] },
      seed: (livestorm) => {
        stand(livestorm, 'Product tour');
      },
    });
  });
  afterAll(() => world[Symbol.asyncDispose]());
  afterEach(async () => {
    await calm(world);
    expect(spilled(world)).toEqual([]);
  });

  async function opens(person: Person) {
    const published = () => world.slack.calls.filter(({ method }) => method === 'views.publish').length;
    const before = published();
    await person.openHome();
    await world.slack.until(() => published() > before);
    if (!person.home) throw new Error('nothing was published');
    return person.home;
  }

  test('it shows what is next and what is left, anew each time, for no call', async () => {
    expect(sees(world, await opens(world.ada))).toMatch(
      /Next sessions.*Product tour.*No channel follows anything.*Livestorm calls used/,
    );
    await hears(world, () => world.ada.command(world.channel, 'subscribe all'));
    const again = sees(world, await opens(world.ada));
    expect(again).toContain('#webinars');
    expect(again).toContain('every webinar');
    expect(world.spent()).toEqual([]);
  });

  test('who is no operator sees it without what to mend; a guest gets a polite page', async () => {
    expect(sees(world, await opens(world.slack.person(SEED.ben)))).not.toContain('Check health');
    const guest = sees(world, await opens(world.slack.person(SEED.guest)));
    expect(guest).toContain('You are a guest in this workspace');
    expect(guest).not.toContain('Product tour');
  });

  test('a press there opens a form, or shows an answer in a window, whose buttons answer in its place', async () => {
    const { ada } = world;
    await ada.press(await opens(ada), 'run.create');
    const create = await world.form('create');
    await ada.submit(create, { title: 'From home', date: SOME_DAY, time: '15:00' });
    expect(sees(world, await world.form('done'))).toContain('From home is in Livestorm');
    await ada.press(await opens(ada), 'run.list');
    const list = await world.form('answer');
    expect(sees(world, list)).toContain('Product tour');
    expect(sees(world, list)).not.toContain('Share in channel');
    world.livestorm.world.addSession(world.livestorm.world.addEvent({ title: 'Made elsewhere' }));
    await ada.press(list, 'list.refresh');
    await world.slack.until(() => ada.view !== undefined && sees(world, ada.view).includes('Made elsewhere'));
  });

  test('a press that Slack opens no window for is answered in a message', async () => {
    const { ada, slack } = world;
    const own = slack.workspace.dm(SEED.ada).messages;
    const before = own.length;
    slack.faults.add({ method: 'views.open', error: 'expired_trigger_id' });
    await ada.press(await opens(ada), 'run.quota');
    await slack.until(() => own.length > before);
    expect(own.at(-1)?.text).toContain('Livestorm calls used');
  });

  test('the tab of messages needs no page, and what Slack refuses leaves the old one', async () => {
    const before = world.slack.calls.length;
    await world.slack.event({ type: 'app_home_opened', user: SEED.ada, channel: 'D1', tab: 'messages' });
    world.slack.faults.add({ method: 'views.publish', status: 500 });
    await world.ada.openHome();
    await world.slack.until(() => world.slack.calls.length > before);
    expect(world.slack.calls.slice(before).map(({ method }) => method)).toEqual(['views.publish']);
    expect(sees(world, await opens(world.ada))).toContain('Next sessions');
    expect(world.log.some(({ msg }) => msg === 'the App Home was not published')).toBe(true);
  });
});
