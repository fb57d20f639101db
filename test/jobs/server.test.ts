// The runner on a real server, where several instances take from one queue.
import { sql } from 'kysely';
import { type Clock, TestClock } from 'pg-boss';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { delivery } from '../../src/jobs/delivery.ts';
import { createInbox } from '../../src/jobs/inbox.ts';
import type { Job } from '../../src/jobs/job.ts';
import type { Runner } from '../../src/jobs/runner.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { lostAnswer } from '../support/lost-answer.ts';
import { noPostgres, sharedPostgres } from '../support/postgres.ts';
import { startRunner } from '../support/runner.ts';
import { counts, forget } from '../support/store.ts';

const reason = noPostgres();

describe.skipIf(reason !== undefined)(reason ?? 'two instances on one server', () => {
  let url: string;
  let stores: [Store, Store];
  beforeAll(async () => {
    url = await (await sharedPostgres()).create('jobs_server');
    stores = [await openStore({ databaseUrl: url }), await openStore({ databaseUrl: url })];
  });
  afterAll(async () => {
    for (const store of stores) await store.close();
  });
  const either = (turn: number): Store => (turn % 2 === 0 ? stores[0] : stores[1]);

  interface World {
    who: string;
    seen: string[];
  }
  const payload = z.object({ id: z.string() });
  const note: Job<z.infer<typeof payload>, World> = {
    name: 'note',
    summary: 'Notes an id and who did it.',
    payload,
    async run({ id }, { who, seen }) {
      seen.push(`${id} ${who}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    },
  };
  const signs = { everyMs: 100, silentMs: 400 };
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  let running: Runner[] = [];
  afterEach(async () => {
    for (const runner of running.splice(0)) await runner.stop();
    await forget(stores[0]);
  });

  async function start(turn: number, seen: string[], job: Job<unknown, World> = note, clock?: Clock): Promise<Runner> {
    const { database } = either(turn);
    const deps = { who: `${turn}`, seen };
    const runner = await startRunner({ database, jobs: [job], deps, log: silent, signs, ...(clock && { clock }) });
    running = [...running, runner];
    return runner;
  }

  test('know a delivery again whose commit was not answered: it was stored once, with one job', async () => {
    await using line = await lostAnswer(url);
    const far = await openStore({ databaseUrl: line.url });
    const seen: string[] = [];
    const jobs = [{ ...delivery, run: async ({ key }: { key: string }) => void seen.push(key) }];
    const runner = await startRunner({ database: stores[0].database, jobs, deps: {}, log: silent });
    running = [runner];
    const accept = createInbox(far, runner);
    const incoming = { key: 'd2', event: 'session.ended', body: '{}', receivedAt: new Date(0) };
    line.loseNextCommit();
    await expect(accept(incoming)).rejects.toThrow(/connection/i);
    expect(await accept(incoming)).toBe('known');
    await runner.idle();
    expect(seen).toEqual(['d2']);
    await far.close();
  });

  test('share 200 jobs fairly, and do each once', async () => {
    const seen: string[] = [];
    const [one] = await Promise.all([start(0, seen), start(1, seen)]);
    const ids = Array.from({ length: 200 }, (_, id) => `${id}`);
    await either(0).transaction(({ trx }) =>
      one.sendAll(
        'note',
        ids.map((id) => ({ payload: { id }, key: id })),
        trx,
      ),
    );
    await one.idle();
    expect(seen.map((line) => line.split(' ')[0]).toSorted()).toEqual(ids.toSorted());
    const by = (who: string) => seen.filter((line) => line.endsWith(` ${who}`)).length;
    expect(Math.min(by('0'), by('1'))).toBeGreaterThan(60);
  });

  test('take over the job of one that shows no sign of life any more, and leave those that do', async () => {
    const seen: string[] = [];
    const slow: typeof note = { ...note, run: () => until(async () => seen.length > 0) };
    const one = await start(0, seen, slow);
    await one.send('note', { id: 'slow' });
    await until(async () => (await counts(stores[0])).active === 1);
    // As a killed process leaves it.
    await sql`insert into pgboss.job_common (name, data, state, policy, retry_limit, heartbeat_on, heartbeat_seconds,
      started_on, singleton_key) values ('note', '{"id": "cut"}', 'active', 'stately', 0, now(), 60, now(), 'cut')`.execute(
      stores[0].database.kysely,
    );
    await start(1, seen);
    await one.idle();
    expect(seen).toEqual(['cut 1']);
  });

  test('make one job of each tick of a schedule, whichever of them sees it', async () => {
    const seen: string[] = [];
    const hourly: Job<unknown, World> = {
      ...note,
      name: 'hourly',
      payload: z.object({}),
      every: '0 * * * *',
      run: async (_, { who }) => void seen.push(who),
    };
    // Ahead of what the tests above have shown the queue: it remembers when it last looked at the schedules.
    const clock = new TestClock(new Date('2099-11-23T06:59:30Z'));
    const one = await start(0, seen, hourly, clock);
    await start(1, seen, hourly, clock);
    const made = async () => {
      const { rows } = await sql`select 1 from pgboss.job where name = 'hourly'`.execute(stores[0].database.kysely);
      return rows.length;
    };
    await clock.tick(90_000);
    await until(async () => seen.length > 0);
    await one.idle();
    expect([seen.length, await made()]).toEqual([1, 1]);
  });

  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
  }
});
