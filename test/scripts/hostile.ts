// A database with all that a move could spoil, and what there is to compare.
import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import type { Place } from '../../scripts/database/place.ts';
import { tables } from '../../scripts/database/schema.ts';

const BODY = String.raw`{"text":"nul \u0000 and a lone \ud800","emoji":"🎥👩‍🚀","big":12345678901234567890.123456789,  "big":1e400}`;

/** Rows and jobs, in a database that has its schema. */
export async function fill(place: Place): Promise<void> {
  const { db } = place;
  await sql`insert into events (id, title, slug, status, fields) values
    ('e1', ${'"; drop table events; --\n\t\\ é \u{1f3a5} \u202e'}, '', 'draft', '[ {"a" : "\\u0000"} ]'), ('e0', null, 'x', '', null)`.execute(
    db,
  );
  await sql`insert into sessions (id, event_id, status, time_zone, starts_at, started_at, registrants_count, attendees_count, read_at)
    values ('s1', 'e1', 'past', 'Europe/Paris', '2026-10-25 02:30:00.123456+01', '0044-03-15 12:00:00.000001+00 BC', 2147483647, 0, 'infinity')`.execute(
    db,
  );
  await sql`insert into deliveries (key, event, body, received_at) values ('d1', 'session.ended', ${BODY}, '2026-11-23T10:20:30.654321Z')`.execute(
    db,
  );
  await sql`insert into subscriptions (channel, kind, thing, features, people, created_by) values
    ('C1', 'all', '', array['a,b', '"q"', '{}', '\\', '', 'NULL', '🎥'], 'none', 'U1'), ('C2', 'tag', 'ü', '{}', 'full', 'U1')`.execute(
    db,
  );
  await sql`insert into settings values ('long', ${'x€\n'.repeat(50_000)}), ('empty', '')`.execute(db);
  await sql`insert into ledger (id, at, purpose_kind, operation, method, path, milliseconds) overriding system value
    values (9007199254740993, '2026-11-23 00:00:00.000001+00', 'digest', 'o', 'GET', '/', 0)`.execute(db);
  await sql`insert into people select n::text, 'Ada ' || n, '', n || '@example.com' from generate_series(1, 250) as n`.execute(
    db,
  );
  await withQueue(place, async (boss) => {
    await boss.createQueue('digest', { policy: 'stately' });
    await boss.send('digest', { id: 'runs' }, { singletonKey: 'k', retryLimit: 7 });
    await boss.fetch('digest');
    await boss.send('digest', { id: 'waits' }, { singletonKey: 'k', retryLimit: 7 });
    await boss.send(
      'digest',
      { id: 'later 🎥' },
      { singletonKey: 'l', startAfter: '2030-01-02T03:04:05.678Z', priority: 3 },
    );
    const done = await boss.send('digest', { id: 'done' }, { singletonKey: 'm', priority: 9 });
    await boss.fetch('digest');
    await boss.complete('digest', done ?? '');
  });
}

/** What a bot would find to do. */
export async function jobs(place: Place): Promise<unknown[]> {
  return await withQueue(place, async (boss) => {
    const found = await boss.findJobs('digest', {});
    return found
      .map(({ id, data, state, singletonKey, retryLimit, startAfter, priority }) => ({
        id,
        data,
        state,
        singletonKey,
        retryLimit,
        startAfter,
        priority,
      }))
      .toSorted((a, b) => String(a.singletonKey).localeCompare(String(b.singletonKey)));
  });
}

async function withQueue<T>({ boss: options }: Place, work: (boss: PgBoss) => Promise<T>): Promise<T> {
  const boss = new PgBoss(options);
  await boss.start();
  try {
    return await work(boss);
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** Every row of every table of ours, as PostgreSQL writes it. */
export async function everything({ db }: Place): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  await sql`set timezone to 'UTC'`.execute(db);
  for (const { name } of await tables(db)) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} as t order by 1`.execute(
      db,
    );
    found[name] = rows.map(({ row }) => row);
  }
  return found;
}
