// The one place that lets a call go, on a real store: turns over all instances, and what is kept for people.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Purpose } from '../../src/livestorm/client.ts';
import { createGovernor } from '../../src/operations/governor.ts';
import type { Store } from '../../src/store/store.ts';
import { forget, openTestStore } from '../support/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterEach(() => forget(store));
afterAll(() => store.close());

const NOON = new Date('2026-11-23T12:00:00Z');
const HOUR = 3_600_000;

function instance(now = NOON) {
  const waits: number[] = [];
  const sleep = async (milliseconds: number) => void waits.push(milliseconds);
  return { ...createGovernor({ store, clock: () => now, sleep, reserve: 0.1 }), waits };
}

const left = (remaining: number, more: { at?: Date; resetsAt?: Date | null; limit?: number | null } = {}) =>
  store.allowance.see({ at: NOON, limit: 10_000, remaining, resetsAt: null, ...more });

async function refused(kind: Purpose['kind'], now = NOON): Promise<Record<string, unknown> | null> {
  const error: unknown = await instance(now)
    .turn({ kind })
    .then(
      () => null,
      (thrown) => thrown,
    );
  return error === null ? null : (error as { problem: Record<string, unknown> }).problem;
}

const KINDS = ['upkeep', 'live', 'digest', 'import', 'command'] as const;
const going = async (now = NOON) => {
  const gone: string[] = [];
  for (const kind of KINDS) if ((await refused(kind, now)) === null) gone.push(kind);
  return gone;
};

describe('turns', () => {
  test('calls of four instances at once go a quarter of a second apart', async () => {
    const instances = [instance(), instance(), instance(), instance()];
    const began = performance.now();
    await Promise.all(instances.flatMap(({ turn }) => Array.from({ length: 5 }, () => turn({ kind: 'command' }))));
    const passed = performance.now() - began;
    const waits = instances.flatMap((one) => one.waits).sort((a, b) => a - b);
    expect(waits).toHaveLength(19); // the first does not wait
    waits.forEach((wait, index) => {
      // What passed between two questions is waited for no longer.
      expect(wait).toBeLessThanOrEqual((index + 1) * 250);
      expect(wait).toBeGreaterThanOrEqual((index + 1) * 250 - Math.ceil(passed));
    });
  });

  test('after a rest there is no wait, and rests are not saved up', async () => {
    const { turn, waits } = instance();
    await turn({ kind: 'command' });
    await turn({ kind: 'command' });
    await turn({ kind: 'command' });
    expect(waits).toHaveLength(2);
  });

  test('a wait that Livestorm asked for holds the other instances too', async () => {
    await instance().hold(5_000);
    const { turn, waits } = instance();
    await turn({ kind: 'command' });
    expect(waits[0]).toBeGreaterThan(4_500);
    expect(waits[0]).toBeLessThanOrEqual(5_000);
  });

  test('a shorter wait does not shorten a longer one', async () => {
    const { hold } = instance();
    await hold(20_000);
    await hold(1_000);
    const { turn, waits } = instance();
    await turn({ kind: 'command' });
    expect(waits[0]).toBeGreaterThan(15_000);
  });

  test('a wait of over half a minute is told, not slept', async () => {
    await instance().hold(60_000);
    expect(await refused('command')).toEqual({ code: 'livestorm_busy', retryAfterSeconds: 60 });
  });

  test('who waits when Livestorm asks for quiet waits until it is over', async () => {
    const waits: number[] = [];
    const governor = createGovernor({
      store,
      clock: () => NOON,
      reserve: 0.1,
      async sleep(milliseconds) {
        waits.push(milliseconds);
        if (waits.length === 1) await governor.hold(5_000);
      },
    });
    await governor.turn({ kind: 'command' });
    await governor.turn({ kind: 'command' });
    expect(waits).toHaveLength(2);
    expect(waits[1]).toBeGreaterThan(4_000);
  });
});

describe('what is left', () => {
  test('everything goes while Livestorm has not said how much there is', async () => {
    expect(await going()).toEqual([...KINDS]);
  });

  test.each([
    [2_001, ['upkeep', 'live', 'digest', 'import', 'command']],
    [2_000, ['live', 'digest', 'import', 'command']],
    [1_500, ['digest', 'import', 'command']],
    [1_000, ['import', 'command']],
    [500, ['command']],
    [1, ['command']],
    [0, []],
  ])('with %i of 10,000 left there goes: %j', async (remaining, expected) => {
    await left(remaining);
    expect(await going()).toEqual(expected);
  });

  test('the refusal says how many are left and how many are kept, and when there are more', async () => {
    const resetsAt = new Date('2026-12-01T00:00:00Z');
    await left(900, { resetsAt });
    expect(await refused('digest')).toEqual({ code: 'livestorm_reserved', remaining: 900, reserved: 1_000, resetsAt });
    await left(0, { resetsAt });
    expect(await refused('command')).toEqual({ code: 'livestorm_quota', resetsAt });
  });

  test('when the period is over, what was left of it no longer counts', async () => {
    await left(0, { resetsAt: new Date(NOON.getTime() + HOUR) });
    expect(await going(new Date(NOON.getTime() + HOUR - 1))).toEqual([]);
    expect(await going(new Date(NOON.getTime() + HOUR))).toEqual([...KINDS]);
  });

  test('a day after the last answer one call may find out whether there are more', async () => {
    await left(0);
    expect(await refused('command', new Date(NOON.getTime() + 23 * HOUR))).not.toBeNull();
    const tomorrow = new Date(NOON.getTime() + 24 * HOUR);
    expect(await refused('command', tomorrow)).toBeNull();
    await left(0, { at: tomorrow });
    expect(await refused('command', tomorrow)).not.toBeNull();
  });

  test('an older answer that comes late changes nothing', async () => {
    await left(0);
    await left(5_000, { at: new Date(NOON.getTime() - 1) });
    expect(await going()).toEqual([]);
  });

  test('the end of the period stays known when the next answers do not name it', async () => {
    const resetsAt = new Date('2026-12-01T00:00:00Z');
    await left(10, { resetsAt });
    await left(0, { at: new Date(NOON.getTime() + 1) });
    expect(await store.allowance.seen()).toMatchObject({ remaining: 0, resetsAt });
    await left(9_999, { at: resetsAt });
    expect(await store.allowance.seen()).toMatchObject({ remaining: 9_999, resetsAt: null });
  });

  test("a refusal takes nobody's turn", async () => {
    await left(1_000);
    for (const _ of [1, 2, 3]) await refused('upkeep');
    const { turn, waits } = instance();
    await turn({ kind: 'command' });
    expect(waits).toEqual([]);
  });

  describe('when people ask much', () => {
    /** So many of their calls in the last ten days, and 15 days to go. */
    async function asked(calls: number): Promise<void> {
      const call = {
        who: 'U1',
        operation: 'ping',
        method: 'GET',
        path: '/ping',
        status: 200,
        milliseconds: 1,
        monthlyLimit: null,
        monthlyRemaining: null,
        resetsAt: null,
      };
      await store.ledger.record({ ...call, at: new Date(NOON.getTime() - 240 * HOUR), purposeKind: 'upkeep' });
      const at = new Date(NOON.getTime() - HOUR);
      for (let count = 0; count < calls; count++) await store.ledger.record({ ...call, at, purposeKind: 'command' });
    }
    const resetsAt = new Date(NOON.getTime() + 15 * 24 * HOUR);

    test('as many are kept as they will need until there are more, and half at most', async () => {
      await asked(20);
      // 30 until then, and a tenth more.
      await left(34, { limit: 100, resetsAt });
      expect(await going()).toEqual(['digest', 'import', 'command']);
      await left(33, { limit: 100, resetsAt, at: new Date(NOON.getTime() + 1) });
      expect(await going()).toEqual(['command']);
      expect(await refused('digest')).toMatchObject({ code: 'livestorm_reserved', remaining: 33, reserved: 33 });
      await asked(40);
      await left(51, { limit: 100, resetsAt, at: new Date(NOON.getTime() + 2) });
      expect(await going()).toContain('digest');
      await left(50, { limit: 100, resetsAt, at: new Date(NOON.getTime() + 3) });
      expect(await going()).not.toContain('digest');
    });
  });
});

test('a turn that was overslept is not used: another is taken', async () => {
  let slept = 0;
  const { turn } = createGovernor({
    store,
    clock: () => NOON,
    reserve: 0.1,
    async sleep(milliseconds) {
      slept += 1;
      // The process stands still the first time.
      const until = performance.now() + (slept === 1 ? milliseconds + 300 : milliseconds);
      while (performance.now() < until);
    },
  });
  await turn({ kind: 'command' });
  await turn({ kind: 'command' });
  expect(slept).toBe(1);
  // The one before has just gone, not long ago.
  await turn({ kind: 'command' });
  expect(slept).toBe(2);
});
