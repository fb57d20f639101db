// The inbox's door: many deliveries at once, one commit, and an answer only after it.
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { delivery } from '../../src/jobs/delivery.ts';
import { createInbox } from '../../src/jobs/inbox.ts';
import type { Runner } from '../../src/jobs/runner.ts';
import type { Store } from '../../src/store/store.ts';
import { NOON } from '../support/catalogue.ts';
import { startRunner } from '../support/runner.ts';
import { forget, openTestStore } from '../support/store.ts';

let store: Store;
let runner: Runner;
let worked: string[] = [];
beforeAll(async () => {
  store = await openTestStore();
  const note = {
    ...delivery,
    payload: z.object({ key: z.string() }),
    async run({ key }: { key: string }) {
      worked.push(key);
    },
  };
  const quiet = () => undefined;
  const log = { info: quiet, warn: quiet, error: quiet };
  runner = await startRunner({ database: store.database, jobs: [{ ...note, atOnce: 4 }], deps: {}, log });
});
afterEach(async () => {
  await runner.idle();
  await forget(store);
  worked = [];
});
afterAll(async () => {
  await runner.stop();
  await store.close();
});

const incoming = (key: string) => ({ key, event: 'session.ended', body: '{}', receivedAt: NOON });
const keys = (count: number) => Array.from({ length: count }, (_, index) => `d${String(index).padStart(4, '0')}`);

async function commits(): Promise<number> {
  const count = sql<{ commits: number }>`select count(distinct xmin::text)::integer as commits from deliveries`;
  return (await count.execute(store.database.kysely)).rows[0]?.commits ?? 0;
}

test('deliveries of one tick are stored by one commit, and each is worked once', async () => {
  const accept = createInbox(store, runner);
  const outcomes = await Promise.all(keys(40).map((key) => accept(incoming(key))));
  expect(new Set(outcomes)).toEqual(new Set(['stored']));
  expect(await commits()).toBe(1);
  await runner.idle();
  expect(worked.toSorted()).toEqual(keys(40));
});

test('of copies that come together one is stored; the others, and those that come later, are known', async () => {
  const accept = createInbox(store, runner);
  const outcomes = await Promise.all(['a', 'a', 'b', 'a'].map((key) => accept(incoming(key))));
  expect(outcomes).toEqual(['stored', 'known', 'stored', 'known']);
  expect(await accept(incoming('b'))).toBe('known');
  await runner.idle();
  expect(worked.toSorted()).toEqual(['a', 'b']);
});

test('when they cannot be committed none is accepted, and the next ones are', async () => {
  let faults = 1;
  const failing: Pick<Runner, 'sendAll'> = {
    async sendAll(...sent) {
      if (faults-- > 0) throw new Error('cut');
      await runner.sendAll(...sent);
    },
  };
  const accept = createInbox(store, failing);
  const outcomes = await Promise.allSettled(['a', 'b'].map((key) => accept(incoming(key))));
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await store.deliveries.get('a')).toBeNull();
  expect(await accept(incoming('a'))).toBe('stored');
});

test('when a thousand wait the next are told at once to come again, and the thousand are stored', async () => {
  const accept = createInbox(store, runner);
  const outcomes = await Promise.all(keys(1_003).map((key) => accept(incoming(key))));
  expect(outcomes.slice(1_000)).toEqual(['busy', 'busy', 'busy']);
  expect(new Set(outcomes.slice(0, 1_000))).toEqual(new Set(['stored']));
  expect(await commits()).toBeLessThanOrEqual(10);
  expect(await store.deliveries.get('d1001')).toBeNull();
  await sql`delete from pgboss.job`.execute(store.database.kysely);
});
