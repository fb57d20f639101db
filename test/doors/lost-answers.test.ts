// Livestorm may have done what it was asked for, and does not say: it is looked for before it is sent again.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/livestorm/faults.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { calm, closeForms, formOf, hears, operations, SOME_DAY, sees, spilled, stand } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ webhooks: false, seed: (livestorm) => void stand(livestorm, 'Office hours') });
});
afterAll(() => world[Symbol.asyncDispose]());
afterEach(async () => {
  await calm(world);
  expect(spilled(world)).toEqual([]);
});

const UNSURE = 'may or may not have been';
const FOUND = 'Livestorm did not say so at once: Showrunner looked, and it is there.';

const html = { body: '<html>Bad gateway', contentType: 'text/html' };
const failures: [name: string, fault: Fault][] = [
  ['an error inside Livestorm', { status: 500 }],
  ['a page of a proxy', { status: 502, ...html }],
  ['HTML that says 200', { status: 200, ...html }],
  ['an answer of another shape', { status: 201, body: '{"data":{"id":7}}' }],
  ['a redirect', { status: 302, headers: { location: 'https://evil.example/' }, body: '' }],
  ['a cut line', { drop: 'before' }],
];

/** The three forms that write: what is typed, what it makes, and how what was made is looked for. */
const writes = [
  {
    what: 'an event',
    words: () => 'create Tea for two',
    form: 'create',
    values: { date: SOME_DAY, time: '15:00' },
    operation: 'createEvent',
    look: 'listEvents',
    made: () => [...world.livestorm.world.events.values()].filter(({ title }) => title === 'Tea for two').length,
  },
  {
    what: 'a session',
    words: () => `schedule office hours ${SOME_DAY} 09:15 Tokyo`,
    form: 'schedule',
    values: { name: 'For the Pacific' },
    operation: 'createEventSession',
    look: 'listEventSessions',
    made: () => [...world.livestorm.world.sessions.values()].filter(({ name }) => name === 'For the Pacific').length,
  },
] as const;

async function send({ words, form, values }: (typeof writes)[number]): Promise<void> {
  await world.ada.submit(await formOf(world, words(), form), values);
}

/** What stands in the form's place, when it is no longer worked on. */
async function answer(): Promise<string> {
  await world.slack.until(() => world.ada.view?.callback_id !== 'working');
  if (!world.ada.view) throw new Error('nothing stands there');
  return sees(world, world.ada.view);
}

describe.each(writes)('$what', (write) => {
  const { operation, look, made } = write;
  // Who asks again for what may be there already is given that: each test begins without.
  afterEach(() => {
    for (const records of [world.livestorm.world.events, world.livestorm.world.sessions])
      for (const { id, ...record } of [...records.values()])
        if ('name' in record ? record.name === 'For the Pacific' : record.title === 'Tea for two') records.delete(id);
  });

  test.each(failures)('that was not made, with %s, is looked for twice and then made', async (_name, fault) => {
    const before = made();
    world.livestorm.faults.add({ ...fault, operation });
    await send(write);
    expect(await answer()).toContain('This cost 4 Livestorm calls.');
    expect(made() - before).toBe(1);
    expect(operations(world.spent())).toEqual([operation, look, look, operation]);
  });

  test.each([
    ['an error inside Livestorm', { status: 500, done: true }],
    ['a cut line', { drop: 'after' as const }],
    ['an answer of another shape', { status: 201, body: '{"data":{"id":7}}', done: true }],
  ])('that was made, with %s, is found, and made once', async (_name, fault) => {
    const before = made();
    world.livestorm.faults.add({ ...fault, operation });
    await send(write);
    const said = await answer();
    expect(said).toContain(FOUND);
    expect(said).toContain('This cost 2 Livestorm calls.');
    expect(said).toContain('[Share in channel]');
    expect(made() - before).toBe(1);
    expect(operations(world.spent())).toEqual([operation, look]);
  });

  test('that Livestorm lists only later is found by the second look', async () => {
    const before = made();
    world.livestorm.faults.add({ operation, drop: 'after' });
    world.livestorm.faults.add({
      operation: look,
      status: 200,
      body: '{"data":[],"included":[],"meta":{"current_page":0,"next_page":null,"page_count":0,"record_count":0}}',
    });
    await send(write);
    expect(await answer()).toContain('This cost 3 Livestorm calls.');
    expect(made() - before).toBe(1);
    expect(operations(world.spent())).toEqual([operation, look, look]);
  });

  test('that cannot be looked for may or may not have been made: the person is told so, and nothing is sent again', async () => {
    const before = made();
    world.livestorm.faults.add({ operation, drop: 'after' });
    world.livestorm.faults.add({ operation: look, status: 503, times: 3 });
    await send(write);
    const said = await answer();
    expect(said).toContain(UNSURE);
    expect(said).toMatch(/Reference [A-Z2-9]{6}/);
    expect(made() - before).toBe(1);
    expect(operations(world.spent())).toEqual([operation, look, look, look]);
  });

  test('that Livestorm fails to make twice is not sent a third time', async () => {
    const before = made();
    world.livestorm.faults.add({ operation, status: 500, times: 5 });
    await send(write);
    expect(await answer()).toContain(UNSURE);
    expect(made()).toBe(before);
    expect(operations(world.spent())).toEqual([operation, look, look, operation, look, look]);
  });

  test('that two ask for at once, with both answers lost and one made, is made for each of them', async () => {
    const before = made();
    const ben = world.slack.person(SEED.ben);
    await ben.command(world.channel, write.words());
    await world.slack.until(() => ben.view?.callback_id === write.form);
    const [one, other] = [await formOf(world, write.words(), write.form), ben.view];
    if (!other) throw new Error('ben has no form');
    world.livestorm.faults.add({ operation, drop: 'after' });
    world.livestorm.faults.add({ operation, drop: 'before' });
    await Promise.all([world.ada.submit(one, write.values), ben.submit(other, write.values)]);
    await world.slack.until(() => [world.ada, ben].every(({ view }) => view?.callback_id === 'done'));
    expect(made() - before).toBe(2);
  });
});

describe('a registration', () => {
  const words = 'register office hours grace@example.com Grace Hopper';
  const people = (email: string) =>
    [...world.livestorm.world.sessions.values()]
      .flatMap(({ id }) => world.livestorm.world.peopleOf(id))
      .filter((person) => world.livestorm.world.people.get(person.id)?.email === email).length;

  test.each([
    ['was lost on the way', 'ada.1@example.com', { drop: 'before' as const }],
    ['was done and not answered', 'ada.2@example.com', { drop: 'after' as const }],
    ['was done and answered with 500', 'ada.3@example.com', { status: 500, done: true }],
  ])('that %s is sent again, and the person is registered once, by us', async (_what, email, fault) => {
    world.livestorm.faults.add({ ...fault, operation: 'registerPerson' });
    await world.ada.submit(await formOf(world, words.replace('grace@example.com', email), 'register'));
    const said = await answer();
    expect(said).toContain(`${email} is registered for Office hours`);
    expect(said).toContain('This cost 2 Livestorm calls.');
    expect(people(email)).toBe(1);
    expect(operations(world.spent())).toEqual(['registerPerson', 'registerPerson']);
  });
});

test('who closed the form hears of what was found, once', async () => {
  const form = await formOf(world, 'create Found behind your back', 'create');
  world.livestorm.faults.add({ operation: 'createEvent', delayMs: 80, drop: 'after' });
  const heard = await hears(world, async () => {
    const outcome = await world.ada.submit(form);
    await closeForms(world);
    return outcome;
  });
  expect(sees(world, heard)).toContain('Found behind your back is in Livestorm');
  await world.bot.idle();
  expect(world.ada.ephemerals.filter(({ text }) => text.includes('Found behind your back'))).toHaveLength(1);
});
