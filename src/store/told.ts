// What a channel was told last: what is meant there when somebody names nothing.
import type { Db } from './tables.ts';

export interface Told {
  /** The session whose digest was posted last in this channel; null when there was none. */
  lastSession(channel: string): Promise<string | null>;
}

export function told(db: Db): Told {
  return {
    async lastSession(channel) {
      const row = await db
        .selectFrom('outbox')
        .select('key')
        .where('channel', '=', channel)
        .where('key', 'like', 'digest %')
        .where('state', 'in', ['sent', 'there'])
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.key.split(' ')[1] ?? null;
    },
  };
}
