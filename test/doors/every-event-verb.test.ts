// Each verb about events and sessions, from the typed words to the answer, through both doors: what it costs, and that
// a form sent three times at once is done once.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerTo, calm, formOf, operations, SOME_DAY, sees, spilled, stand } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

interface Verb {
  words: string;
  form: string;
  values: Record<string, unknown>;
  opens: string[];
  costs: string[];
  says: string;
}

const verbs: Verb[] = [
  {
    words: 'create Brand new',
    form: 'create',
    values: { date: SOME_DAY, time: '15:00' },
    opens: [],
    costs: ['createEvent'],
    says: 'Brand new is in Livestorm',
  },
  {
    words: `clone office hours ${SOME_DAY} 15:00`,
    form: 'clone',
    values: {},
    opens: [],
    costs: ['createEvent'],
    says: 'Office hours (copy) is in Livestorm',
  },
  {
    words: 'edit editable',
    form: 'edit',
    values: { tags: 'new' },
    opens: ['getEvent'],
    costs: ['assignEventTag'],
    says: 'Editable is saved.',
  },
  {
    words: 'publish drafted',
    form: 'publish',
    values: {},
    opens: [],
    costs: ['updateEvent'],
    says: 'Drafted is published',
  },
  {
    words: 'delete deletable',
    form: 'delete',
    values: { agreed: ['yes'] },
    opens: [],
    costs: ['deleteEvent'],
    says: 'Deletable is deleted with 1 session.',
  },
  {
    words: `schedule office hours ${SOME_DAY} 15:00 weekly x3`,
    form: 'schedule',
    values: {},
    opens: [],
    costs: Array(3).fill('createEventSession'),
    says: 'Office hours has 3 new sessions:',
  },
  {
    words: `reschedule movable ${SOME_DAY} 16:00 Tokyo`,
    form: 'reschedule',
    values: {},
    opens: [],
    costs: ['updateSession'],
    says: '16:00 (Asia/Tokyo)',
  },
  {
    words: 'cancel cancelable',
    form: 'cancel',
    values: {},
    opens: [],
    costs: ['deleteSession'],
    says: 'This session is canceled',
  },
];

describe.each(['http', 'socket'] as const)('in %s mode', (transport) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({
      transport,
      webhooks: false,
      seed: (livestorm) => {
        for (const title of ['Office hours', 'Editable', 'Deletable', 'Movable', 'Cancelable']) stand(livestorm, title);
        stand(livestorm, 'Drafted').event.status = 'draft';
      },
    });
  });
  afterAll(() => world[Symbol.asyncDispose]());

  test.each(verbs)(
    '`$words` is asked about, done once, and costs what it says',
    async ({ words, form, values, opens, costs, says }) => {
      await calm(world);
      const view = await formOf(world, words, form);
      expect(operations(world.spent())).toEqual(opens);
      world.ada.fill(view, values);
      const outcomes = await Promise.all([world.ada.submit(view), world.ada.submit(view), world.ada.submit(view)]);
      expect(outcomes.map(({ failure }) => failure)).toEqual([undefined, undefined, undefined]);
      const said = sees(world, await world.form('done'));
      expect(said).toContain(says);
      expect(said).toContain(`This cost ${costs.length} Livestorm call${costs.length === 1 ? '' : 's'}.`);
      expect(operations(world.spent())).toEqual(costs);
      expect(spilled(world)).toEqual([]);
    },
  );

  test.each([
    ['show office hours', 'Office hours State'],
    ['show', 'Which session do you mean?'],
    ['list', 'Upcoming sessions'],
  ])('`%s` answers for no call', async (words, says) => {
    await calm(world);
    expect(await answerTo(world, words)).toContain(says);
    expect(world.spent()).toEqual([]);
    expect(spilled(world)).toEqual([]);
  });
});
