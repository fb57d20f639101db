// Planning: sessions moved, repeated every week, events copied and edited. Each costs what it says, whatever is lost.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  answerTo,
  calm,
  clockChangeDay,
  formOf,
  hears,
  operations,
  SOME_DAY,
  sees,
  spilled,
  stand,
} from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({
    webhooks: false,
    seed: (livestorm) => {
      for (const title of ['Office hours', 'Product tour', 'Spring tour']) stand(livestorm, title);
    },
  });
});
afterAll(() => world[Symbol.asyncDispose]());
afterEach(async () => {
  await calm(world);
  expect(spilled(world)).toEqual([]);
});

const YEAR = new Date().getUTCFullYear() + 1;
const event = (title: string) => {
  const found = [...world.livestorm.world.events.values()].find((each) => each.title === title);
  if (!found) throw new Error(`no event ${title}`);
  return found;
};
const sessionsOf = (title: string) => world.livestorm.world.sessionsOf(event(title).id);
/** When the sessions of an event start, in Paris. */
const starts = (title: string) =>
  sessionsOf(title)
    .map(({ estimated_started_at }) => estimated_started_at)
    .sort((a, b) => a - b)
    .map((at) => new Date(at * 1_000).toLocaleString('sv-SE', { timeZone: 'Europe/Paris' }).slice(0, 16));

/** An event without sessions that only this test knows of, read by the bot as well. */
async function fresh(title: string) {
  const made = world.livestorm.world.addEvent({ title });
  const list = await hears(world, () => world.ada.command(world.channel, 'list'));
  const before = list.versions.length;
  await world.ada.press(list, 'list.refresh');
  await world.slack.until(() => list.versions.length > before);
  world.spent();
  return made;
}

/** What stands in the form's place, when it is no longer worked on. */
async function answer(): Promise<string> {
  await world.slack.until(() => world.ada.view?.callback_id !== 'working');
  if (!world.ada.view) throw new Error('nothing stands there');
  return sees(world, world.ada.view);
}

/** Waits until the form on ada's screen says something. */
async function says(words: string) {
  await world.slack.until(() => world.ada.view !== undefined && sees(world, world.ada.view).includes(words));
  if (!world.ada.view) throw new Error('nothing stands there');
  return world.ada.view;
}

describe('schedule, every week', () => {
  test('what was typed is shown back in both zones, keeps its hour over a clock change, and is done for one call each', async () => {
    await fresh('Weekly');
    const day = clockChangeDay(3);
    const before = new Date(`${day}T00:00:00Z`);
    before.setUTCDate(before.getUTCDate() - 4);
    const first = before.toISOString().slice(0, 10);
    const form = await formOf(world, `schedule weekly ${first} 15:00 New York weekly x3`, 'schedule');
    const shown = sees(world, form);
    expect(shown).toContain('Understood as 3 sessions, one a week:');
    // New York is five hours behind Paris until Europe's clocks change, six hours after.
    expect(
      shown.match(/15:00 \(America\/New_York\) · for you [^•]*? at \d+:00 PM/g)?.map((line) => line.slice(-7)),
    ).toEqual(['8:00 PM', '9:00 PM', '9:00 PM']);
    await world.ada.submit(form);
    const said = await answer();
    expect(said).toContain('Weekly has 3 new sessions:');
    expect(said).toContain('This cost 3 Livestorm calls.');
    expect(operations(world.spent())).toEqual(Array(3).fill('createEventSession'));
    expect(starts('Weekly').map((at) => at.slice(11))).toEqual(['20:00', '21:00', '21:00']);
    expect(await answerTo(world, 'show weekly')).toContain('3 sessions');
    expect(world.spent()).toEqual([]);
  });

  test('chosen in the form, each date is shown before anything is done, and nothing typed is lost', async () => {
    await fresh('Chosen');
    const form = await formOf(world, 'schedule chosen', 'schedule');
    await world.ada.submit(form, { date: SOME_DAY, time: '15:00', weeks: '8', name: 'Season one' });
    const shown = await says('Nothing is done yet. 8 sessions, one a week, at the same hour in their own zone:');
    expect(sees(world, shown)).toContain('Press Schedule once more to do it: 8 Livestorm calls.');
    expect(sees(world, shown)).toContain('Season one');
    expect(world.spent()).toEqual([]);
    await Promise.all([world.ada.submit(shown), world.ada.submit(shown)]);
    expect(await answer()).toContain('Chosen has 8 new sessions:');
    expect(sessionsOf('Chosen').map(({ name }) => name)).toEqual(Array(8).fill('Season one'));
    expect(operations(world.spent())).toHaveLength(8);
  });

  test('what is changed after it was shown is shown once more', async () => {
    await fresh('Changed mind');
    await world.ada.submit(await formOf(world, 'schedule changed mind', 'schedule'), {
      date: SOME_DAY,
      time: '15:00',
      weeks: '3',
    });
    const shown = await says('Nothing is done yet. 3 sessions');
    await world.ada.submit(shown, { weeks: '2' });
    await says('Nothing is done yet. 2 sessions');
    expect(world.spent()).toEqual([]);
  });

  test('one in a zone that is not the reader’s is shown back as well', async () => {
    await fresh('Elsewhere');
    const form = await formOf(world, 'schedule elsewhere', 'schedule');
    await world.ada.options(form, 'zone', 'tokyo');
    await world.ada.submit(form, { date: SOME_DAY, time: '15:00', zone: 'Asia/Tokyo' });
    const shown = await says('Nothing is done yet. The session is to start on:');
    expect(sees(world, shown)).toContain('15:00 (Asia/Tokyo) · for you');
    await world.ada.submit(shown);
    expect(await answer()).toContain('Elsewhere has a new session.');
    expect(operations(world.spent())).toEqual(['createEventSession']);
  });

  test('a week in which a clock change skips the hour is said under the hour', async () => {
    await fresh('Skipped');
    const before = new Date(`${clockChangeDay(3)}T00:00:00Z`);
    before.setUTCDate(before.getUTCDate() - 7);
    const form = await formOf(world, 'schedule skipped', 'schedule');
    const outcome = await world.ada.submit(form, {
      date: before.toISOString().slice(0, 10),
      time: '02:30',
      weeks: '3',
    });
    expect(JSON.stringify(outcome.body)).toContain('02:30 does not exist in Europe/Paris');
    expect(world.spent()).toEqual([]);
  });

  test.each([
    ['the third was made and not answered', { drop: 'after' as const }, ['createEventSession', 'listEventSessions']],
    [
      'the third was lost on the way',
      { drop: 'before' as const },
      ['createEventSession', 'listEventSessions', 'listEventSessions', 'createEventSession'],
    ],
  ])('when %s, each is there once', async (what, fault, third) => {
    const { title } = await fresh(`Lost: ${what}`);
    const form = await formOf(world, `schedule ${event(title).id} ${SOME_DAY} 15:00 weekly x4`, 'schedule');
    for (let good = 0; good < 2; good += 1) world.livestorm.faults.add({ operation: 'createEventSession', delayMs: 0 });
    world.livestorm.faults.add({ operation: 'createEventSession', ...fault });
    await world.ada.submit(form);
    expect(await answer()).toContain('has 4 new sessions:');
    expect(new Set(starts(title)).size).toBe(4);
    expect(sessionsOf(title)).toHaveLength(4);
    expect(operations(world.spent())).toEqual([
      'createEventSession',
      'createEventSession',
      ...third,
      'createEventSession',
    ]);
  });

  test('when Livestorm refuses in the middle, the form comes back with what is left, which is then done once', async () => {
    const { title } = await fresh('Refused halfway');
    const form = await formOf(world, `schedule refused ${SOME_DAY} 15:00 weekly x5`, 'schedule');
    for (let good = 0; good < 2; good += 1) world.livestorm.faults.add({ operation: 'createEventSession', delayMs: 0 });
    world.livestorm.faults.add({
      operation: 'createEventSession',
      status: 422,
      body: '{"errors":[{"detail":"Too many sessions"}]}',
    });
    await world.ada.submit(form, { name: 'Kept' });
    const rest = await says('2 of 5 sessions are scheduled:');
    const said = sees(world, rest);
    expect(said).toContain('Livestorm refuses this: “Too many sessions”. Correct it');
    expect(said).toContain('3 sessions are left to schedule. This cost 3 Livestorm calls.');
    expect(said).toContain('[Every week, 3 sessions ▾]');
    expect(said).toContain('Kept');
    await world.ada.submit(rest);
    const again = await says('Nothing is done yet. 3 sessions');
    await world.ada.submit(again);
    expect(await says('has 3 new sessions:')).toBeDefined();
    expect(new Set(starts(title)).size).toBe(5);
    expect(sessionsOf(title)).toHaveLength(5);
    expect(operations(world.spent())).toEqual(Array(6).fill('createEventSession'));
  });

  test('when nobody knows whether one is there, the rest is not sent, and the doubt is said', async () => {
    const { title } = await fresh('Doubtful');
    const form = await formOf(world, `schedule doubtful ${SOME_DAY} 15:00 weekly x3`, 'schedule');
    world.livestorm.faults.add({ operation: 'createEventSession', delayMs: 0 });
    world.livestorm.faults.add({ operation: 'createEventSession', drop: 'after' });
    world.livestorm.faults.add({ operation: 'listEventSessions', status: 503, times: 3 });
    await world.ada.submit(form);
    const said = sees(world, await says('1 of 3 sessions is scheduled:'));
    expect(said).toContain('It may or may not have been: look in Livestorm before you send it again.');
    expect(said).toContain('1 session is left to schedule.');
    expect(sessionsOf(title)).toHaveLength(2);
  });

  test('a form that was closed meanwhile tells what became of it', async () => {
    await fresh('Closed halfway');
    const form = await formOf(world, `schedule closed halfway ${SOME_DAY} 15:00 weekly x3`, 'schedule');
    world.livestorm.faults.add({ operation: 'createEventSession', delayMs: 80 });
    world.livestorm.faults.add({ operation: 'createEventSession', status: 422, body: '{}' });
    const heard = await hears(world, async () => {
      const outcome = await world.ada.submit(form);
      if (world.ada.view) await world.ada.close(world.ada.view);
      return outcome;
    });
    expect(sees(world, heard)).toContain('1 of 3 sessions is scheduled:');
    expect(sees(world, heard)).not.toContain('Nothing was changed');
  });

  test.each([
    ['weekly', 'Every week: choose below how many sessions.'],
    ['weekly x99', '99 weeks are too many for one form: 26 at most.'],
  ])('`… %s` opens the form and says what is missing', async (words, sentence) => {
    expect(sees(world, await formOf(world, `schedule office hours ${SOME_DAY} 15:00 ${words}`, 'schedule'))).toContain(
      sentence,
    );
  });
});

describe('create, every week', () => {
  test('all sessions are made with the event, in one call', async () => {
    await world.ada.submit(await formOf(world, 'create Every Tuesday', 'create'), {
      date: SOME_DAY,
      time: '15:00',
      weeks: '6',
    });
    const shown = await says('Nothing is done yet. 6 sessions');
    expect(sees(world, shown)).toContain('Press Create once more to do it: 1 Livestorm call.');
    await world.ada.submit(shown);
    const said = await answer();
    expect(said).toContain('Every Tuesday is in Livestorm, as a draft.');
    expect(said).toContain('6 sessions, one a week:');
    expect(operations(world.spent())).toEqual(['createEvent']);
    expect(sessionsOf('Every Tuesday')).toHaveLength(6);
    expect(await answerTo(world, 'show every tuesday')).toContain('6 sessions');
  });

  test('an answer that was lost is looked for by its title and all its dates', async () => {
    world.livestorm.faults.add({ operation: 'createEvent', drop: 'after' });
    await world.ada.submit(await formOf(world, 'create Lost series', 'create'), {
      date: SOME_DAY,
      time: '15:00',
      weeks: '2',
    });
    await world.ada.submit(await says('Nothing is done yet. 2 sessions'));
    expect(await answer()).toContain('Showrunner looked, and it is there. This cost 2 Livestorm calls.');
    expect(operations(world.spent())).toEqual(['createEvent', 'listEvents']);
  });
});

describe('clone', () => {
  test('copies the settings under a new title, with its first session, in one call', async () => {
    const source = event('Spring tour');
    source.polls_enabled = !source.polls_enabled;
    const form = await formOf(world, `clone spring tour ${SOME_DAY} 10:00 Tokyo`, 'clone');
    expect(sees(world, form)).toContain('A new event with the settings of Spring tour.');
    expect(sees(world, form)).toContain('10:00 (Asia/Tokyo) · for you');
    await Promise.all([world.ada.submit(form), world.ada.submit(form)]);
    expect(await answer()).toContain('Spring tour (copy) is in Livestorm, as a draft.');
    const copy = event('Spring tour (copy)');
    expect(copy.polls_enabled).toBe(source.polls_enabled);
    expect(sessionsOf('Spring tour (copy)')).toHaveLength(1);
    expect(operations(world.spent())).toEqual(['createEvent']);
    expect(await answerTo(world, 'show spring tour (copy)')).toContain('1 session');
    expect(world.spent()).toEqual([]);
  });

  test('an answer that was lost is looked for, and made once', async () => {
    world.livestorm.faults.add({ operation: 'createEvent', status: 500, done: true });
    await world.ada.submit(await formOf(world, 'clone office hours', 'clone'), { title: 'Lost copy' });
    expect(await answer()).toContain('Lost copy is in Livestorm, as a draft.');
    expect(operations(world.spent())).toEqual(['createEvent', 'listEvents']);
  });

  test('what several are called is asked about, and the date is kept', async () => {
    const which = await formOf(world, `clone tour ${SOME_DAY} 10:00`, 'which.event');
    const [option] = (await world.ada.options(which, 'event', 'product')).options;
    await world.ada.submit(which, { event: option?.value });
    expect(sees(world, await world.form('clone'))).toContain('Understood as');
    expect(world.spent()).toEqual([]);
  });
});

describe('reschedule', () => {
  test('shows the old and the new moment, and moves it for one call', async () => {
    const [session] = sessionsOf('Office hours');
    const form = await formOf(world, `reschedule office hours ${SOME_DAY} 10:00 Tokyo`, 'reschedule');
    expect(sees(world, form)).toContain('Office hours Now: ');
    expect(sees(world, form)).toContain(`${YEAR}, 10:00 (Asia/Tokyo) · for you`);
    expect(world.spent()).toEqual([]);
    await world.ada.submit(form, { name: 'Moved' });
    const said = await answer();
    expect(said).toContain('Office hours · Moved');
    expect(said).toContain('10:00 (Asia/Tokyo)');
    expect(session).toMatchObject({ timezone: 'Asia/Tokyo', name: 'Moved' });
    expect(operations(world.spent())).toEqual(['updateSession']);
    expect(await answerTo(world, 'show office hours')).toContain('10:00 (Asia/Tokyo)');
    expect(world.spent()).toEqual([]);
  });

  test('another moment chosen in the form is shown back when it is not in the reader’s zone', async () => {
    const form = await formOf(world, 'reschedule office hours', 'reschedule');
    await world.ada.submit(form, { date: SOME_DAY, time: '11:30' });
    const shown = await says('Nothing is done yet. The session is to start on:');
    await world.ada.submit(shown);
    expect(await answer()).toContain('11:30 (Asia/Tokyo)');
    expect(operations(world.spent())).toEqual(['updateSession']);
  });

  test('as it is already is said under the day, and costs nothing', async () => {
    const form = await formOf(world, 'reschedule product tour', 'reschedule');
    const outcome = await world.ada.submit(form);
    expect(JSON.stringify(outcome.body)).toContain('It is planned so already.');
    expect(world.spent()).toEqual([]);
  });

  test.each([
    ['made and not answered', { drop: 'after' as const }],
    ['lost on the way', { drop: 'before' as const }],
    ['answered with an error though done', { status: 500, done: true }],
  ])('a change that was %s is sent again', async (_what, fault) => {
    world.livestorm.faults.add({ operation: 'updateSession', ...fault });
    const minute = String(10 + (world.livestorm.calls.length % 50));
    await world.ada.submit(await formOf(world, `reschedule product tour ${SOME_DAY} 16:${minute}`, 'reschedule'));
    expect(await answer()).toContain('This cost 2 Livestorm calls.');
    expect(starts('Product tour')[0]).toBe(`${SOME_DAY} 16:${minute}`);
    expect(operations(world.spent())).toEqual(['updateSession', 'updateSession']);
  });

  test('one that has passed, or that Livestorm no longer has, is said', async () => {
    const past = await formOf(world, 'reschedule product tour 2001-01-01 10:00', 'reschedule');
    expect(sees(world, past)).toContain('has passed. Choose a later moment.');
    await world.ada.close(past);
    const form = await formOf(world, `reschedule product tour ${SOME_DAY} 18:00`, 'reschedule');
    const [session] = sessionsOf('Product tour');
    world.livestorm.world.sessions.delete(session?.id ?? '');
    await world.ada.submit(form);
    await says('Livestorm no longer has this');
    expect(await answerTo(world, `show ${session?.id}`)).toContain('No event matches');
  });
});

describe('edit', () => {
  test('sends only what was changed: one call to read, one to save, one for each tag', async () => {
    const made = await fresh('Editable');
    Object.assign(made, {
      description: '<p>Old words</p>',
      tags: ['spring', 'old'],
      chat_enabled: true,
      polls_enabled: false,
    });
    const form = await formOf(world, 'edit editable', 'edit');
    expect(operations(world.spent())).toEqual(['getEvent']);
    expect(sees(world, form)).toContain('Old words');
    expect(sees(world, form)).toContain('spring, old');
    await world.ada.submit(form, {
      title: 'Edited',
      description: 'New & plain\n\nwords',
      features: ['pollsEnabled'],
      tags: 'spring, new',
    });
    expect(await answer()).toContain('Edited is saved.');
    const calls = world.spent();
    expect(operations(calls)).toEqual(['updateEvent', 'assignEventTag', 'removeEventTag']);
    const sent = (calls[0]?.body as { data: { attributes: object } } | undefined)?.data.attributes;
    expect(sent).toMatchObject({
      title: 'Edited',
      description: '<p>New &amp; plain</p><p>words</p>',
      polls_enabled: true,
      chat_enabled: false,
    });
    expect(sent).not.toHaveProperty('status');
    expect(sent).not.toHaveProperty('slug');
    expect(made.tags).toEqual(['spring', 'new']);
    expect(await answerTo(world, 'show edited')).toContain('Edited State');
    expect(world.spent()).toEqual([]);
  });

  test('nothing changed is said, and costs no more than the reading', async () => {
    await fresh('Untouched');
    const outcome = await world.ada.submit(await formOf(world, 'edit untouched', 'edit'));
    expect(JSON.stringify(outcome.body)).toContain('Nothing is other than what Livestorm has already.');
    expect(operations(world.spent())).toEqual(['getEvent']);
  });

  test('a formatted description stays as it is', async () => {
    const made = await fresh('Formatted');
    made.description = '<h1>Bold</h1>';
    await world.ada.submit(await formOf(world, 'edit formatted', 'edit'), { title: 'Formatted again' });
    expect(await answer()).toContain('Formatted again is saved.');
    expect(made.description).toBe('<h1>Bold</h1>');
  });

  test('when a tag is refused, what was saved is said, and the form keeps what was typed', async () => {
    await fresh('Half saved');
    const form = await formOf(world, 'edit half saved', 'edit');
    world.livestorm.faults.add({
      operation: 'assignEventTag',
      status: 422,
      body: '{"errors":[{"detail":"Tag is too long"}]}',
    });
    await world.ada.submit(form, { title: 'Saved in half', tags: 'wrong' });
    const again = await says(
      'Only a part was saved: “the event”. Then it stopped: Livestorm refuses this: “Tag is too long”.',
    );
    expect(sees(world, again)).toContain('wrong');
    await world.ada.submit(again);
    await says('Saved in half is saved.');
    expect(event('Saved in half').tags).toEqual(['wrong']);
  });

  test('an answer that was lost is asked for again', async () => {
    await fresh('Edit lost');
    const form = await formOf(world, 'edit edit lost', 'edit');
    world.livestorm.faults.add({ operation: 'updateEvent', drop: 'after' });
    world.livestorm.faults.add({ operation: 'assignEventTag', drop: 'after' });
    await world.ada.submit(form, { title: 'Edit found', tags: 'one' });
    expect(await answer()).toContain('This cost 4 Livestorm calls.');
    expect(event('Edit found').tags).toEqual(['one']);
  });
});
