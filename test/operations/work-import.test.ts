// An import through crashes and silences: each batch is sent, looked for and settled as it should be, with exact calls.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Livestorm, startLivestorm } from '../../sandbox/livestorm/server.ts';
import { createLivestorm } from '../../src/livestorm/client.ts';
import { createLog } from '../../src/log.ts';
import { workImport } from '../../src/operations/work-import.ts';
import type { BatchRow } from '../../src/store/people-tables.ts';
import type { Store } from '../../src/store/store.ts';
import { openGate } from '../support/gate.ts';
import { forget, openTestStore } from '../support/store.ts';

let livestorm: Livestorm;
let store: Store;
let sessionId: string;
let now: Date;
let deps: Parameters<typeof workImport>[0];
const waited: number[] = [];

beforeEach(async () => {
  livestorm = await startLivestorm({ burst: 0 });
  livestorm.world.switches.jobDelayMs = 0;
  await forget(store);
  sessionId = livestorm.world.addSession(livestorm.world.addEvent()).id;
  now = new Date();
  waited.length = 0;
  const log = createLog('silent', { write: () => undefined });
  deps = {
    store,
    log,
    livestorm: createLivestorm({
      token: livestorm.token,
      baseUrl: livestorm.url,
      log,
      sleep: async () => {},
      gate: openGate,
    }),
    clock: () => now,
    // A job is worked off in a few milliseconds: what is waited for here has happened then.
    sleep: async (ms) => {
      waited.push(ms);
      await new Promise((resolve) => setTimeout(resolve, 5));
    },
    webhookUrl: null,
  };
});
afterEach(async () => {
  await livestorm.stop();
});
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const ID = 'i1';
const row = (number: number): BatchRow => {
  const email = `guest.${number}@example.com`;
  return { row: number, email, fields: [{ id: 'email', value: email }] };
};

async function begin(batches: number, size = 3): Promise<void> {
  await store.imports.draft({ id: ID, person: 'U1', sessionId, source: '', columns: {}, createdAt: now });
  const rows = Array.from({ length: batches }, (_, batch) =>
    Array.from({ length: size }, (_row, index) => row(batch * size + index + 1)),
  );
  expect(await store.imports.begin(ID, rows)).toBe(true);
}

/** Rounds until there is nothing to do at once. */
async function work() {
  for (let rounds = 0; rounds < 100; rounds++) {
    const next = await workImport(deps, ID);
    if (next.kind !== 'again') return next;
  }
  throw new Error('it goes on for ever');
}

const pass = (ms: number) => {
  now = new Date(now.getTime() + ms);
};
const calls = () => livestorm.calls.map(({ operation }) => operation);
const registered = () => livestorm.world.peopleOf(sessionId).map(({ person }) => person.email);
const fates = async () =>
  (await store.imports.batches(ID)).map(({ results }) => results.map((result) => result?.result ?? null));
const state = async () => (await store.imports.get(ID))?.state;

test('batches are sent in order, four under way at most, and each asked for once', async () => {
  await begin(6);
  expect(await work()).toEqual({ kind: 'over' });
  expect(calls().slice(0, 5)).toEqual([...Array(4).fill('bulkRegisterPeople'), 'getJob']);
  expect(calls().filter((call) => call === 'bulkRegisterPeople')).toHaveLength(6);
  expect(calls().filter((call) => call === 'getJob')).toHaveLength(6);
  expect(await fates()).toEqual(Array(6).fill(['added', 'added', 'added']));
  expect((await store.imports.get(ID))?.calls).toBe(12);
});

describe('a process that ended while a batch was on its way', () => {
  beforeEach(async () => {
    await begin(2);
    await store.imports.sending(ID, 1, { from: 'waiting', at: now });
  });

  test('waits until no call can be out any more', async () => {
    const next = await workImport(deps, ID);
    expect(next).toEqual({ kind: 'at', at: new Date(now.getTime() + 15_000) });
    expect(calls()).toEqual([]);
  });

  test('sends it again when nothing of it arrived', async () => {
    pass(15_000);
    expect(await work()).toEqual({ kind: 'over' });
    expect(calls().slice(0, 2)).toEqual(['listSessionPeople', 'bulkRegisterPeople']);
    expect(registered()).toHaveLength(6);
    expect(await fates()).toEqual([Array(3).fill('added'), Array(3).fill('added')]);
  });

  test('does not send it again when all of it arrived', async () => {
    const session = livestorm.world.sessions.get(sessionId);
    if (!session) throw new Error('no session');
    for (const number of [1, 2, 3]) livestorm.world.addPerson(session, { email: row(number).email.toUpperCase() });
    pass(15_000);
    await work();
    expect(calls().filter((call) => call === 'bulkRegisterPeople')).toHaveLength(1);
    expect(await fates()).toEqual([Array(3).fill('added'), Array(3).fill('added')]);
  });

  test('sends the rest of it when part of it arrived, and says of whom it cannot tell', async () => {
    const session = livestorm.world.sessions.get(sessionId);
    if (!session) throw new Error('no session');
    livestorm.world.addPerson(session, { email: row(2).email });
    // Registered long before the import: the look does not see them.
    const before = Math.floor(now.getTime() / 1_000) - 3_600;
    livestorm.world.addPerson(session, { email: row(3).email, created_at: before }).created_at = before;
    pass(15_000);
    await work();
    expect(await fates()).toEqual([['added', 'added', 'again'], Array(3).fill('added')]);
    const sent = livestorm.calls.filter(({ operation }) => operation === 'bulkRegisterPeople');
    expect(JSON.stringify(sent[0]?.body)).not.toContain(row(2).email);
  });

  test('tries again later when it cannot be looked for', async () => {
    pass(15_000);
    livestorm.faults.add({ operation: 'listSessionPeople', status: 503, times: 3 });
    expect(await workImport(deps, ID)).toEqual({ kind: 'at', at: new Date(now.getTime() + 30_000) });
    expect(await work()).toEqual({ kind: 'over' });
    expect(registered()).toHaveLength(6);
  });
});

test('a batch whose answer is lost each time is left unclear after four tries, and the others are sent', async () => {
  await begin(2);
  livestorm.faults.add({ operation: 'bulkRegisterPeople', drop: 'before', times: 1 });
  await workImport(deps, ID);
  livestorm.faults.clear();
  livestorm.faults.add({ operation: 'bulkRegisterPeople', drop: 'before', times: 3 });
  expect(await work()).toEqual({ kind: 'over' });
  expect(await fates()).toEqual([Array(3).fill('unclear'), Array(3).fill('added')]);
});

describe('with webhooks', () => {
  beforeEach(async () => {
    deps = { ...deps, webhookUrl: 'https://example.com/livestorm' };
    await begin(1);
  });

  test('Livestorm is not asked before half a minute is over, then once, then later', async () => {
    livestorm.world.switches.jobDelayMs = 1_000_000;
    expect(await work()).toEqual({ kind: 'at', at: new Date(now.getTime() + 30_000) });
    expect(calls()).toEqual(['bulkRegisterPeople']);
    const sent = now.getTime();
    pass(30_000);
    expect(await work()).toEqual({ kind: 'at', at: expect.any(Date) });
    expect(calls()).toEqual(['bulkRegisterPeople', 'getJob']);
    expect(await workImport(deps, ID)).toEqual({ kind: 'at', at: new Date(sent + 120_000) });
    expect(calls()).toHaveLength(2);
  });

  test('what was delivered before the answer came is not asked for', async () => {
    await work();
    const [{ jobId } = { jobId: null }] = await store.imports.lines(ID);
    const attributes = { status: 'ended', total_items: 3, total_processed_items: 3, total_fail: 0, total_success: 3 };
    const meta = { webhook: { event: 'job.ended', organization_id: 'o1' } };
    const body = { data: { id: jobId, type: 'jobs', attributes, meta } };
    await store.deliveries.accept({
      key: `job.ended:${jobId}::`,
      event: 'job.ended',
      body: JSON.stringify(body),
      receivedAt: now,
    });
    expect(await work()).toEqual({ kind: 'over' });
    expect(calls()).toEqual(['bulkRegisterPeople']);
    expect(await store.imports.ofJob(String(jobId))).toBe(ID);
  });
});

test('a job that never ends is given up after ten questions, and its rows are unclear', async () => {
  livestorm.world.switches.jobDelayMs = 1_000_000;
  await begin(1);
  expect(await work()).toEqual({ kind: 'over' });
  expect(calls().filter((call) => call === 'getJob')).toHaveLength(10);
  expect(waited.slice(0, 6)).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  expect(await fates()).toEqual([Array(3).fill('unclear')]);
});

test.each([
  ['are fewer than were sent', '{"data":[{"id":"t1","type":"tasks","attributes":{"status":"failed"}}]}'],
  ['cannot be read', '{}'],
])('when the tasks %s, nobody is said to be registered', async (_what, body) => {
  await begin(1);
  const session = livestorm.world.sessions.get(sessionId);
  if (!session) throw new Error('no session');
  livestorm.world.addPerson(session, { email: row(1).email });
  livestorm.faults.add({ operation: 'listJobTasks', status: 200, body });
  await work();
  expect(await fates()).toEqual([Array(3).fill('unclear')]);
});

test('when Livestorm asks to wait, it waits and loses nothing', async () => {
  await begin(1);
  const headers = { 'retry-after': '40' };
  livestorm.faults.add({ operation: 'bulkRegisterPeople', status: 429, headers, body: '{"errors":[]}', times: 1 });
  expect(await workImport(deps, ID)).toEqual({ kind: 'at', at: new Date(now.getTime() + 40_000) });
  expect((await store.imports.lines(ID))[0]?.state).toBe('waiting');
});

test('when Livestorm is away it waits, for six hours', async () => {
  await begin(1);
  await livestorm.stop();
  expect(await workImport(deps, ID)).toEqual({ kind: 'at', at: new Date(now.getTime() + 30_000) });
  pass(6 * 3_600_000 + 1);
  expect(await workImport(deps, ID)).toEqual({ kind: 'over' });
  expect(await state()).toBe('stopping');
  expect((await store.imports.get(ID))?.stop).toEqual({ code: 'livestorm_down', resetsAt: null });
  expect(await fates()).toEqual([[null, null, null]]);
});

test('of two who work an import at once, one sends each batch', async () => {
  await begin(8);
  await Promise.all([work(), work()]);
  expect(calls().filter((call) => call === 'bulkRegisterPeople')).toHaveLength(8);
  expect(await fates()).toEqual(Array(8).fill(Array(3).fill('added')));
});

test('a draft and an import that is over are left alone', async () => {
  await store.imports.draft({ id: ID, person: 'U1', sessionId, source: 'x', columns: {}, createdAt: now });
  expect(await workImport(deps, ID)).toEqual({ kind: 'over' });
  expect(await workImport(deps, 'nothing')).toEqual({ kind: 'over' });
  expect(calls()).toEqual([]);
});

test('lists are forgotten a day later, except those that are being worked on', async () => {
  const draft = { person: 'U1', sessionId, source: 'x', columns: {}, createdAt: now };
  for (const id of ['drafted', 'running', 'over']) await store.imports.draft({ id, ...draft });
  for (const id of ['running', 'over']) await store.imports.begin(id, [[row(1)]]);
  await store.imports.end('over', now);
  expect((await store.imports.unfinished()).sort()).toEqual(['over', 'running']);
  await store.imports.given('over', now);
  await store.imports.forget(new Date(now.getTime() + 1));
  expect(await store.imports.get('drafted')).toBe(null);
  expect(await store.imports.get('over')).toBe(null);
  expect(await store.imports.batches('over')).toEqual([]);
  expect(await store.imports.unfinished()).toEqual(['running']);
});
