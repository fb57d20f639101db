// A clock that is set back by an hour (F21): what ran does not run twice, and what is due then still runs.

import { sql } from 'kysely';
import { TestClock } from 'pg-boss';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Job } from '../../src/jobs/job.ts';
import { startRunner } from '../support/runner.ts';
import { openTestStore } from '../support/store.ts';
import { openPosting } from './posting.ts';

const MINUTE = 60_000;

function noting(name: string, every: string, seen: string[]): Job<unknown, unknown> {
  return {
    name,
    summary: 'Notes that it ran.',
    payload: z.object({}),
    every,
    async run() {
      seen.push(name);
    },
  };
}

test('a schedule that ran before the jump does not run again when its hour comes a second time', async () => {
  await using store = await openTestStore();
  const seen: string[] = [];
  const clock = new TestClock(new Date('2026-11-23T06:58:30Z'));
  const runner = await startRunner({
    database: store.database,
    jobs: [noting('daily', '0 8 * * *', seen), noting('late', '30 8 * * *', seen)],
    deps: undefined,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    timeZone: 'Europe/Paris',
    clock,
  });
  const pass = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute++) {
      await clock.tick(MINUTE);
      await runner.idle();
    }
  };
  await pass(3); // 08:01:30 in Paris
  expect(seen).toEqual(['daily']);
  for (const second of ['06:01:30', '06:58:30']) {
    await clock.setTime(new Date(`2026-11-23T${second}Z`));
    await pass(2);
  }
  expect(seen).toEqual(['daily']);
  await clock.setTime(new Date('2026-11-23T07:28:30Z'));
  await pass(3);
  expect(seen).toEqual(['daily', 'late']);
  await runner.stop();
});

test('a channel does not fall silent until the clock of the database has caught up with itself', async () => {
  await using on = await openPosting();
  await on.says('before', ['one']);
  const db = on.store.database.kysely;
  await sql`update posting set next_at = next_at + interval '1 hour'`.execute(db);
  await sql`update outbox set tried_at = tried_at + interval '1 hour'`.execute(db);
  await on.says('after', ['two']);
  expect(on.stands()).toEqual(['one', 'two']);
});
