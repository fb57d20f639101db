// The schedules of the jobs that run by the clock, as the queue keeps them.

import type { PgBoss } from 'pg-boss';
import type { Job } from './job.ts';

/** `tz` is an IANA name. What the queue has already is left as it is: each write is a commit, at every start. */
export async function keepSchedules<D>(boss: PgBoss, jobs: Job<unknown, D>[], tz: string): Promise<void> {
  const known = new Map((await boss.getSchedules()).map((schedule) => [schedule.name, schedule]));
  // The schedule of a job that is not known here belongs to a newer version; without a worker it fills one row.
  for (const { name, every } of jobs) {
    const { cron, timezone } = known.get(name) ?? {};
    if (every === cron && (every === undefined || tz === timezone)) continue;
    if (every !== undefined) await boss.schedule(name, every, {}, { tz, missed: 'once' });
    else await boss.unschedule(name);
  }
}
