// On a real server: what the queue asks for with every form is planned once, and nothing else stays planned.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openStore } from '../../src/store/store.ts';
import { noPostgres, sharedPostgres } from '../support/postgres.ts';
import { startRunner } from '../support/runner.ts';

const reason = noPostgres();

test.skipIf(reason !== undefined)(
  reason ?? 'the insert of jobs is prepared on its connection, and ours are not',
  async () => {
    const store = await openStore({ databaseUrl: await (await sharedPostgres()).create('planned') });
    const quiet = () => undefined;
    const job = { name: 'tea', summary: '', payload: z.object({}), run: async () => undefined };
    const log = { info: quiet, warn: quiet, error: quiet };
    const runner = await startRunner({ database: store.database, jobs: [job], deps: {}, log });
    for (const key of ['a', 'b']) {
      await store.transaction(async (within) => {
        await within.settings.set(key, 'one of ours');
        await runner.sendAll('tea', [{ payload: {}, key }], within.trx);
      });
    }
    const prepared = await store.transaction(({ trx }) =>
      sql<{ name: string; statement: string }>`select name, statement from pg_prepared_statements`.execute(trx),
    );
    expect(prepared.rows.map(({ statement }) => statement)).toEqual([expect.stringContaining('INSERT INTO pgboss.')]);
    await runner.idle();
    await runner.stop();
    await store.close();
  },
);
