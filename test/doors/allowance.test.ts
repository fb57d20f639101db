// What Livestorm's headers and our own clock may say: everything, nothing, nonsense, another hour.

import { expect, test } from 'vitest';
import { sessionResource } from '../../sandbox/livestorm/resources.ts';
import { answerTo, formOf, operations, SOME_DAY, sees, spilled, stand } from '../support/doors.ts';
import { openWorld } from '../support/world.ts';

const MONTH_SPENT = {
  status: 429,
  headers: {
    'RateLimit-Monthly-Limit': '10000',
    'RateLimit-Monthly-Remaining': '0',
    'RateLimit-Reset': '1893456000',
    'Retry-After': '900000',
  },
  body: '{"errors":[{"title":"No","detail":"Throttle limit reached","code":"429"}]}',
};

test('when the calls of the period are used up, the form stays, and nobody asks Livestorm again for nothing', async () => {
  await using world = await openWorld({ webhooks: false });
  world.livestorm.faults.add({ ...MONTH_SPENT, operation: 'createEvent' });
  await world.ada.submit(await formOf(world, 'create Tea', 'create'), { date: SOME_DAY, time: '15:00' });
  await world.slack.until(() => world.ada.view?.callback_id === 'working');
  const again = await world.form('create');
  const spent = 'calls for this period are used up. Nothing was changed. They come back Jan 1, 2030';
  expect(sees(world, again)).toContain(spent);
  expect(operations(world.spent())).toEqual(['createEvent']);
  await world.ada.submit(again);
  await world.slack.until(() => world.ada.view?.callback_id === 'working');
  expect(sees(world, await world.form('create'))).toContain(spent);
  expect(world.spent()).toEqual([]);
  expect(spilled(world)).toEqual([]);
});

test('the spelling of 2021 is read; without figures, or with nonsense for them, what was known stays and work goes on', async () => {
  await using world = await openWorld({
    webhooks: false,
    livestorm: { monthlyUsed: 6_000 },
    seed: ({ world: its }) => Object.assign(its.switches, { montlySpelling: true }),
  });
  const { faults } = world.livestorm;
  const makes = async (title: string) => {
    await world.ada.submit(await formOf(world, `create ${title}`, 'create'), { date: SOME_DAY, time: '15:00' });
    return sees(world, await world.form('done'));
  };
  const used = async () => /([\d,]+) of 10,000 Livestorm calls used/.exec(await answerTo(world, 'quota'))?.[1];
  expect(await makes('Tea')).toContain('Tea is in Livestorm');
  const known = await used();
  expect(known).toMatch(/^6,0\d\d$/);
  for (const [title, figure] of Object.entries({ Coffee: 'plenty', Cocoa: '', Water: '-99999999999999' })) {
    const headers = {
      'RateLimit-Monthly-Limit': figure,
      'RateLimit-Monthly-Remaining': figure,
      'RateLimit-Reset': figure,
    };
    faults.add({ operation: 'createEvent', status: 422, headers, body: '{"errors":[{"detail":"Not yet"}]}' });
    await world.ada.submit(await formOf(world, `create ${title}`, 'create'), { date: SOME_DAY, time: '15:00' });
    await world.slack.until(() => world.ada.view?.callback_id === 'working');
    expect(sees(world, await world.form('create'))).toContain('Not yet');
    expect(await used()).toBe(known);
  }
  expect(await makes('Milk')).toContain('Milk is in Livestorm');
  expect(spilled(world)).toEqual([]);
});

test.each([
  ['ahead', 3_600_000, 'too_old'],
  ['behind', -3_600_000, 'in_the_future'],
])(
  'with a clock that is an hour %s people are served, deliveries refused, and it is said why',
  async (_way, ms, reason) => {
    await using world = await openWorld({
      clock: () => new Date(Date.now() + ms),
      livestorm: { now: () => Date.now() },
      seed: (livestorm) => void stand(livestorm, 'Office hours'),
    });
    expect(await answerTo(world, 'list')).toContain('Office hours');
    await world.ada.submit(await formOf(world, 'create Tea', 'create'), { date: SOME_DAY, time: '15:00' });
    expect(sees(world, await world.form('done'))).toContain('Tea is in Livestorm');
    world.livestorm.emit('session.created', sessionResource(stand(world.livestorm, 'Late').session));
    await world.livestorm.until(() => world.livestorm.deliveries.some(({ status }) => status === 401));
    expect(world.log.find(({ msg }) => msg === 'a webhook delivery was refused')).toMatchObject({ reason });
    expect(await answerTo(world, 'doctor')).toMatch(/The clock of this machine is 3,?[56]\d\d s/);
    expect(spilled(world)).toEqual([]);
  },
);
