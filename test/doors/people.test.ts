// Who registered and who came: read once, leafed through for nothing, seen by nobody but the person who asked.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SEED } from '../../sandbox/slack/workspace.ts';
import {
  answerTo,
  calm,
  filesOf,
  formOf,
  hears,
  operations,
  othersSee,
  sees,
  spilled,
  stand,
  turns,
} from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
const ids: Record<string, string> = {};

const SMALL = { 'Office hours': 45, 'Spring tour': 0 };
const LARGE = { ...SMALL, 'Annual summit': 141, 'Big crowd': 1_051 };

const seed = (sizes: Record<string, number>) => (livestorm: World['livestorm']) => {
  for (const [title, size] of Object.entries(sizes)) {
    const { session } = stand(livestorm, title);
    ids[title] = session.id;
    for (let number = 1; number <= size; number++) {
      const place = String(number).padStart(4, '0');
      const email = `guest.${place}.${title.slice(0, 3).toLowerCase()}@example.com`;
      livestorm.world.addPerson(session, {
        email,
        first_name: `Guest${place}`,
        last_name: 'Smith',
        attended: number <= 20,
        attendance_duration: number <= 20 ? 600 : 0,
      });
    }
    livestorm.world.addPerson(session, { id: livestorm.world.owner.id });
  }
};

const cost = () => operations(world.spent());
/** Nobody else has seen a name or an address, in a channel or elsewhere. */
const nobodyElseSaw = () => expect(othersSee(world)).not.toMatch(/@example\.com|Guest0/);

describe.each(['http', 'socket'] as const)('in %s mode', (transport) => {
  beforeAll(async () => {
    world = await openWorld({ transport, webhooks: false, seed: seed(SMALL) });
  });
  afterAll(() => world[Symbol.asyncDispose]());
  afterEach(async () => {
    nobodyElseSaw();
    await calm(world);
    expect(spilled(world)).toEqual([]);
  });

  test('45 people are one call, and turning pages costs nothing', async () => {
    const message = await hears(world, () => world.ada.command(world.channel, 'people office hours'));
    expect(sees(world, message)).toContain('20 of 45 registrants came (44%). They stayed 10 min on average.');
    expect(sees(world, message)).toContain('1. Guest0001 Smith · guest.0001.off@example.com · came, 10 min');
    expect(sees(world, message)).toContain('People 1 to 20 of 45.');
    expect(await turns(world, message, 'people.next')).toContain('People 21 to 40 of 45.');
    expect(await turns(world, message, 'people.next')).toContain('45. Guest0045 Smith');
    expect(await turns(world, message, 'people.previous')).toContain('People 21 to 40 of 45.');
    expect(cost()).toEqual(['listSessionPeople']);
  });

  test('asking again within minutes costs nothing; reading again does', async () => {
    const message = await hears(world, () => world.ada.command(world.channel, 'people office hours'));
    expect(cost()).toEqual([]);
    expect(await turns(world, message, 'people.read')).toContain('People 1 to 20 of 45.');
    expect(cost()).toEqual(['listSessionPeople']);
  });

  test('the file goes to the person only, in their own conversation with the bot', async () => {
    const before = filesOf(world).length;
    const message = await hears(world, () => world.ada.command(world.channel, 'people office hours'));
    const said = await hears(world, () => world.ada.press(message, 'people.csv'));
    expect(sees(world, said)).toContain('The file is in your own conversation with me.');
    const [file] = filesOf(world).slice(before);
    expect(file?.name).toBe('office-hours-people.csv');
    const rows = file?.content.toString('utf8').trim().split('\r\n') ?? [];
    expect(rows).toHaveLength(46);
    expect(rows[1]).toContain('"guest.0001.off@example.com","Guest0001","Smith"');
    expect(file?.content.toString('utf8')).not.toMatch(/key=|\/live/);
    expect(cost()).toEqual([]);
  });

  const registered = (email: string) =>
    world.livestorm.world.peopleOf(ids['Office hours'] ?? '').filter(({ person }) => person.email === email).length;
  const GUEST = 'guest.0003.off@example.com';

  test('asks first, naming the person and the session; then it is one call', async () => {
    const form = await formOf(world, `unregister office hours ${GUEST}`, 'unregister');
    expect(sees(world, form)).toContain(`Unregister ${GUEST} from this session? Office hours`);
    expect(cost()).toEqual([]);
    await world.ada.submit(form);
    expect(sees(world, await world.form('done'))).toContain(`${GUEST} is no longer registered for Office hours.`);
    expect(cost()).toEqual(['removePersonByEmail']);
    expect(registered(GUEST)).toBe(0);
  });

  test('who is not registered is said kindly, and nothing is changed', async () => {
    await world.ada.submit(await formOf(world, 'unregister office hours nobody@example.com', 'unregister'));
    const done = sees(world, await world.form('done'));
    expect(done).toContain('nobody@example.com is not registered for Office hours, so there was nothing to take back.');
    expect(done).toContain('This cost 1 Livestorm call.');
    expect(cost()).toEqual(['removePersonByEmail']);
  });

  test('an address in capitals is tried once more in small letters', async () => {
    const email = 'guest.0004.off@example.com';
    await world.ada.submit(await formOf(world, `unregister office hours ${email.toUpperCase()}`, 'unregister'));
    expect(sees(world, await world.form('done'))).toContain('This cost 2 Livestorm calls.');
    expect(registered(email)).toBe(0);
  });

  test('without an address the form asks for it, and refuses what is none under its field', async () => {
    const form = await formOf(world, 'unregister office hours', 'unregister');
    const refused = await world.ada.submit(form, { email: 'not an address' });
    expect(refused.errors?.email).toBeTruthy();
    await world.ada.submit(form, { email: 'guest.0005.off@example.com' });
    await world.form('done');
    expect(registered('guest.0005.off@example.com')).toBe(0);
  });

  test('an answer that is lost is sent again, and whoever is gone then was unregistered', async () => {
    const email = 'guest.0006.off@example.com';
    world.livestorm.faults.add({ operation: 'removePersonByEmail', drop: 'after' });
    await world.ada.submit(await formOf(world, `unregister office hours ${email}`, 'unregister'));
    const done = sees(world, await world.form('done'));
    expect(done).toContain(`${email} is no longer registered for Office hours.`);
    expect(done).toContain('This cost 2 Livestorm calls.');
    expect(registered(email)).toBe(0);
  });

  test('a person is one call, and each session that is looked in one more', async () => {
    const email = 'guest.0007.off@example.com';
    const message = await hears(world, () => world.ada.command(world.channel, `lookup ${email}`));
    expect(sees(world, message)).toContain(`Guest0007 Smith · ${email}`);
    expect(cost()).toEqual(['listPeople']);
    const looked = await turns(world, message, 'lookup.upcoming');
    expect(looked).toContain('Registered for 1 of 2 upcoming sessions');
    expect(looked).toContain('This cost 3 Livestorm calls so far.');
    expect(cost()).toEqual(Array(2).fill('listSessionPeople'));
    await world.ada.press(message, 'run.unregister');
    expect(sees(world, await world.form('unregister'))).toContain(`Unregister ${email} from this session?`);
  });

  test('an address that nobody has is said so, for one call', async () => {
    expect(await answerTo(world, 'lookup nobody@example.com')).toContain('Livestorm has no contact with this address.');
    expect(cost()).toEqual(['listPeople']);
    expect(await answerTo(world, 'lookup ada')).toContain('“ada” is not an e-mail address.');
    expect(cost()).toEqual([]);
  });
});

describe('at a closer look', () => {
  beforeAll(async () => {
    world = await openWorld({ webhooks: false, seed: seed(LARGE) });
  });
  afterAll(() => world[Symbol.asyncDispose]());
  afterEach(async () => {
    nobodyElseSaw();
    await calm(world);
    expect(spilled(world)).toEqual([]);
  });

  test.each([
    ['spring tour', 1, 'Nobody is registered.'],
    ['annual summit', 3, '20 of 141 registrants came (14%).'],
  ])('%s costs %i calls', async (title, calls, words) => {
    expect(await answerTo(world, `people ${title}`)).toContain(words);
    expect(cost()).toEqual(Array(calls).fill('listSessionPeople'));
  });

  test('over a thousand people are asked for once more, with the price on the button', async () => {
    const message = await hears(world, () => world.ada.command(world.channel, 'people big crowd'));
    expect(sees(world, message)).toContain('Reading all 1,051 registrants costs about 22 Livestorm calls.');
    expect(cost()).toEqual([]);
    expect(await turns(world, message, 'people.read')).toContain('20 of 1,051 registrants came');
    expect(cost()).toHaveLength(22);
  });

  test('without a name the question comes back, with a button for each session', async () => {
    const message = await hears(world, () => world.ada.command(world.channel, 'people'));
    expect(sees(world, message)).toContain('Which session do you mean?');
    const list = await hears(world, () =>
      world.ada.press(message, 'run.chosen', { value: `people ${ids['Annual summit']}` }),
    );
    expect(sees(world, list)).toContain('20 of 141 registrants came');
  });

  test('what another person read is not shown: each reads for themselves', async () => {
    await answerTo(world, 'people office hours');
    cost();
    const ben = world.slack.person(SEED.ben);
    await ben.command(world.channel, 'people office hours');
    await world.slack.until(() => ben.ephemerals.length > 0);
    expect(cost()).toEqual(['listSessionPeople']);
    ben.ephemerals.splice(0);
  });

  test.each(['', 'x', `${'0'.repeat(36)} 1`, '../../people 1'])('a forged value %j is refused', async (value) => {
    const message = await hears(world, () => world.ada.command(world.channel, 'people office hours'));
    cost();
    const button = message.blocks.flatMap(
      (block) => (block.elements as { action_id?: string; value?: string }[]) ?? [],
    );
    for (const one of button) if (one.action_id === 'people.next') one.value = value;
    const said = await hears(world, () => world.ada.press(message, 'people.next'));
    expect(sees(world, said)).toMatch(/from an older version|No session matches/);
    expect(cost()).toEqual([]);
  });

  test('a file that Slack does not take is told, with what to do', async () => {
    const message = await hears(world, () => world.ada.command(world.channel, 'people office hours'));
    world.slack.faults.add({ method: 'files.getUploadURLExternal', error: 'internal_error' });
    const said = await hears(world, () => world.ada.press(message, 'people.csv'));
    expect(sees(world, said)).toContain('The file did not arrive (Slack says internal_error).');
  });
});

test('without the scope files:write the button says which scope is missing, and posts nothing', async () => {
  world = await openWorld({
    webhooks: false,
    seed: seed(SMALL),
    slack: { scopes: ['commands', 'chat:write', 'users:read'] },
  });
  await using _open = world;
  const message = await hears(world, () => world.ada.command(world.channel, 'people office hours'));
  const said = await hears(world, () => world.ada.press(message, 'people.csv'));
  expect(sees(world, said)).toContain('its app lacks the scope files:write.');
  expect(world.slack.workspace.dm(SEED.ada).messages).toEqual([]);
});
