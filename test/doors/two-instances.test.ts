// Two instances over one server: Slack sends each request to either, and the second of two presses to the other.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { calm, hears, spilled, stand } from '../support/doors.ts';
import { noPostgres, sharedPostgres } from '../support/postgres.ts';
import { openWorld, type World } from '../support/world.ts';

const reason = noPostgres();

describe.skipIf(reason !== undefined)(reason ?? 'a button that is pressed twice, once at each', () => {
  let world: World;
  let doors: [string, string];
  beforeAll(async () => {
    world = await openWorld({
      databaseUrl: await (await sharedPostgres()).create('two_instances'),
      seed: (livestorm) => void stand(livestorm, 'Office hours'),
    });
    const [webhook] = world.livestorm.world.webhooks.values();
    doors = [new URL('/slack/events', webhook?.url).href, await world.another()];
  });
  afterAll(() => world[Symbol.asyncDispose]());
  afterEach(async () => {
    await calm(world);
    expect(spilled(world)).toEqual([]);
  });

  const outcomes = () => world.log.filter(({ msg }) => msg === 'request').map(({ outcome }) => outcome);

  test('shares once', async () => {
    const { messages } = world.slack.channel(world.channel);
    const quota = await hears(world, () => world.ada.command(world.channel, 'quota'));
    const [before, told] = [messages.length, outcomes().length];
    const presses = doors.map((door) => {
      world.slack.deliverTo(door);
      return world.ada.press(quota, 'share');
    });
    expect((await Promise.all(presses)).map(({ acknowledged }) => acknowledged)).toEqual([true, true]);
    await world.slack.until(() => outcomes().length === told + 2 && messages.length > before);
    await calm(world);
    expect(outcomes().slice(told).toSorted()).toEqual(['ok', 'replayed']);
    expect(messages.slice(before)).toHaveLength(1);
  });
});
