// Two versions over one queue, and the way back (F11, F12): what the older one does not know it leaves alone.

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Job } from '../../src/jobs/job.ts';
import { startRunner } from '../support/runner.ts';
import { openTestStore } from '../support/store.ts';

const seen: string[] = [];
const noting = (name: string, every?: string): Job<unknown, unknown> => ({
  name,
  summary: 'Notes that it ran.',
  payload: z.object({}),
  ...(every !== undefined && { every }),
  async run() {
    seen.push(name);
  },
});

const both = noting('both');
const newer = [both, noting('new'), noting('nightly', '0 3 * * *')];

test('jobs and schedules of a newer version outlive a start of the one before, and run when it is back', async () => {
  await using store = await openTestStore();
  const { database } = store;
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const start = (jobs: Job<unknown, unknown>[]) => startRunner({ database, jobs, deps: undefined, log });

  const first = await start(newer);
  await first.send('new', {}, { startAfter: new Date(Date.now() + 3_600_000) });
  await first.stop();

  const older = await start([both]);
  await older.send('both', {});
  await older.idle();
  await older.stop();
  expect(seen).toEqual(['both']);
  const { rows } = await sql<{ name: string }>`select name from pgboss.schedule`.execute(database.kysely);
  expect(rows).toEqual([{ name: 'nightly' }]);

  await sql`update pgboss.job set start_after = now() where name = 'new'`.execute(database.kysely);
  const again = await start(newer);
  await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['both', 'new']);
  await again.stop();
});

test('a job that is on no schedule any more is taken off it', async () => {
  await using store = await openTestStore();
  const { database } = store;
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const start = (jobs: Job<unknown, unknown>[]) => startRunner({ database, jobs, deps: undefined, log });
  await (await start([noting('nightly', '0 3 * * *')])).stop();
  await (await start([noting('nightly')])).stop();
  const { rows } = await sql`select name from pgboss.schedule`.execute(database.kysely);
  expect(rows).toEqual([]);
});
