// A person in one zone, a team in another, a session in a third: everybody means the same moment.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { answerTo, calm, SOME_DAY, sees, spilled, stand } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ webhooks: false, seed: (livestorm) => void stand(livestorm, 'Office hours') });
});
afterAll(() => world[Symbol.asyncDispose]());

test.each([
  ['her own zone', {}, '00:15', 'Asia/Tokyo'],
  ['another zone', { zone: 'America/New_York' }, '13:15', 'America/New_York'],
  ['a zone half an hour off', { zone: 'Australia/Lord_Howe' }, '22:45', 'Australia/Lord_Howe'],
])(
  'who is in Tokyo and plans in %s plans that hour there, whatever the zone of the team',
  async (_what, chosen, at, zone) => {
    const chika = world.slack.person(SEED.chika);
    const before = new Set(world.livestorm.world.sessions.keys());
    await chika.command(world.channel, `schedule office hours ${SOME_DAY} 09:15`);
    await world.slack.until(() => chika.view?.callback_id === 'schedule');
    const form = chika.view;
    if (!form) throw new Error('no form');
    expect(sees(world, form)).toContain('[09:15 ▾] Time zone [Asia/Tokyo ▾]');
    const { zone: other } = chosen as { zone?: string };
    if (other) {
      const { options } = await chika.options(form, 'zone', other);
      chika.fill(form, { zone: options.find(({ value }) => value === other)?.value });
    }
    await chika.submit(form);
    if (other) {
      // What is not meant in her own zone is shown back first.
      await world.slack.until(() => chika.view?.callback_id === 'schedule' && chika.view.hash !== form.hash);
      if (chika.view) await chika.submit(chika.view);
    }
    await world.slack.until(() => chika.view?.callback_id === 'done');
    const [made] = [...world.livestorm.world.sessions.values()].filter(({ id }) => !before.has(id));
    const utc = new Date((made?.estimated_started_at ?? 0) * 1_000);
    const wall = utc.toLocaleString('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    expect(wall).toBe(`${SOME_DAY} 09:15`);
    expect(utc.toISOString().slice(11, 16)).toBe(at);
    const done = JSON.stringify(chika.view?.blocks);
    expect(done).toContain(`09:15 (${zone})`);
    // For the reader, in the reader's own zone.
    expect(done).toContain(`<!date^${utc.getTime() / 1_000}^`);
    if (chika.view) await chika.close(chika.view);
    await calm(world);
    expect(spilled(world)).toEqual([]);
  },
);

test('a list says each hour in the zone of its session', async () => {
  const list = await answerTo(world, 'list');
  for (const zone of ['Asia/Tokyo', 'America/New_York', 'Australia/Lord_Howe'])
    expect(list).toContain(`09:15 (${zone})`);
});
