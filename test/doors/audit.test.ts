// The audit log, read through the door: what was done and refused, and nothing that was only looked at.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { answerTo, calm, formOf, hears, SOME_DAY, sees, spilled, stand } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

const GRACE = { email: 'grace@example.com', first_name: 'Grace', last_name: 'Hopper' };

let world: World;
beforeEach(() => calm(world));

const log = (words = '') => answerTo(world, `audit ${words}`);

describe.each(['http', 'socket'] as const)('over %s', (transport) => {
  beforeAll(async () => {
    world = await openWorld({
      transport,
      operators: { users: [SEED.ada], groups: [] },
      seed: (livestorm) => {
        stand(livestorm, 'Office hours');
        stand(livestorm, 'Product tour');
      },
    });
  });
  afterAll(async () => {
    expect(spilled(world)).toEqual([]);
    await world[Symbol.asyncDispose]();
  });

  test('is empty at first: looking leaves no trace', async () => {
    for (const words of ['', 'list', 'quota', 'help', 'audit']) await answerTo(world, words);
    await formOf(world, 'create Tea', 'create');
    expect(await log()).toContain('Nothing of this is in the audit log.');
    expect(world.spent()).toEqual([]);
  });

  test('has what was made, with its title and its cost', async () => {
    await world.ada.submit(await formOf(world, 'create Tea', 'create'), { date: SOME_DAY, time: '15:00' });
    await world.form('done');
    await world.ada.submit(await formOf(world, `schedule office hours ${SOME_DAY} 15:00`, 'schedule'));
    await world.form('done');
    const shown = await log();
    expect(shown).toMatch(
      /✅ Done · @Ada Laurent · schedule · Office hours · 1 call .*✅ Done · @Ada Laurent · create · Tea · 1 call/,
    );
    expect(shown).toContain('2 entries, newest first.');
  });

  test('has who registered somebody, and finds it by their address without holding it', async () => {
    await world.ada.submit(await formOf(world, 'register product tour', 'register'), GRACE);
    await world.form('done');
    expect(await log('grace@example.com')).toMatch(/About one registered person .*register · Product tour · 1 call/);
    expect(await log('Grace@Example.com yesterday')).toContain('Nothing of this is in the audit log.');
    expect(await log('ada@example.com')).toContain('Nothing of this is in the audit log.');
    expect(await log()).not.toContain('grace');
  });

  test('has what was refused, with who and why', async () => {
    const ben = world.slack.person(SEED.ben);
    const before = ben.ephemerals.length;
    await ben.command(world.channel, 'subscribe all');
    await world.slack.until(() => ben.ephemerals.length > before);
    await ben.command(world.channel, 'create Coffee');
    await world.slack.until(() => ben.view?.callback_id === 'problem');
    if (ben.view) await ben.close(ben.view);
    const shown = await log(`<@${SEED.ben}>`);
    expect(shown).toMatch(
      /⛔ Refused \(not_operator\) · @Ben Ortiz · create .*⛔ Refused \(not_operator\) · @Ben Ortiz · subscribe/,
    );
    expect(shown).toContain('2 entries');
  });

  test('has what failed, and what nobody knows the end of', async () => {
    world.livestorm.faults.add({ operation: 'createEventSession', status: 402 });
    await world.ada.submit(await formOf(world, `schedule product tour ${SOME_DAY} 09:00`, 'schedule'));
    await world.slack.until(() => world.ada.view?.callback_id === 'schedule' && shows('active contacts'));
    world.livestorm.faults.add({ operation: 'registerPerson', status: 500, times: 4 });
    await world.ada.submit(await formOf(world, 'register tea', 'register'), GRACE);
    await world.slack.until(() => world.ada.view?.callback_id === 'register' && shows('may or may not'));
    const shown = await log();
    expect(shown).toContain('❌ Failed (livestorm_contacts) · @Ada Laurent · schedule · Product tour · 1 call');
    expect(shown).toMatch(
      /Not known whether it was done \(livestorm_unsure\) · @Ada Laurent · register · Tea · \d calls/,
    );
  });

  const shows = (words: string) => world.ada.view !== undefined && sees(world, world.ada.view).includes(words);

  test('has what a channel follows', async () => {
    await answerTo(world, 'subscribe office hours');
    expect(await log()).toContain('✅ Done · @Ada Laurent · subscribe · Office hours in #webinars');
  });

  test('is asked by person, by event and by day', async () => {
    expect(await log(`@ada office hours today`)).toMatch(
      /By @Ada Laurent · About “office hours” · \w+ \d+ \w+ \d+ \(Europe\/Paris\)/,
    );
    const office = await log('office hours');
    expect(office).toContain('schedule · Office hours');
    expect(office).not.toContain('Product tour');
    expect(await log('Tea since last week')).toContain('create · Tea');
    expect(await log('Tea last week')).toContain('Nothing of this');
    expect(await log('"last week"')).toContain('About “last week”');
    expect(await log('@nobody')).toContain('“@nobody” is nobody I can tell apart');
  });

  test('is turned page by page, in place', async () => {
    for (let made = 0; made < 21; made++) await answerTo(world, 'subscribe all');
    const shown = await hears(world, () => world.ada.command(world.channel, 'audit @ada'));
    expect(sees(world, shown)).toContain('[Older]');
    expect(sees(world, shown)).not.toContain('create · Tea');
    const turned = async (id: string) => {
      const before = shown.versions.length;
      await world.ada.press(shown, id);
      await world.slack.until(() => shown.versions.length > before);
      return sees(world, shown);
    };
    const older = await turned('audit.older');
    expect(older).toContain('create · Tea');
    expect(older).not.toContain('[Older]');
    expect(await turned('audit.newer')).not.toContain('create · Tea');
  });

  test('costs nothing', async () => {
    world.spent();
    await log('office hours');
    expect(world.spent()).toEqual([]);
  });
});
