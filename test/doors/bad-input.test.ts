// What people type by mistake or on purpose: a clear sentence each, and nothing half-done at Livestorm.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { answerTo, calm, clockChangeDay, formOf, SOME_DAY, sees, spilled, stand, writes } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

const YEAR = new Date().getUTCFullYear() + 1;

let world: World;
beforeAll(async () => {
  world = await openWorld({
    webhooks: false,
    seed: (livestorm) => {
      for (const title of ['Spring product tour', 'Autumn product tour', 'Office hours']) stand(livestorm, title);
    },
  });
});
afterAll(() => world[Symbol.asyncDispose]());
afterEach(async () => {
  expect(writes(world.spent())).toEqual([]);
  expect(world.slack.pings).toEqual([]);
  await calm(world);
  expect(spilled(world)).toEqual([]);
});

describe('typed', () => {
  test.each([
    ['crate', 'I do not know “crate”. Nothing was changed. Did you mean create?'],
    ['frobnicate', 'I do not know “frobnicate”. Nothing was changed. help lists what you can ask.'],
    ['مرحبا', 'I do not know “مرحبا”. Nothing was changed. help lists what you can ask.'],
    ['👩‍👩‍👧‍👦', 'I do not know “👩‍👩‍👧‍👦”.'],
    ['<!channel>', 'I do not know “<!channel>”.'],
    ['<!here|now> all', 'I do not know “<!here|now>”.'],
    ['<@U0000000BEN>', 'I do not know “<@u0000000ben>”.'],
    ['https://evil.example', 'I do not know “https://evil.example”.'],
    ['*create*', 'I do not know “∗create∗”.'],
    [
      'list soon',
      '“soon” is not one of upcoming, live, past, draft. Nothing was changed. Type list [upcoming|live|past|draft].',
    ],
    [
      'subscribe',
      'needs the name of an event, tag: and a tag, or all. Nothing was changed. Type subscribe <event|tag:x|all> [features].',
    ],
    ['subscribe ofice hours', 'No event matches “ofice hours”. Nothing was changed. Did you mean “Office hours”?'],
    ['subscribe moon landing', 'No event matches “moon landing”. Nothing was changed.'],
    ['subscribe product tour', 'Several events match “product tour”: “Autumn product tour”, “Spring product tour”.'],
    ['subscribe product tour', 'Nothing was changed. Name one of them in full.'],
    ['subscribe <!channel> <https://evil.example|click>', 'No event matches “<!channel> https://evil.example”.'],
    ['subscribe <@U0000000BEN>', 'No event matches “<@U0000000BEN>”.'],
    [
      `subscribe ${'😀'.repeat(301)}`,
      'is longer than 300 characters. Nothing was changed. Type subscribe <event|tag:x|all> [features].',
    ],
    ['unsubscribe office hours', 'This channel does not follow Office hours. Nothing was changed.'],
    ['unsubscribe moon landing', 'No event matches “moon landing”. Nothing was changed.'],
    [`create ${'a'.repeat(4_000)}`, 'is longer than 150 characters. Nothing was changed. Type create [title].'],
    [`register ${'a'.repeat(4_000)}`, 'is longer than 500 characters.'],
    [`schedule ${'\u202eabc '.repeat(1_000)}`, 'is longer than 500 characters.'],
    ['help frobnicate', '/webinar create [title]'],
    [' '.repeat(3_000), 'Office hours'],
    ['\u200b', 'Office hours'],
    ['\u00a0\ufeff', 'Office hours'],
  ])('`%s` is answered with a clear sentence', async (words, sentence) => {
    const answer = await answerTo(world, words);
    expect(answer).toContain(sentence);
  });

  test('a name that no event has opens the form, names the nearest, and keeps the date', async () => {
    const form = await formOf(world, `schedule ofice hours ${SOME_DAY} 15:00`, 'schedule');
    expect(sees(world, form)).toContain(
      'No event matches “ofice hours”. The nearest: “Office hours”. Choose one below.',
    );
    expect(form.state.values.date?.date?.selected_date).toBe(SOME_DAY);
    expect(form.state.values.event?.event?.selected_option).toBe(null);
  });

  test('a name that several have opens the form, says so, and keeps the date', async () => {
    const form = await formOf(world, `schedule product tour ${SOME_DAY} 15:00`, 'schedule');
    expect(sees(world, form)).toContain('Several events match “product tour”. Choose one below.');
    expect(form.state.values.time?.time?.selected_time).toBe('15:00');
    const sessions = await formOf(world, 'register product tour ada@example.com', 'which.session');
    expect(sees(world, sessions)).toContain('Several sessions match “product tour”. Choose one below.');
    const none = await formOf(world, 'register ofice hours', 'which.session');
    expect(sees(world, none)).toContain('No session matches “ofice hours”. The nearest: “Office hours”.');
  });

  test.each([
    ['2001-01-01 10:00', 'Mon 1 Jan 2001, 10:00 (Europe/Paris) has passed. Choose a later moment.'],
    [`${clockChangeDay(3)} 02:30 Paris`, '02:30 does not exist in Europe/Paris: the clocks go from 02:00 to 03:00'],
    [`${clockChangeDay(10)} 02:30 Paris`, '02:30 comes twice in Europe/Paris: the clocks go back that day.'],
    ['31 Feb 15:00', '“31 Feb 15:00”: There is no such day or hour. Choose below.'],
    [`29 Feb ${YEAR % 4 === 0 ? YEAR + 1 : YEAR} 15:00`, 'There is no such day or hour.'],
    ['3 Dec 15:00 Narnia', '“3 Dec 15:00 Narnia”: I do not know that time zone. Choose below.'],
    ['3 Dec 15:00 IST', 'I do not know that time zone.'],
    ['3 Dec 15:00 +05:30', 'I do not know that time zone.'],
    ['3 Dec', '“3 Dec”: It names no hour. Choose below.'],
    ['someday soon', '“someday soon”: I cannot read it as a date. Choose below.'],
    ['<!channel> 15:00', '“<!channel> 15:00”: I cannot read it as a date.'],
  ])('`schedule office hours %s` opens the form of that event and says what is wrong', async (when, sentence) => {
    const form = await formOf(world, `schedule office hours ${when}`, 'schedule');
    expect(sees(world, form)).toContain(sentence);
    expect(sees(world, form)).toContain('[Office hours ▾]');
  });

  test('no zone is offered for a place that has none', async () => {
    const form = await formOf(world, 'schedule', 'schedule');
    expect((await world.ada.options(form, 'zone', 'Narnia')).options).toEqual([]);
    expect((await world.ada.options(form, 'event', '<!channel>')).options).toEqual([]);
    expect((await world.ada.options(form, 'event', '😀'.repeat(2_000))).options).toEqual([]);
  });
});

describe('in a form', () => {
  test.each([
    [{ title: '   ' }, { title: 'Give the event a title.' }],
    [{ date: SOME_DAY }, { time: 'Choose an hour as well.' }],
    [{ time: '15:00' }, { date: 'Choose a day as well.' }],
    [
      { date: '2001-01-01', time: '10:00' },
      { date: 'Mon 1 Jan 2001, 10:00 (Europe/Paris) has passed. Choose a later moment.' },
    ],
    [{ date: `${YEAR}-02-31`, time: '10:00' }, { date: 'There is no such day.' }],
    [{ date: '2098-01-01', time: '10:00' }, { date: 'That is more than three years ahead. Check the year.' }],
    [
      { date: clockChangeDay(3), time: '02:30' },
      { time: expect.stringContaining('does not exist in Europe/Paris: the clocks go from 02:00 to 03:00 that day.') },
    ],
    [{ date: clockChangeDay(10), time: '02:30' }, { time: expect.stringContaining('comes twice in Europe/Paris') }],
  ])('%j is refused under its field', async (given, errors) => {
    const form = await formOf(world, 'create Tea', 'create');
    const outcome = await world.ada.submit(form, given);
    expect(outcome.errors).toEqual(errors);
    expect(sees(world, form)).toContain('Create a webinar');
    expect(world.ada.view?.callback_id).toBe('create');
  });

  test('a schedule form without an event and a day says both at once', async () => {
    const form = await formOf(world, 'schedule', 'schedule');
    const { errors } = await world.ada.submit(form);
    expect(Object.keys(errors ?? {})).toEqual(expect.arrayContaining(['event', 'date']));
  });

  test.each([
    'ada..byron@example.com',
    '.ada@example.com',
    'ada@-example-.com',
    'a b@example.com',
    'ada@example',
    '<!channel>',
    `${'a'.repeat(260)}@example.com`,
  ])('the address %s is refused under its field', async (email) => {
    const form = await formOf(world, 'register office hours', 'register');
    const outcome = await world.ada.submit(form, { email, first_name: 'Ada', last_name: 'Byron' });
    expect(outcome.errors?.email).toMatch(/e-?mail address|longer than/i);
  });

  test('a title of 4,000 characters cannot be typed, and a date is never taken for another', async () => {
    const form = await formOf(world, 'create', 'create');
    expect(() => world.ada.fill(form, { title: 'a'.repeat(4_000) })).toThrow('takes at most 150 characters');
    const schedule = await formOf(world, 'schedule office hours 31 Feb 15:00', 'schedule');
    expect(schedule.state.values.date?.date?.selected_date).toBe(null);
  });
});
