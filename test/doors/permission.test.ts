// Who may not, through each door: one kind sentence, and nothing happens.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../sandbox/slack/model.ts';
import type { Person } from '../../sandbox/slack/person.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { commands, findCommand } from '../../src/commands/verbs.ts';
import { calm, SOME_DAY, sees, spilled, stand } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

const FOR_OPERATORS =
  "This is for those who run your team's webinars: @operators, @Chika Mori. Nothing was changed. Ask one of them to do it, or to have you added to WEBINAR_OPERATORS.";
const GUEST =
  'You are a guest in this workspace, and Showrunner works for its full members. Nothing was changed. Ask one of them to do it for you.';

/** Every verb that is for operators, as its own help would have it typed. */
const kinds = { answer: [] as string[], form: [] as string[] };
for (const { access, examples } of commands) {
  if (access !== 'operators') continue;
  kinds[findCommand(examples[0], { user: SEED.ben, channel: SEED.webinars }).kind].push(examples[0]);
}

const SCOPES = ['commands', 'chat:write', 'users:read', 'usergroups:read'];

let world: World;
let now = Date.now();
const doors = { http: 'HTTP', socket: 'Socket Mode' } as const;

async function open(transport: keyof typeof doors, scopes = SCOPES): Promise<World> {
  return await openWorld({
    transport,
    webhooks: false,
    slack: { scopes },
    operators: { users: [SEED.chika], groups: [SEED.operators] },
    clock: () => new Date(now),
    seed: (livestorm) => {
      stand(livestorm, 'Office hours');
      stand(livestorm, 'Office party');
    },
  });
}

/** The message that only this person sees after they typed something. */
async function answers(person: Person, words: string): Promise<Message> {
  const before = person.ephemerals.length;
  await person.command(world.channel, words);
  await world.slack.until(() => person.ephemerals.length > before);
  const heard = person.ephemerals.at(-1);
  if (!heard) throw new Error('nothing was said');
  return heard;
}

const types = async (person: Person, words: string) => sees(world, await answers(person, words));

/** What stands on this person's screen once it is not the loading view any more. */
async function screen(person: Person, id: string): Promise<string> {
  await world.slack.until(() => person.view?.callback_id === id);
  return person.view ? sees(world, person.view) : '';
}

/** Lets so much time pass that Slack is asked again who people are. */
const later = () => {
  now += 6 * 60_000;
};

const group = () => {
  const found = world.slack.workspace.usergroups.get(SEED.operators);
  if (!found) throw new Error('no group');
  return found;
};

async function closeAll(person: Person): Promise<void> {
  while (person.view) await person.close(person.view);
}

describe.each(Object.entries(doors))('over %s', (transport) => {
  let ben: Person;
  let guest: Person;
  beforeAll(async () => {
    world = await open(transport as keyof typeof doors);
    ben = world.slack.person(SEED.ben);
    guest = world.slack.person(SEED.guest);
  });
  afterAll(() => world[Symbol.asyncDispose]());
  afterEach(async () => {
    for (const person of [ben, guest]) await closeAll(person);
    expect(world.spent()).toEqual([]);
    await calm(world);
    group().users = [SEED.ada];
    world.slack.workspace.user(SEED.ben).isRestricted = false;
    later();
    expect(spilled(world)).toEqual([]);
  });

  test.each(kinds.answer)('`%s` is refused to who is not an operator', async (words) => {
    expect(await types(ben, words)).toBe(FOR_OPERATORS);
    expect(await types(guest, words)).toBe(GUEST);
    expect(await types(ben, 'subscriptions')).toContain('follows nothing');
  });

  test.each(kinds.form)('`%s` opens at once, and then says who may', async (words) => {
    await ben.command(world.channel, words);
    expect(await screen(ben, 'problem')).toContain(FOR_OPERATORS);
    await guest.command(world.channel, words);
    expect(await screen(guest, 'problem')).toContain(GUEST);
  });

  test('a button that opens a form is refused like the words', async () => {
    await ben.press(await answers(ben, ''), 'run.create');
    expect(await screen(ben, 'problem')).toContain(FOR_OPERATORS);
  });

  test('a form that is sent by who lost the right keeps what was typed, and nothing is created', async () => {
    group().users = [SEED.ben];
    await ben.command(world.channel, 'create Tea for two');
    await screen(ben, 'create');
    group().users = [];
    later();
    if (!ben.view) throw new Error('no form');
    await ben.submit(ben.view, { date: SOME_DAY, time: '15:00' });
    const shown = await screen(ben, 'create');
    expect(shown).toContain(FOR_OPERATORS);
    expect(shown).toContain('Tea for two');
    expect(shown).toContain('15:00');
    expect(world.livestorm.world.events.size).toBe(2);
  });

  test('a form whose sender is not known in time is taken, and refused before anything is done', async () => {
    world.slack.workspace.user(SEED.ben).isRestricted = false;
    group().users = [SEED.ben];
    await ben.command(world.channel, 'create Tea for three');
    await screen(ben, 'create');
    world.slack.workspace.user(SEED.ben).isRestricted = true;
    later();
    world.slack.faults.add({ method: 'users.info', delayMs: 700 });
    if (!ben.view) throw new Error('no form');
    await ben.submit(ben.view);
    await world.slack.until(() => ben.view?.callback_id === 'create' && sees(world, ben.view).includes('guest'));
    expect(ben.view && sees(world, ben.view)).toContain('Tea for three');
    expect(world.livestorm.world.events.size).toBe(2);
  });

  test('a guest has help, and no list', async () => {
    expect(await types(guest, 'help')).toContain('What you can ask');
    for (const words of ['', 'list', 'quota', 'subscriptions']) expect(await types(guest, words)).toBe(GUEST);
  });

  test('who is no operator may look', async () => {
    for (const words of ['', 'list', 'quota', 'subscriptions', 'help'])
      expect(await types(ben, words)).not.toContain('Nothing was changed');
  });
});

test('without users:read only those may change things who are named by their id, and the others hear what is missing', async () => {
  await using bare = await open('http', ['commands', 'chat:write']);
  world = bare;
  const { ada, slack, channel } = bare;
  expect(await types(ada, 'subscribe all')).toBe(
    'Showrunner may not see who is a full member of this workspace, so it does nothing for people it was not told of. Nothing was changed. Whoever operates Showrunner must give its Slack app the scope users:read and install it again, or name you in WEBINAR_OPERATORS.',
  );
  expect(await types(ada, 'list')).toContain('Upcoming sessions');
  const chika = slack.person(SEED.chika);
  await chika.command(channel, 'create Tea');
  expect(await screen(chika, 'create')).toContain('Tea');
  expect(spilled(bare)).toEqual([]);
});

test('when Slack does not say who asks, they try again, and nothing is changed', async () => {
  await using here = await open('http');
  world = here;
  here.slack.faults.add({ method: 'users.info', status: 500, times: 2 });
  expect(await types(here.ada, 'subscribe all')).toBe(
    'Slack did not say just now who you are. Nothing was changed. Try again in a moment.',
  );
  expect(await types(here.ada, 'subscribe all')).toContain('every webinar');
});
