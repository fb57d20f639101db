// Killed at a named point while a form is worked on, the bot does what the form asks for once, and answers once.
// `npm run test:faults` kills it 20 times at each point of each form, or as often as KILLS says.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/livestorm/faults.ts';
import { SOME_DAY, stand } from '../support/doors.ts';
import { type Doomed, startDoomed } from './doomed.ts';
import type { Point } from './doomed-bot.ts';
import { report } from './figures.ts';

const KILLS = Number(process.env.KILLS ?? 20);

let world: Doomed;
let sessionId: string;
beforeAll(async () => {
  world = await startDoomed({
    seed(livestorm) {
      stand(livestorm, 'Office hours');
      sessionId = stand(livestorm, 'Product tour').session.id;
    },
  });
}, 120_000);
afterAll(() => world[Symbol.asyncDispose]());

/** The forms that write, and how often what they asked for is there. */
const forms = {
  create: {
    words: (name: string) => `create ${name}`,
    values: () => ({ date: SOME_DAY, time: '15:00' }),
    operation: 'createEvent',
    look: 'listEvents',
    count: (name: string) => [...world.livestorm.world.events.values()].filter(({ title }) => title === name).length,
  },
  schedule: {
    words: () => `schedule office hours ${SOME_DAY} 09:15`,
    values: (name: string) => ({ name }),
    operation: 'createEventSession',
    look: 'listEventSessions',
    count: (name: string) => [...world.livestorm.world.sessions.values()].filter((each) => each.name === name).length,
  },
  register: {
    words: (name: string) => `register product tour ${name}@example.com Ada Byron`,
    values: () => ({}),
    operation: 'registerPerson',
    look: 'registerPerson',
    count: (name: string) =>
      world.livestorm.world
        .peopleOf(sessionId)
        .filter(({ id }) => world.livestorm.world.people.get(id)?.email === `${name}@example.com`).length,
  },
};

type Form = (typeof forms)[keyof typeof forms];

/** Either the bot ends by itself, or it is killed while this call is in flight. */
interface Crash {
  point?: Point;
  faults?: (form: Form) => Fault[];
  /** The call in flight, by how often it was made. */
  inFlight?: (form: Form) => [operation: string, times: number];
  /** How often the answer is shown in the form's place: what Slack has shown already may be shown once more. */
  shown?: number;
}

const LONG_MS = 60_000;
const points: Record<string, Crash> = {
  'kept, not acknowledged': { point: { before: '^answer to /slack/events' } },
  'not begun': { point: { before: '"runs" = runs' } },
  'on record, not sent': { point: { after: '"writing_since"' } },
  'sent, not done': {
    faults: ({ operation }) => [{ operation, delayMs: LONG_MS, drop: 'before' }],
    inFlight: ({ operation }) => [operation, 1],
  },
  'done, not answered': {
    faults: ({ operation }) => [{ operation, delayMs: LONG_MS }],
    inFlight: ({ operation }) => [operation, 1],
  },
  'answer lost, looking for it': {
    faults: ({ operation, look }) => [
      { operation, drop: 'after' },
      { operation: look, delayMs: LONG_MS },
    ],
    inFlight: ({ operation, look }) => [look, operation === look ? 2 : 1],
  },
  'answered, not kept': { point: { before: '"(wrote|outcome)" =' } },
  'kept, not told': { point: { after: '"outcome" =' } },
  'told, not noted': { point: { before: 'set "view" = ' }, shown: 2 },
};

/** How often Slack was asked to show the answer in the place of this form. */
const shown = (viewId: string) =>
  world.slack.calls.filter(
    ({ method, args, ok }) =>
      ok && method === 'views.update' && args.view_id === viewId && JSON.stringify(args.view).includes('"done"'),
  ).length;

const calls = (operation: string) => world.livestorm.calls.filter((call) => call.operation === operation).length;

async function crash(form: Form, { point, faults, inFlight }: Crash, send: () => Promise<unknown>): Promise<void> {
  if (point) await world.arm(point);
  for (const fault of faults?.(form) ?? []) world.livestorm.faults.add(fault);
  const [operation, times] = inFlight?.(form) ?? ['', 0];
  const before = calls(operation);
  // Not acknowledged when the bot is gone first: the form stays where it is, and Slack says so.
  const sent = send().catch(() => undefined);
  if (inFlight) {
    await world.livestorm.until(() => calls(operation) >= before + times, 20_000);
    world.kill();
  }
  await Promise.all([sent, world.again()]);
  world.livestorm.faults.clear();
}

const none = () => ({ points: 0, kills: 0, lost: 0, doubled: 0 });
const figures = { create: none(), schedule: none(), register: none() };

describe.each(Object.entries(points))('killed when it is %s', (name, point) => {
  test.each(Object.keys(forms) as (keyof typeof forms)[])(
    'the form `%s` is done once, and its answer is shown',
    async (id) => {
      const form = forms[id];
      const counts: number[] = [];
      for (let kill = 0; kill < KILLS; kill++) {
        const thing = `${name.replace(/\W+/g, '-')}-${kill}`;
        await world.ada.command(world.channel, form.words(thing));
        const view = await world.form(id);
        world.ada.fill(view, form.values(thing));
        await crash(form, point, () => world.ada.submit(view));
        const done = await world.form('done');
        await world.slack.until(() => shown(view.id) === (point.shown ?? 1), 20_000);
        counts.push(form.count(thing));
        await world.ada.close(done);
      }
      const row = figures[id];
      row.points++;
      row.kills += KILLS;
      row.lost += counts.filter((count) => count === 0).length;
      row.doubled += counts.filter((count) => count > 1).length;
      report(`forms: ${id}`, row);
      expect(counts).toEqual(Array(KILLS).fill(1));
      expect(world.ada.ephemerals).toEqual([]);
    },
    900_000,
  );
});

test.each(['sent, not done', 'done, not answered', 'answered, not kept'])(
  'who closed the form before the bot was killed (%s) hears the answer once',
  async (name) => {
    for (let kill = 0; kill < KILLS; kill++) {
      const before = world.ada.ephemerals.length;
      const thing = `closed ${name} ${kill}`;
      await world.ada.command(world.channel, `create ${thing}`);
      const view = await world.form('create');
      world.livestorm.faults.add({ operation: 'createEvent', delayMs: 100 });
      await crash(forms.create, points[name] ?? {}, async () => {
        await world.ada.submit(view);
        await world.ada.close(view);
      });
      await world.slack.until(() => world.ada.ephemerals.length > before, 20_000);
      expect(world.ada.ephemerals.slice(before).map(({ text }) => text.includes(thing))).toEqual([true]);
      expect(forms.create.count(thing)).toBe(1);
    }
  },
);

/** Where a series of three is cut off: its second call is in flight, or has just been noted. */
const cuts: Record<string, Crash> = {
  'the second was sent, and not done': {
    faults: ({ operation }) => [
      { operation, delayMs: 0 },
      { operation, delayMs: LONG_MS, drop: 'before' },
    ],
    inFlight: ({ operation }) => [operation, 2],
  },
  'the second was done, and not answered': {
    faults: ({ operation }) => [
      { operation, delayMs: 0 },
      { operation, delayMs: LONG_MS },
    ],
    inFlight: ({ operation }) => [operation, 2],
  },
  'the second was answered, and not noted': { point: { before: 'insert into "submissions".*"wrote"' } },
  'the second was noted, and the third not sent': { point: { after: 'insert into "submissions".*"wrote"' } },
  'all were done, and nothing was said': { point: { before: '"outcome" =' } },
};

test.each(Object.entries(cuts))(
  'killed in a weekly series when %s, each session is there once',
  async (name, cut) => {
    for (let kill = 0; kill < Math.ceil(KILLS / 3); kill++) {
      const thing = `series ${name} ${kill}`;
      await world.ada.command(world.channel, `schedule office hours ${SOME_DAY} 09:15 weekly x3`);
      const view = await world.form('schedule');
      world.ada.fill(view, { name: thing });
      await crash(forms.schedule, cut, () => world.ada.submit(view));
      const done = await world.form('done');
      expect(JSON.stringify(done.blocks)).toContain('has 3 new sessions');
      const made = [...world.livestorm.world.sessions.values()].filter((session) => session.name === thing);
      expect(new Set(made.map(({ estimated_started_at }) => estimated_started_at)).size).toBe(3);
      expect(made).toHaveLength(3);
      await world.ada.close(done);
    }
  },
  600_000,
);
