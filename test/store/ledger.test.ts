// What was spent at Livestorm.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { LedgerCall } from '../../src/store/ledger.ts';
import type { Store } from '../../src/store/store.ts';
import { minutes, NOON } from '../support/catalogue.ts';
import { forget, openTestStore } from '../support/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterEach(() => forget(store));
afterAll(() => store.close());

function call(at: number, more: Partial<LedgerCall> = {}): LedgerCall {
  return {
    at: minutes(at),
    purposeKind: 'digest',
    who: null,
    operation: 'sessions.questions',
    method: 'GET',
    path: '/sessions/s1/questions',
    status: 200,
    milliseconds: 120,
    monthlyLimit: 10_000,
    monthlyRemaining: 9_000,
    resetsAt: minutes(9_999),
    ...more,
  };
}

test('the latest figures are those of the newest answer that carried any', async () => {
  expect(await store.ledger.latest()).toBeNull();
  await store.ledger.record(call(2, { monthlyRemaining: 8_998, who: 'U1' }));
  await store.ledger.record(call(1));
  await store.ledger.record(call(3, { status: null, monthlyLimit: null, monthlyRemaining: null, resetsAt: null }));
  expect(await store.ledger.latest()).toEqual(call(2, { monthlyRemaining: 8_998, who: 'U1' }));
});

test('a month that is used up is a figure too', async () => {
  await store.ledger.record(call(1, { monthlyRemaining: 0 }));
  expect(await store.ledger.latest()).toMatchObject({ monthlyRemaining: 0 });
});

test('calls are counted by purpose from a moment on, that moment included', async () => {
  for (const [at, purposeKind] of [
    [0, 'digest'],
    [1, 'digest'],
    [2, 'command'],
    [3, 'digest'],
  ] as const) {
    await store.ledger.record(call(at, { purposeKind }));
  }
  expect(await store.ledger.since(minutes(1))).toEqual([
    { purposeKind: 'digest', calls: 2 },
    { purposeKind: 'command', calls: 1 },
  ]);
  expect(await store.ledger.countSince(minutes(1))).toBe(3);
  expect(await store.ledger.since(minutes(4))).toEqual([]);
  expect(await store.ledger.countSince(NOON)).toBe(4);
});

test('a clock with fractions of a millisecond does no harm', async () => {
  await store.ledger.record(call(1, { milliseconds: 12.7 }));
  expect(await store.ledger.latest()).toMatchObject({ milliseconds: 13 });
});
