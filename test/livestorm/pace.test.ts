import { expect, test } from 'vitest';
import { createPace } from '../../src/livestorm/pace.ts';
import { neighbour } from './neighbour.ts';

function clocked() {
  let clock = 1_000_000;
  const now = () => clock;
  const sleep = async (ms: number) => {
    clock += ms;
  };
  return { now, sleep, pass: (ms: number) => (clock += ms) };
}

test('forty calls at once, for four purposes, leave a quarter of a second apart', async () => {
  await using livestorm = await neighbour([{}]);
  const purposes = ['command', 'digest', 'live', 'import'] as const;
  await Promise.all(
    Array.from({ length: 40 }, (_, i) => livestorm.livestorm.for({ kind: purposes[i % 4] ?? 'live' }).ping()),
  );
  const times = livestorm.calls.map(({ at }) => at.getTime()).sort();
  expect(times.map((time) => time - (times[0] ?? 0))).toEqual(Array.from({ length: 40 }, (_, i) => i * 250));
});

test('after a rest there is no wait, and rests are not saved up', async () => {
  const { now, sleep, pass } = clocked();
  const pace = createPace(4, now, sleep);
  const start = now();
  await pace.turn();
  pass(10_000);
  await pace.turn();
  await pace.turn();
  await pace.turn();
  expect(now() - start).toBe(10_500);
});

test('who waits when a hold begins waits until it is over', async () => {
  const { now, sleep } = clocked();
  const held: { begin?: () => void } = {};
  const pace = createPace(4, now, async (ms) => {
    held.begin?.();
    delete held.begin;
    await sleep(ms);
  });
  held.begin = () => pace.hold(5000);
  const start = now();
  await pace.turn();
  await pace.turn();
  expect(now() - start).toBe(5000);
});

test('a shorter hold does not shorten a longer one', () => {
  const { now, sleep, pass } = clocked();
  const pace = createPace(4, now, sleep);
  pace.hold(9000);
  pace.hold(1000);
  pass(2000);
  expect(pace.heldFor()).toBe(7000);
  pass(8000);
  expect(pace.heldFor()).toBe(0);
});

test('a sleep that returns early, as in tests, does not spin', async () => {
  const sleeps: number[] = [];
  const pace = createPace(
    4,
    () => 0,
    async (ms) => void sleeps.push(ms),
  );
  await pace.turn();
  await pace.turn();
  await pace.turn();
  expect(sleeps).toEqual([250, 500]);
});

test('who comes later does not go first', async () => {
  const { now, sleep } = clocked();
  const order: string[] = [];
  const latecomers: Promise<unknown>[] = [];
  const pace = createPace(4, now, async (ms) => {
    await sleep(ms);
    if (latecomers.length === 0) latecomers.push(pace.turn().then(() => order.push('late')));
  });
  await Promise.all(['first', 'second', 'third'].map((name) => pace.turn().then(() => order.push(name))));
  await Promise.all(latecomers);
  expect(order).toEqual(['first', 'second', 'third', 'late']);
});
