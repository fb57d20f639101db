// A weekly series that is cut off anywhere is there once when it is worked on again.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Deps } from '../../src/deps.ts';
import { scheduleSessions } from '../../src/operations/schedule-session.ts';
import type { Intent } from '../../src/operations/write-once.ts';
import type { Store } from '../../src/store/store.ts';
import type { SubmittedView } from '../../src/store/submissions.ts';
import { stage } from '../livestorm/stage.ts';
import { forget, openTestStore } from '../support/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterEach(() => forget(store));
afterAll(() => store.close());

const sessions = [1, 8, 15].map((day) => ({
  wall: { year: 2026, month: 12, day, hour: 15, minute: 0 },
  timeZone: 'Europe/Paris',
}));

const view = { id: 'V1', callback_id: 'schedule' } as SubmittedView;

class Killed extends Error {}

type Point = 'on record' | 'sent' | 'noted';

/** One life of the process: what it does from the record on, until it is killed at its nth such point. */
async function life(
  key: string,
  { livestorm, pass, now }: { livestorm: Deps['livestorm']; pass(ms: number): void; now(): Date },
  doom?: [Point, number],
) {
  await store.submissions.take({ key, view, person: 'U1', at: now() });
  const run = await store.submissions.begin(key);
  if (!run) throw new Error('no run');
  let reached = 0;
  const at = (point: Point) => {
    if (doom?.[0] !== point) return;
    reached += 1;
    if (reached === doom[1]) throw new Killed();
  };
  const intent: Intent = {
    since: run.writingSince,
    async begin() {
      const since = await store.submissions.writing(run, now());
      at('on record');
      return since ?? now();
    },
    pause: async () => pass(5_000),
    async claim(id) {
      at('sent');
      const mine = await store.submissions.claim(run, id);
      at('noted');
      return mine;
    },
  };
  const deps = { livestorm, store, clock: now };
  const request = { eventId: '', sessions, name: null };
  return (eventId: string) => scheduleSessions(deps, { ...request, eventId }, intent);
}

async function world() {
  const on = await stage();
  const event = on.world.addEvent({ title: 'Weekly' });
  let clock = Date.UTC(2026, 10, 28, 9);
  const here = {
    livestorm: on.livestorm,
    now: () => new Date(clock),
    pass: (ms: number) => {
      clock += ms;
      on.pass(ms);
    },
  };
  const made = () => on.world.sessionsOf(event.id).map(({ estimated_started_at }) => estimated_started_at);
  return { on, event, here, made };
}

const points: Point[] = ['on record', 'sent', 'noted'];

describe.each(points)('killed when a session was %s', (point) => {
  test.each([1, 2, 3])('the %ith time, each of the three is made once', async (nth) => {
    const { on, event, here, made } = await world();
    await expect((await life('V1:0', here, [point, nth]))(event.id)).rejects.toThrow(Killed);
    const written = await (await life('V1:0', here))(event.id);
    expect(written.things).toHaveLength(3);
    expect(written.stopped).toBeNull();
    expect(made()).toHaveLength(3);
    expect(new Set(made()).size).toBe(3);
    expect((await store.catalogue.sessionsOf(event.id)).length).toBe(3);
    await on[Symbol.asyncDispose]();
  });
});

test('all that was made before a crash is found by one look', async () => {
  const { on, event, here } = await world();
  await expect((await life('V1:0', here, ['noted', 3]))(event.id)).rejects.toThrow(Killed);
  const before = on.calls.length;
  const written = await (await life('V1:0', here))(event.id);
  expect(on.calls.slice(before).map(({ operation }) => operation)).toEqual(['listEventSessions']);
  expect(written).toMatchObject({ found: true, calls: 2 });
  await on[Symbol.asyncDispose]();
});

test('two who ask for the same series get six sessions, whoever is killed', async () => {
  const { on, event, here, made } = await world();
  await expect((await life('V1:0', here, ['noted', 2]))(event.id)).rejects.toThrow(Killed);
  await (await life('V2:0', here))(event.id);
  await (await life('V1:0', here))(event.id);
  expect(made()).toHaveLength(6);
  await on[Symbol.asyncDispose]();
});

test('killed twice, it is still made once', async () => {
  const { on, event, here, made } = await world();
  await expect((await life('V1:0', here, ['sent', 1]))(event.id)).rejects.toThrow(Killed);
  await expect((await life('V1:0', here, ['sent', 2]))(event.id)).rejects.toThrow(Killed);
  expect((await (await life('V1:0', here))(event.id)).things).toHaveLength(3);
  expect(made()).toHaveLength(3);
  await on[Symbol.asyncDispose]();
});
