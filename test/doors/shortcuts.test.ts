// Slack's own menus: *Create a webinar* anywhere, *Register as lead* on a message; the same forms as the commands, and the same rights.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../sandbox/slack/person.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { calm, operations, sees, spilled, stand } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

describe.each(['http', 'socket'] as const)('over %s', (transport) => {
  let world: World;
  let ben: Person;
  beforeAll(async () => {
    world = await openWorld({
      transport,
      operators: { users: [SEED.ada], groups: [] },
      seed: (livestorm) => {
        stand(livestorm, 'Product tour');
      },
    });
    ben = world.slack.person(SEED.ben);
  });
  afterAll(() => world[Symbol.asyncDispose]());
  afterEach(async () => {
    for (const person of [world.ada, ben]) while (person.view) await person.close(person.view);
    await calm(world);
    expect(spilled(world)).toEqual([]);
  });

  test('*Create a webinar* opens the form of `create`', async () => {
    await world.ada.shortcut('create_webinar');
    expect(sees(world, await world.form('create'))).toContain('Title');
    expect(world.spent()).toEqual([]);
  });

  test('*Register as lead* offers the addresses of the message, then asks what the event asks, and registers', async () => {
    const { ada } = world;
    const said = ada.say(world.channel, 'Met <mailto:grace@example.org|grace@example.org> and joan@example.net today');
    await ada.shortcut('register_lead', said);
    const which = await world.form('register.lead');
    const shown = JSON.stringify(which.blocks);
    expect(shown).toContain('grace@example.org');
    expect(shown).toContain('joan@example.net');
    const { options } = await ada.options(which, 'session', 'product');
    await ada.submit(which, { email: 'joan@example.net', session: options[0]?.value });
    const form = await world.form('register');
    expect(sees(world, form)).toContain('joan@example.net');
    await ada.submit(form, { first_name: 'Joan', last_name: 'Clarke' });
    expect(sees(world, await world.form('done'))).toContain('joan@example.net is registered for Product tour');
    expect(operations(world.spent())).toEqual(['registerPerson']);
  });

  test('a message without an address leads to a form that asks for one', async () => {
    await world.ada.shortcut('register_lead', world.ada.say(world.channel, 'Call me'));
    expect(sees(world, await world.form('register.lead'))).toContain('no e-mail address in this message');
  });

  test('who is no operator is told so, and nothing is asked of Livestorm', async () => {
    const said = ben.say(world.channel, 'grace@example.org');
    for (const [id, on] of [['create_webinar'], ['register_lead', said]] as const) {
      await ben.shortcut(id, on);
      await world.slack.until(() => ben.view?.callback_id === 'problem');
      expect(ben.view && sees(world, ben.view)).toContain("This is for those who run your team's webinars");
      if (ben.view) await ben.close(ben.view);
    }
    expect(world.spent()).toEqual([]);
  });

  test('a shortcut of another version is answered', async () => {
    const before = ben.ephemerals.length;
    await ben.shortcut('make_coffee', ben.say(world.channel, 'Coffee?'));
    await world.slack.until(() => ben.ephemerals.length > before);
    expect(ben.ephemerals.at(-1)?.text).toContain('from an older version of Showrunner');
  });

  test('when Slack does not open the form, a button in its place does', async () => {
    world.slack.faults.add({ method: 'views.open', error: 'expired_trigger_id' });
    const before = world.ada.ephemerals.length;
    const own = world.slack.workspace.dm(SEED.ada).messages;
    const direct = own.length;
    await world.ada.shortcut('create_webinar');
    await world.slack.until(() => own.length > direct);
    expect(world.ada.ephemerals).toHaveLength(before);
    expect(own.at(-1)?.text).toContain('Press the button to open it');
  });
});
