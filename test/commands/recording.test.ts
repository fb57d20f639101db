// A recording's link is in the answer to who asked, and nowhere else that lasts.

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { startLivestorm } from '../../sandbox/livestorm/server.ts';
import { recordingLink } from '../../src/commands/recording.ts';
import { createLivestorm } from '../../src/livestorm/client.ts';
import { createLog } from '../../src/log.ts';
import { aSession } from '../support/catalogue.ts';
import { depsOf } from '../support/deps.ts';
import { openGate } from '../support/gate.ts';
import { openTestStore } from '../support/store.ts';

test('the link is told to who pressed, and no table holds it', async () => {
  await using livestorm = await startLivestorm();
  await using store = await openTestStore();
  const { id } = livestorm.world.addSession(livestorm.world.addEvent());
  const there = livestorm.world.sessions.get(id);
  if (there) livestorm.world.addRecording(there);
  await store.catalogue.saveSessions([aSession(id, { startedAt: new Date(), endedAt: new Date() })], new Date());
  const client = createLivestorm({
    token: livestorm.token,
    baseUrl: livestorm.url,
    log: createLog('fatal', { write: () => true }),
    gate: openGate,
  });
  const prepared = recordingLink(id, { user: 'U1', channel: 'C1' });
  if (prepared.kind !== 'answer') throw new Error('it opens no form');
  const reply = await prepared.answer(depsOf({ store, livestorm: client }));
  expect(reply.to).toBe('asker');
  expect(reply.did).toBeUndefined();
  expect(JSON.stringify(reply.message)).toContain('signature=');

  const tables = await sql<{
    name: string;
  }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(store.database.kysely);
  expect(tables.rows.length).toBeGreaterThan(10);
  for (const { name } of tables.rows) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(store.database.kysely);
    expect(JSON.stringify(rows)).not.toContain('signature=');
  }
});
