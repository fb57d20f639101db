// The inbox: what Livestorm delivered, kept under a key before it is answered, worked afterwards.
import type { Db } from './tables.ts';

export interface NewDelivery {
  /** The same for every copy of one delivery: Livestorm sends no delivery id (livestorm-api.md, webhooks). */
  key: string;
  /** Livestorm's name of what happened, such as `session.ended`. */
  event: string;
  /** Plain JSON. */
  body: unknown;
  receivedAt: Date;
}

export interface Delivery extends NewDelivery {
  doneAt: Date | null;
  /** Why it was given up; null while there is hope. */
  error: string | null;
}

export interface Deliveries {
  /**
   * False when the key is known. Outside a transaction it is committed when this resolves; send the job that works it
   * in the same one: `store.transaction((tx) => … tx.deliveries.accept(d) … runner.send(…, { transaction: tx.trx }))`.
   */
  accept(delivery: NewDelivery): Promise<boolean>;
  get(key: string): Promise<Delivery | null>;
  /** Neither done nor given up, oldest first. */
  pending(limit: number): Promise<Delivery[]>;
  /** Also after a failure: what worked in the end has worked. */
  markDone(key: string, at: Date): Promise<void>;
  /** Gives it up: it is no longer pending. Nothing happens to one that is done. */
  markFailed(key: string, error: string): Promise<void>;
}

export function deliveries(db: Db): Deliveries {
  return {
    async accept({ body, ...delivery }) {
      const result = await db
        .insertInto('deliveries')
        .values({ ...delivery, body: JSON.stringify(body) })
        .onConflict((known) => known.doNothing())
        .executeTakeFirst();
      return result.numInsertedOrUpdatedRows === 1n;
    },
    async get(key) {
      return (await db.selectFrom('deliveries').selectAll().where('key', '=', key).executeTakeFirst()) ?? null;
    },
    async pending(limit) {
      return await db
        .selectFrom('deliveries')
        .selectAll()
        .where('doneAt', 'is', null)
        .where('error', 'is', null)
        .orderBy('receivedAt')
        .limit(limit)
        .execute();
    },
    async markDone(key, at) {
      await db.updateTable('deliveries').set({ doneAt: at, error: null }).where('key', '=', key).execute();
    },
    async markFailed(key, error) {
      await db.updateTable('deliveries').set({ error }).where('key', '=', key).where('doneAt', 'is', null).execute();
    },
  };
}
