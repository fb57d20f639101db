// What the bot looks up when Livestorm does not tell, and what it does when Livestorm should have told.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SessionRecord } from '../../sandbox/livestorm/records.ts';
import { refreshCatalogue } from '../../src/operations/catalogue.ts';
import { checkWebhooks } from '../../src/operations/check-webhooks.ts';
import { followingCost, followSchedule } from '../../src/operations/follow.ts';
import { lateOf } from '../../src/operations/gap.ts';
import { openUpkeep, type Upkeep } from '../support/upkeep.ts';

const URL = 'https://bot.example.com/livestorm/webhooks/x';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Webhooks that are wanted where deliveries are signed and nobody wants registrations. */
const ALWAYS = 9;

let on: Upkeep;
afterEach(async () => {
  expect(on.livestorm.problems).toEqual([]);
  await on[Symbol.asyncDispose]();
});

const seconds = () => Math.floor(on.deps.clock().getTime() / 1_000);

/** Begins in an hour. */
function planned(title: string): SessionRecord {
  const event = on.livestorm.world.addEvent({ title });
  return on.livestorm.world.addSession(event, { estimated_started_at: seconds() + 3_600 });
}
const began = (session: SessionRecord) =>
  Object.assign(session, { status: 'live', started_at: seconds(), updated_at: seconds() });
const ended = (session: SessionRecord) =>
  Object.assign(session, { status: 'past', ended_at: seconds(), duration: 60, updated_at: seconds() });

async function follows(): Promise<void> {
  const subscription = { thing: { kind: 'all' as const }, features: [], people: 'initials' as const, createdBy: 'U1' };
  await on.store.subscriptions.add({ channel: 'C1', ...subscription });
  await refreshCatalogue(on.deps);
  await on.spent();
}
const digests = () => on.sent.filter(({ name }) => name === 'digest').map(({ payload }) => payload);
const looks = async () => {
  await followSchedule(on.deps);
  return await on.spent();
};

describe('without webhooks', () => {
  beforeEach(async () => {
    on = await openUpkeep(null);
  });

  test('a session is looked at when it should be over, for one call, and its digest begins', async () => {
    const session = planned('Spring tour');
    await follows();
    on.pass(HOUR);
    began(session);
    on.pass(20 * MINUTE);
    expect(await looks()).toEqual([]);
    ended(session);
    on.pass(2 * HOUR);
    expect(await looks()).toEqual(['getSession']);
    expect(digests()).toEqual([{ sessionId: session.id }]);
    expect(await looks()).toEqual([]);
    expect(digests()).toHaveLength(1);
  });

  test('one that goes on is looked at again after growing pauses, until it is over', async () => {
    const session = planned('Long');
    await follows();
    on.pass(HOUR + MINUTE);
    began(session);
    on.pass(HOUR + 5 * MINUTE);
    expect(await looks()).toEqual(['getSession']);
    const after: number[] = [];
    for (let minutes = 5; minutes <= 300; minutes += 5) {
      on.pass(5 * MINUTE);
      if ((await looks()).length > 0) after.push(minutes);
    }
    expect(after).toEqual([10, 30, 70, 150]);
    expect(digests()).toEqual([]);
    ended(session);
    on.pass(6 * HOUR);
    await looks();
    expect(digests()).toHaveLength(1);
  });

  test('what nobody follows, was called off or moved is not looked at', async () => {
    const [off, moved] = [planned('Off'), planned('Moved')];
    await refreshCatalogue(on.deps);
    on.pass(3 * HOUR);
    await on.spent();
    expect(await looks()).toEqual([]);
    Object.assign(off, { status: 'canceled', canceled_at: seconds(), updated_at: seconds() });
    Object.assign(moved, { estimated_started_at: seconds() + 86_400, updated_at: seconds() });
    await follows();
    expect(await looks()).toEqual([]);
    on.pass(27 * HOUR);
    expect(await looks()).toEqual(['getSession']);
  });

  test('a session that Livestorm no longer has is forgotten', async () => {
    const session = planned('Gone');
    await follows();
    on.livestorm.world.sessions.delete(session.id);
    on.pass(3 * HOUR);
    expect(await looks()).toEqual(['getSession']);
    expect(await on.store.catalogue.session(session.id)).toBeNull();
  });

  test('when calls are kept for people, the look waits an hour, and nothing is asked', async () => {
    planned('Late');
    await follows();
    on.pass(3 * HOUR);
    await on.store.allowance.see({ at: on.deps.clock(), limit: 10_000, remaining: 900, resetsAt: null });
    expect(await looks()).toEqual([]);
    await on.store.allowance.see({ at: on.deps.clock(), limit: 10_000, remaining: 5_000, resetsAt: null });
    expect(await looks()).toEqual([]);
    on.pass(61 * MINUTE);
    expect(await looks()).toEqual(['getSession']);
  });

  test('what that costs a month is known beforehand', async () => {
    for (let index = 0; index < 5; index++) planned(`Session ${index}`);
    await follows();
    expect(await followingCost(on.deps)).toEqual({ sessions: 5, calls: 2 * 5 + 120 });
  });
});

describe('with webhooks', () => {
  beforeEach(async () => {
    on = await openUpkeep(URL);
  });
  const there = () => [...on.livestorm.world.webhooks.values()].filter(({ url }) => url === URL);

  test('nothing is looked at while Livestorm tells', async () => {
    const session = planned('Told');
    await follows();
    await checkWebhooks(on.deps);
    on.pass(HOUR);
    began(session);
    await on.store.catalogue.saveSessions([], on.deps.clock());
    await refreshCatalogue(on.deps);
    await on.spent();
    on.pass(30 * MINUTE);
    expect(await looks()).toEqual([]);
  });

  test('a start that nobody told of is noticed ten minutes later, and all webhooks are made anew, once a day', async () => {
    const session = planned('Silent');
    await follows();
    await checkWebhooks(on.deps);
    for (const hook of there()) hook.disabled = true;
    const foreign = on.livestorm.world.addWebhook({ url: 'https://other.example.com/', event: 'session.started' });
    await on.spent();
    on.pass(HOUR);
    began(session);
    on.pass(9 * MINUTE);
    expect(await looks()).toEqual([]);
    on.pass(2 * MINUTE);
    const calls = await looks();
    expect(calls).toHaveLength(1 + 1 + 2 * ALWAYS + 1);
    expect(calls.at(-1)).toBe('listSessions');
    expect(there().filter(({ disabled }) => !disabled)).toHaveLength(ALWAYS);
    expect(on.livestorm.world.webhooks.has(foreign.id)).toBe(true);
    expect(on.log.filter(({ level, msg }) => level === 50 && String(msg).includes('made anew'))).toHaveLength(1);
    const another = planned('Silent too');
    await refreshCatalogue(on.deps);
    await on.spent();
    on.pass(HOUR);
    began(another);
    on.pass(11 * MINUTE);
    expect(await looks()).toEqual(['getSession']);
  });

  test('a host who is late is no reason to make anything anew', async () => {
    planned('Late host');
    await follows();
    await checkWebhooks(on.deps);
    on.pass(HOUR + 11 * MINUTE);
    await on.spent();
    expect(await looks()).toEqual(['getSession']);
    on.pass(5 * MINUTE);
    expect(await looks()).toEqual([]);
  });

  test('no more than 60 such looks go out in 30 days', async () => {
    for (let index = 0; index < 70; index++) planned(`Never ${index}`);
    await follows();
    on.pass(HOUR + 11 * MINUTE);
    let calls = 0;
    for (let run = 0; run < 10; run++) calls += (await looks()).length;
    expect(calls).toBe(60);
  });

  test('one that was missing is made again, what happened meanwhile is read once, and its digest begins', async () => {
    const session = planned('Meanwhile');
    await follows();
    await checkWebhooks(on.deps);
    expect(await on.spent()).toEqual(['listWebhooks', ...Array(ALWAYS).fill('createWebhook')]);
    on.livestorm.world.webhooks.clear();
    on.pass(HOUR);
    began(session);
    on.pass(HOUR);
    ended(session);
    const later = planned('New meanwhile');
    on.pass(4 * HOUR);
    await checkWebhooks(on.deps);
    expect(await on.spent()).toEqual([
      'listWebhooks',
      ...Array(ALWAYS).fill('createWebhook'),
      'listSessions',
      'listEvents',
    ]);
    expect(digests()).toEqual([{ sessionId: session.id }]);
    expect((await on.store.catalogue.event(later.event_id))?.title).toBe('New meanwhile');
    expect(await lateOf(on.deps)).toMatchObject({ sessions: 2, digests: 1 });
    await checkWebhooks(on.deps);
    expect(await on.spent()).toEqual(['listWebhooks']);
    on.pass(8 * 24 * HOUR);
    expect(await lateOf(on.deps)).toBeNull();
  });

  test('the gap is read later when the calls are kept for people just then', async () => {
    const session = planned('Kept');
    await follows();
    await checkWebhooks(on.deps);
    const [first] = there();
    on.livestorm.world.webhooks.delete(first?.id ?? '');
    on.pass(HOUR);
    began(session);
    ended(session);
    on.pass(HOUR);
    await on.spent();
    on.livestorm.faults.add({ operation: 'listSessions', status: 500, times: 3 });
    await expect(checkWebhooks(on.deps)).rejects.toThrow();
    expect(digests()).toEqual([]);
    await checkWebhooks(on.deps);
    expect(digests()).toEqual([{ sessionId: session.id }]);
  });
});
