// What could not be posted in a channel may be tried again, once somebody has mended why.
import { sql } from 'kysely';
import { SILENT } from './retention.ts';
import type { Db } from './tables.ts';

/** All that was given up there and still has its words. Resolves with how many messages. */
export async function revive(db: Db, channel: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set({ state: 'pending', error: null, notBefore: sql<Date>`clock_timestamp()` })
    .where('channel', '=', channel)
    .where('state', '=', 'failed')
    .where(sql`message::text`, '<>', SILENT)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
