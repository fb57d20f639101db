// What was spent at Livestorm.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { LedgerCall } from '../../src/store/ledger.ts';
import type { Store } from '../../src/store/store.ts';
import { minutes } from '../support/catalogue.ts';
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
  expect(await store.ledger.since(minutes(4))).toEqual([]);
});

test('a clock with fractions of a millisecond does no harm', async () => {
  await store.ledger.record(call(1, { milliseconds: 12.7 }));
  const rows = await store.database.kysely.selectFrom('ledger').select('milliseconds').execute();
  expect(rows).toEqual([{ milliseconds: 13 }]);
});

const DAY = 24 * 60;

test('days count what everybody used by the figures, over a new period and answers without figures', async () => {
  const used = (at: number, count: number | null, more: Partial<LedgerCall> = {}) =>
    store.ledger.record(call(at, { monthlyRemaining: count === null ? null : 10_000 - count, ...more }));
  await used(1, 100);
  await used(60, 110);
  await used(DAY + 1, 111, { purposeKind: 'command' });
  await used(DAY + 2, null, { status: null });
  // Overtaken by another answer.
  await used(DAY + 3, 115);
  await used(DAY + 4, 114);
  // A new period.
  await used(2 * DAY + 1, 3);
  const days = await store.ledger.days(minutes(0), minutes(3 * DAY));
  expect(days).toEqual([
    { daysAgo: 0, used: 3, ours: 1, forSessions: 1 },
    { daysAgo: 1, used: 4, ours: 4, forSessions: 3 },
    { daysAgo: 2, used: 10, ours: 2, forSessions: 2 },
  ]);
});

test('who spent most comes first, and one purpose or one spender can be counted', async () => {
  await store.ledger.record(call(1, { purposeKind: 'command', who: 'U1' }));
  await store.ledger.record(call(2, { purposeKind: 'command', who: 'U1' }));
  await store.ledger.record(call(3, { purposeKind: 'command', who: 'U2' }));
  await store.ledger.record(call(4));
  expect(await store.ledger.spenders(minutes(0), 2)).toEqual([
    { purposeKind: 'command', who: 'U1', calls: 2 },
    { purposeKind: 'command', who: 'U2', calls: 1 },
  ]);
  expect(await store.ledger.spentFor('command', minutes(2))).toBe(2);
  expect(await store.ledger.spentFor('command', minutes(0), 'U1')).toBe(2);
  expect(await store.ledger.firstAt()).toEqual(minutes(1));
});

test('registrations that Livestorm took are counted, and its newest refusal for want of contacts is known', async () => {
  const register = { operation: 'registerPerson', method: 'POST' };
  await store.ledger.record(call(1, { ...register, status: 201 }));
  await store.ledger.record(call(2, { ...register, status: 409 }));
  await store.ledger.record(call(3, { ...register, status: 402 }));
  await store.ledger.record(call(4, { operation: 'bulkRegisterPeople', method: 'POST', status: 201 }));
  expect(await store.ledger.contacts(minutes(0))).toEqual({ registered: 1, imports: 1, refusedAt: minutes(3) });
});
