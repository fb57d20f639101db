// What is left of everything after days and months: the real store, and a clock that moves.

import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { digest } from '../../src/jobs/digest.ts';
import { OUTBOX_TIMES } from '../../src/jobs/outbox.ts';
import { retention } from '../../src/jobs/retention.ts';
import { createLog } from '../../src/log.ts';
import { personName } from '../../src/operations/person-name.ts';
import { RETENTION } from '../../src/store/retention.ts';
import type { Store } from '../../src/store/store.ts';
import { depsOf } from '../support/deps.ts';
import { forget, openTestStore } from '../support/store.ts';

let store: Store;
const lines: Record<string, unknown>[] = [];
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(async () => {
  lines.length = 0;
  await forget(store);
  await live();
});
afterAll(() => store.close());

const START = new Date();
const db = () => store.database.kysely;
const later = (days: number) => new Date(START.getTime() + days * 86_400_000 + 60_000);

const deps = (days: number) =>
  depsOf({
    store,
    clock: () => later(days),
    log: createLog('info', { write: (line) => lines.push(JSON.parse(line)) }),
  });

const after = (days: number) => retention.run({}, deps(days));

/** A day in the life of a bot, with "Grace" in all that people said or are. */
async function live(): Promise<void> {
  const words = (text: string) => ({ text, blocks: [] });
  await store.transaction(async ({ outbox }) => {
    await outbox.add('C1', 'digest s1 C1', [words('Grace asked'), words('Grace said')]);
    await outbox.add('C2', 'digest s1 C2', [words('Grace asked')]);
    const sent = await outbox.claim('C1', OUTBOX_TIMES);
    if (sent.kind === 'message') await outbox.sent(sent.claimed.id, '1.1');
    await outbox.claim('C2', OUTBOX_TIMES);
  });
  await store.followUps.add({
    sessionId: 's1',
    questionId: 'q1',
    channel: 'C1',
    words: 'Grace asked',
    askedBy: personName('Grace Hopper'),
    dueAt: START,
    madeBy: 'digest',
    madeAt: START,
  });
  await store.digests.replace('s1', { title: 'Spring', questions: ['Grace?'] }, START);
  for (const key of ['done', 'open']) {
    await store.deliveries.accept({ key, event: 'session.ended', body: '{"by":"Grace"}', receivedAt: START });
  }
  await store.deliveries.markDone('done', START);
  await sql`insert into ledger (at, purpose_kind, who, operation, method, path, milliseconds)
    values (${START}, 'command', 'U_Grace', 'ping', 'GET', '/ping', 1)`.execute(db());
  await sql`insert into submissions (key, claimed_at) values ('V1:0', ${START})`.execute(db());
  await sql`insert into people values ('p1', 'Grace', 'Hopper', 'grace@example.com'), ('p2', 'Ada', 'L', 'ada@example.com')`.execute(
    db(),
  );
  await sql`insert into events (id, owner_id) values ('e1', 'p2')`.execute(db());
}

async function rows(table: string): Promise<Record<string, unknown>[]> {
  return (await sql<Record<string, unknown>>`select * from ${sql.table(table)} order by 1`.execute(db())).rows;
}

const everything = async () => JSON.stringify(await Promise.all(TABLES.map(rows)));
const TABLES = ['outbox', 'digests', 'deliveries', 'ledger', 'submissions', 'people', 'follow_ups'];

test('on the same day all is there, but the addresses of people who own nothing', async () => {
  await after(0);
  expect(await rows('people')).toMatchObject([{ id: 'p2' }]);
  expect((await store.deliveries.get('done'))?.body).toBe('{"by":"Grace"}');
  expect((await store.outbox.of('digest s1 C1')).map(({ message }) => message.text)).toEqual([
    'Grace asked',
    'Grace said',
  ]);
  expect(lines).toMatchObject([{ rows: 1, days: 0 }]);
});

test('after eight days a worked delivery says nothing any more, and one that waits is whole', async () => {
  await after(8);
  expect((await store.deliveries.get('done'))?.body).toBe('null');
  expect(await store.deliveries.get('open')).toMatchObject({ body: '{"by":"Grace"}', doneAt: null, error: null });
});

test('after a month nothing that people said or wrote is left, and nothing waits for them', async () => {
  await after(30);
  expect((await everything()).replace('U_Grace', '')).not.toMatch(/grace|hopper/i);
  const messages = await rows('outbox');
  expect(messages.map(({ state, error }) => [state, error])).toEqual([
    ['sent', null],
    ['failed', 'too_old'],
    ['failed', 'too_old'],
  ]);
  expect(await store.deliveries.get('open')).toMatchObject({ body: 'null', error: 'too_old' });
  expect(await rows('submissions')).toEqual([]);
});

test('after a month what was said and delivered stays known: a replay is a replay', async () => {
  await after(31);
  expect(await store.outbox.add('C1', 'digest s1 C1', [{ text: 'again', blocks: [] }])).toBe(false);
  const again = { key: 'done', event: 'session.ended', body: '{}', receivedAt: later(31) };
  expect(await store.deliveries.accept(again)).toBe(false);
  expect(await rows('ledger')).toMatchObject([{ who: 'U_Grace' }]);
});

test('a digest that is forgotten is neither read nor said again, whoever tells of its session', async () => {
  await sql`insert into sessions (id, event_id, status, time_zone, registrants_count, attendees_count, read_at)
    values ('s1', 'e1', 'past', 'UTC', 1, 1, ${START})`.execute(db());
  await store.subscriptions.add({
    channel: 'C9',
    thing: { kind: 'all' },
    features: ['digest'],
    people: 'full',
    createdBy: 'U1',
  });
  await after(400);
  // It would throw: there is no Livestorm here.
  await digest.run({ sessionId: 's1' }, deps(400));
  expect(await rows('outbox')).toEqual([]);
});

test('after three months a call is nobody’s, and a delivery’s key is free', async () => {
  await after(91);
  expect(await rows('ledger')).toMatchObject([{ who: null, purposeKind: 'command' }]);
  expect(await rows('deliveries')).toEqual([]);
});

test('after thirteen months only what the catalogue needs is left', async () => {
  await after(395);
  expect(await rows('ledger')).toHaveLength(1);
  await after(397);
  expect(await rows('ledger')).toEqual([]);
  expect(await rows('outbox')).toEqual([]);
  expect(await rows('digests')).toMatchObject([{ sessionId: 's1', data: null }]);
});

test('a second night changes nothing, and says nothing', async () => {
  for (const days of [8, 31, 91]) await after(days);
  const before = await everything();
  lines.length = 0;
  await after(91);
  expect(await everything()).toBe(before);
  expect(lines).toEqual([]);
});

test('the page for operators names every period and its reason', () => {
  const page = readFileSync('docs/retention.md', 'utf8');
  const lines = RETENTION.map(
    ({ what, days, why }) => `| ${what} | ${days === 0 ? 'a day' : `${days} days`} | ${why} |`,
  );
  expect(lines.filter((line) => !page.includes(line))).toEqual([]);
});
