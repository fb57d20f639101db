// Looking for one of two thousand events while typing: at once, a hundred at most, and no call.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { calm, formOf, spilled } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

/** As many as the bot reads at its start. */
const EVENTS = 2_000;

let world: World;
beforeAll(async () => {
  world = await openWorld({
    webhooks: false,
    seed: ({ world: there }) => {
      for (let index = 0; index < EVENTS; index++)
        there.addSession(
          there.addEvent({ title: `Session ${index} ${'👩‍👩‍👧‍👦'.repeat(9)} of a series with a very long name` }),
        );
    },
  });
});
afterAll(() => world[Symbol.asyncDispose]());

test.each([
  ['nothing', ''],
  ['a letter', 's'],
  ['what all have', 'session'],
  ['a number', '1999'],
  ['what none has', 'zzzzzzzz'],
  ['two hundred characters', 'x'.repeat(200)],
  ['a pattern', '^(a+)+$.*[%_\\'],
  ['a wildcard', '%'],
  ['marks and mentions', '<!channel> & <@U1>'],
  ['emoji', '👩‍👩‍👧‍👦'],
])(
  '%s in the pickers is answered within 300 ms, by a hundred options at most, without a call',
  async (_what, query) => {
    for (const [words, form, picker] of [
      ['schedule', 'schedule', 'event'],
      ['register', 'which.session', 'session'],
    ] as const) {
      const view = await formOf(world, words, form);
      const before = process.cpuUsage();
      const { failure, options } = await world.ada.options(view, picker, query);
      const { user, system } = process.cpuUsage(before);
      expect(failure).toBeUndefined();
      expect(options.length).toBeLessThanOrEqual(100);
      // Of the processor, with the local Slack's part: the clock on the wall depends on what else the machine does.
      expect((user + system) / 1_000).toBeLessThan(300);
    }
    expect(world.spent()).toEqual([]);
    await calm(world);
    expect(spilled(world)).toEqual([]);
  },
);
