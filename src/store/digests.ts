// The digests that were built, and which part of which was posted where.
import type { Db } from './tables.ts';

export interface SavedDigest {
  /** As it was saved, after JSON: dates are ISO texts. */
  data: unknown;
  builtAt: Date;
}

export interface DigestPost {
  part: number;
  /** Slack's timestamp of the message; null while it is only claimed. */
  ts: string | null;
}

export interface Digests {
  /** Keeps the first: false when this session has one already. */
  save(sessionId: string, data: unknown, builtAt: Date): Promise<boolean>;
  get(sessionId: string): Promise<SavedDigest | null>;
  /** Before posting. 'posted' means that the part stands in the channel and must not be sent again. */
  claimPost(sessionId: string, channel: string, part: number): Promise<'claimed' | 'posted'>;
  /** After posting. `ts` is Slack's timestamp of the message; the first one stays. */
  markPosted(sessionId: string, channel: string, part: number, ts: string): Promise<void>;
  posts(sessionId: string, channel: string): Promise<DigestPost[]>;
}

export function digests(db: Db): Digests {
  return {
    async save(sessionId, data, builtAt) {
      const result = await db
        .insertInto('digests')
        .values({ sessionId, data: JSON.stringify(data), builtAt })
        .onConflict((known) => known.doNothing())
        .executeTakeFirst();
      return result.numInsertedOrUpdatedRows === 1n;
    },
    async get(sessionId) {
      const row = await db
        .selectFrom('digests')
        .select(['data', 'builtAt'])
        .where('sessionId', '=', sessionId)
        .executeTakeFirst();
      return row ?? null;
    },
    async claimPost(sessionId, channel, part) {
      await db
        .insertInto('digestPosts')
        .values({ sessionId, channel, part, ts: null })
        .onConflict((known) => known.doNothing())
        .execute();
      const post = await thePost(db, { sessionId, channel, part }).select('ts').executeTakeFirst();
      return post?.ts == null ? 'claimed' : 'posted';
    },
    async markPosted(sessionId, channel, part, ts) {
      await db
        .insertInto('digestPosts')
        .values({ sessionId, channel, part, ts })
        .onConflict((known) =>
          known.columns(['sessionId', 'channel', 'part']).doUpdateSet({ ts }).where('digestPosts.ts', 'is', null),
        )
        .execute();
    },
    async posts(sessionId, channel) {
      return await db
        .selectFrom('digestPosts')
        .select(['part', 'ts'])
        .where('sessionId', '=', sessionId)
        .where('channel', '=', channel)
        .orderBy('part')
        .execute();
    },
  };
}

function thePost(db: Db, key: { sessionId: string; channel: string; part: number }) {
  return db
    .selectFrom('digestPosts')
    .where('sessionId', '=', key.sessionId)
    .where('channel', '=', key.channel)
    .where('part', '=', key.part);
}
