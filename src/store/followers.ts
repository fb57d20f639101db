// Channels that asked to be told about Livestorm's allowance.
import type { Db } from './tables.ts';

export interface Followers {
  all(): Promise<string[]>;
  /** False when the channel does already. */
  add(channel: string, createdBy: string): Promise<boolean>;
  /** False when it does not. */
  remove(channel: string): Promise<boolean>;
}

export function followers(db: Db): Followers {
  return {
    async all() {
      const rows = await db.selectFrom('quotaFollowers').select('channel').orderBy('channel').execute();
      return rows.map(({ channel }) => channel);
    },
    async add(channel, createdBy) {
      const added = await db
        .insertInto('quotaFollowers')
        .values({ channel, createdBy })
        .onConflict((known) => known.doNothing())
        .executeTakeFirst();
      return added.numInsertedOrUpdatedRows === 1n;
    },
    async remove(channel) {
      const removed = await db.deleteFrom('quotaFollowers').where('channel', '=', channel).executeTakeFirst();
      return removed.numDeletedRows > 0n;
    },
  };
}
