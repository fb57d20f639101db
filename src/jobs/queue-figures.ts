// How long the queue is, by job: read from the queue's own table, since its figures are a minute old.

import { sql } from 'kysely';
import type { Db } from '../store/tables.ts';

export interface QueueFigures {
  job: string;
  /** `waiting` is due by now, `later` is not. */
  state: 'waiting' | 'later' | 'active' | 'failed';
  jobs: number;
  /** When the first of them became due, or began. */
  since: Date;
}

/** Jobs that are not done, and those given up within a week. Throws when the database does not answer. */
export async function queueFigures(db: Db): Promise<QueueFigures[]> {
  const { rows } = await sql<QueueFigures>`
    select name as job, case
        when state in ('active', 'failed') then state::text
        when start_after <= now() then 'waiting'
        else 'later'
      end as state, count(*)::integer as jobs, min(coalesce(started_on, start_after)) as since
    from pgboss.job where state in ('created', 'retry', 'active', 'failed') and name not like '\\_\\_pgboss%'
    group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}
