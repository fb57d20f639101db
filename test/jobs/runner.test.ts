// The runner over the real queue and the real engine, in memory.
import { sql } from 'kysely';
import { TestClock } from 'pg-boss';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Job } from '../../src/jobs/job.ts';
import type { Runner, RunnerOptions } from '../../src/jobs/runner.ts';
import type { Store } from '../../src/store/store.ts';
import { startRunner } from '../support/runner.ts';
import { counts, forget, openTestStore } from '../support/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterEach(() => forget(store));
afterAll(() => store.close());

interface World {
  seen: string[];
}

interface Line {
  level: string;
  fields: Record<string, unknown>;
  text: string;
}

const payload = z.object({ id: z.string() });
const note: Job<z.infer<typeof payload>, World> = {
  name: 'note',
  summary: 'Notes an id.',
  payload,
  async run({ id }, { seen }) {
    seen.push(id);
  },
};

/** A job that waits until the test lets it go. */
function gated() {
  const started = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const job: typeof note = {
    ...note,
    async run({ id }, { seen }) {
      seen.push(`${id} begins`);
      started.resolve();
      await gate.promise;
      seen.push(`${id} ends`);
    },
  };
  return { job, started: started.promise, open: gate.resolve };
}

interface Running extends Runner, AsyncDisposable {
  seen: string[];
  lines: Line[];
  jobLines(): Line[];
}

async function running(job: Job<unknown, World>, more: Partial<RunnerOptions<World>> = {}): Promise<Running> {
  const seen: string[] = [];
  const lines: Line[] = [];
  const at = (level: string) => (fields: object, text: string) => lines.push({ level, fields: { ...fields }, text });
  const runner = await startRunner({
    database: store.database,
    jobs: [job],
    deps: { seen },
    log: { info: at('info'), warn: at('warn'), error: at('error') },
    retry: { limit: 2, delaySeconds: 0 },
    ...more,
  });
  const jobLines = () => lines.filter(({ text }) => text === 'job');
  return { ...runner, seen, lines, jobLines, [Symbol.asyncDispose]: runner.stop };
}

const delivery = { key: 'd1', event: 'session.ended', body: '{}', receivedAt: new Date(0) };

async function acceptAndSend(runner: Runner, fault?: Error): Promise<void> {
  await store.transaction(async (tx) => {
    if (await tx.deliveries.accept(delivery)) await runner.send('note', { id: 'd1' }, { transaction: tx.trx });
    if (fault !== undefined) throw fault;
  });
}

describe('a job', () => {
  test('that is sent runs well within a second, and leaves one line in the log', async () => {
    await using runner = await running(note);
    const sent = performance.now();
    await runner.send('note', { id: 'a' });
    await runner.idle();
    expect(performance.now() - sent).toBeLessThan(500);
    expect(runner.seen).toEqual(['a']);
    expect(runner.lines).toEqual([
      {
        level: 'info',
        text: 'job',
        fields: { job: 'note', id: expect.any(String), ms: expect.any(Number), outcome: 'done' },
      },
    ]);
  });

  test('that ran when the process ended runs again at the next start', async () => {
    const { job, started, open } = gated();
    await using dead = await running(job);
    await dead.send('note', { id: 'a' });
    await started;
    await using next = await running(note);
    await next.idle();
    expect(next.seen).toEqual(['a']);
    open();
  });

  test('with many behind it does not make them wait for the next look at the queue', async () => {
    await using runner = await running(note);
    const sent = performance.now();
    const ids = Array.from({ length: 50 }, (_, n) => `${n}`);
    for (const id of ids) await runner.send('note', { id });
    await runner.idle();
    expect(performance.now() - sent).toBeLessThan(5_000);
    expect(runner.seen.toSorted()).toEqual(ids.toSorted());
  });

  test('and the row it is about are one commit', async () => {
    await using runner = await running(note);
    await acceptAndSend(runner);
    await runner.idle();
    expect(await store.deliveries.get('d1')).toMatchObject({ key: 'd1' });
    expect(runner.seen).toEqual(['d1']);
  });

  test('and the row it is about are both gone when the transaction fails', async () => {
    await using runner = await running(note);
    await expect(acceptAndSend(runner, new Error('cut'))).rejects.toThrow('cut');
    await runner.idle();
    expect(await store.deliveries.get('d1')).toBeNull();
    expect(runner.seen).toEqual([]);
    expect(await counts(store)).toEqual({ queued: 0, active: 0, failed: 0 });
  });

  test('that fails is tried again until it works', async () => {
    let faults = 2;
    const flaky: typeof note = {
      ...note,
      async run({ id }, { seen }) {
        seen.push(id);
        if (faults-- > 0) throw new Error('not yet');
      },
    };
    await using runner = await running(flaky);
    await runner.send('note', { id: 'a' });
    await runner.idle();
    expect(runner.seen).toEqual(['a', 'a', 'a']);
    expect(runner.jobLines().map(({ level, fields }) => [level, fields.outcome])).toEqual([
      ['warn', 'retry'],
      ['warn', 'retry'],
      ['info', 'done'],
    ]);
  });

  test('that never works is given up with one error in the log, which does not hold its payload', async () => {
    const broken: typeof note = {
      ...note,
      async run({ id }) {
        throw Object.assign(new Error('no'), { params: [id] });
      },
    };
    await using runner = await running(broken);
    await runner.send('note', { id: 'ada@example.com' });
    await runner.idle();
    const errors = runner.lines.filter(({ level }) => level === 'error');
    expect(errors).toHaveLength(1);
    expect(errors[0]?.fields).toMatchObject({ job: 'note', id: expect.any(String), outcome: 'failed', message: 'no' });
    expect(JSON.stringify(runner.lines)).not.toContain('ada@example.com');
    expect(await counts(store)).toEqual({ queued: 0, active: 0, failed: 1 });
  });

  test('whose payload has another shape fails instead of running', async () => {
    await using runner = await running(note, { retry: { limit: 0, delaySeconds: 0 } });
    await runner.send('note', { id: 7 });
    await runner.idle();
    expect(runner.seen).toEqual([]);
    expect(await counts(store)).toMatchObject({ failed: 1 });
  });

  test('that nobody knows cannot be sent', async () => {
    await using runner = await running(note);
    await expect(runner.send('tone', { id: 'a' })).rejects.toThrow('no job named tone');
  });

  test('that starts later waits, and idle does not wait for it', async () => {
    await using runner = await running(note);
    await runner.send('note', { id: 'later' }, { startAfter: new Date(Date.now() + 3_600_000) });
    await runner.idle();
    expect(runner.seen).toEqual([]);
    expect(await counts(store)).toMatchObject({ queued: 1 });
  });
});

describe('a key', () => {
  test('lets one job run and one wait: what happens meanwhile is seen by the one that waits', async () => {
    const { job, started, open } = gated();
    await using runner = await running(job);
    await runner.send('note', { id: 'first' }, { key: 'k' });
    await started;
    await runner.send('note', { id: 'second' }, { key: 'k' });
    await runner.send('note', { id: 'third' }, { key: 'k' });
    expect(await counts(store)).toMatchObject({ active: 1, queued: 1 });
    open();
    await runner.idle();
    expect(runner.seen).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  });

  test('does not hold back other keys, nor jobs without one', async () => {
    const { job, started, open } = gated();
    await using runner = await running(job);
    await runner.send('note', { id: 'a' }, { key: 'a' });
    await started;
    await runner.send('note', { id: 'b' }, { key: 'b' });
    await runner.send('note', { id: 'c' });
    await runner.send('note', { id: 'd' });
    expect(await counts(store)).toMatchObject({ active: 1, queued: 3 });
    open();
    await runner.idle();
    expect(runner.seen).toHaveLength(8);
  });
});

describe('stopping', () => {
  test('waits for the job in flight and takes no other; the next start takes what was left', async () => {
    const { job, started, open } = gated();
    const runner = await running(job);
    await runner.send('note', { id: 'a' });
    await started;
    await runner.send('note', { id: 'b' });
    let stopped = false;
    const stop = runner.stop().then(() => {
      stopped = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(stopped).toBe(false);
    open();
    await stop;
    expect(runner.seen).toEqual(['a begins', 'a ends']);

    await using next = await running(note);
    await next.idle();
    expect(next.seen).toEqual(['b']);
  });
});

describe('a start after a crash', () => {
  /** As a killed process leaves them: the jobs it ran are active, and nobody works them. */
  async function left(...jobs: { id: string; state: 'active' | 'created'; key: string | null }[]): Promise<void> {
    await (await running(note)).stop();
    for (const { id, state, key } of jobs) {
      await sql`insert into pgboss.job_common (name, data, state, policy, singleton_key, retry_limit, retry_count)
        values ('note', ${JSON.stringify({ id })}::jsonb, ${state}, 'stately', ${key}, 2, 1)`.execute(
        store.database.kysely,
      );
    }
  }

  test('takes back at once what was cut off', async () => {
    await left({ id: 'a', state: 'active', key: 'k' }, { id: 'b', state: 'active', key: 'l' });
    await using runner = await running(note);
    await runner.idle();
    expect(runner.seen.toSorted()).toEqual(['a', 'b']);
  });

  test.each(['k', null])('lets the one that waits under the same key (%s) take its place', async (key) => {
    await left({ id: 'cut', state: 'active', key }, { id: 'waiting', state: 'created', key });
    await using runner = await running(note);
    await runner.idle();
    expect(runner.seen).toEqual(['waiting']);
  });
});

describe('a schedule', () => {
  const daily: Job<unknown, World> = {
    ...note,
    payload: z.object({}),
    every: '0 8 * * *',
    async run(_, { seen }) {
      seen.push('daily');
    },
  };
  const inParis = (at: string) => ({ clock: new TestClock(new Date(at)), timeZone: 'Europe/Paris' });

  test('runs its job when the time comes in the zone of the team', async () => {
    await using fresh = await openTestStore(); // the queue remembers when it last looked at the schedules
    const when = inParis('2026-11-23T06:58:30Z'); // 07:58:30 in Paris
    await using runner = await running(daily, { database: fresh.database, ...when });
    await when.clock.tick(60_000);
    await runner.idle();
    expect(runner.seen).toEqual([]);
    await when.clock.tick(120_000);
    await runner.idle();
    expect(runner.seen).toEqual(['daily']);
  });

  test('runs its job once when it came due, twice, while the bot was down', async () => {
    await using fresh = await openTestStore();
    const before = inParis('2026-11-23T06:00:00Z');
    const first = await running(daily, { database: fresh.database, ...before });
    await before.clock.tick(60_000);
    await first.stop();
    const after = inParis('2026-11-24T09:00:00Z');
    await using second = await running(daily, { database: fresh.database, ...after });
    await after.clock.tick(120_000);
    await second.idle();
    expect([first.seen, second.seen]).toEqual([[], ['daily']]);
  });

  test('goes with its job: a later version without it runs nothing', async () => {
    await using fresh = await openTestStore();
    const before = inParis('2026-11-23T06:00:00Z');
    await (await running(daily, { database: fresh.database, ...before })).stop();
    const after = inParis('2026-11-23T06:59:00Z');
    await using second = await running(note, { database: fresh.database, ...after });
    await after.clock.tick(120_000);
    await second.idle();
    expect(second.lines).toEqual([]);
  });
});
