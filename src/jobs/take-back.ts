// What a process that has died was working on, and how the others notice.
import type { PgBoss } from 'pg-boss';

/** How instances over one server notice that another has died, in milliseconds. */
export interface SignsOfLife {
  /** Between two signs of a job that runs, and between two looks at those of the others. */
  everyMs: number;
  /** One that has shown none for so long is taken from its instance. */
  silentMs: number;
}

/**
 * Takes back the jobs of processes that have died, with one more try for each: it was not the job that failed. The
 * embedded database has one process: what is active when it starts was cut off. On a server, what has been silent for
 * so long; if its process only slept, its job runs twice, and the queue does not hear the first one any more. Under a
 * key the one that waits stays. Resolves with the names of what was taken back.
 */
export async function takeBack(boss: PgBoss, silentMs?: number): Promise<string[]> {
  const isSilent = `and cut.heartbeat_seconds is not null and cut.heartbeat_on < now() - interval '${silentMs} ms'`;
  const isCut = `cut.state = 'active' ${silentMs === undefined ? '' : isSilent}`;
  // As in the queue's own index: those without a key (on a schedule) share one.
  const twice = `waiting.state = 'created' and ${isCut} and waiting.name = cut.name
    and coalesce(waiting.singleton_key, '') = coalesce(cut.singleton_key, '')`;
  await boss.getDb().executeSql(`update pgboss.job waiting set start_after = now() from pgboss.job cut where ${twice}`);
  await boss.getDb().executeSql(`delete from pgboss.job cut using pgboss.job waiting where ${twice}`);
  const { rows } = await boss.getDb().executeSql(`update pgboss.job cut
    set state = 'created', start_after = now(), retry_limit = retry_limit + 1 where ${isCut} returning name`);
  return [...new Set(rows.map(({ name }: { name: string }) => name))];
}
