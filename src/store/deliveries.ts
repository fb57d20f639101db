// The inbox: what Livestorm delivered, kept under a key before it is answered, worked afterwards.
import { sql } from 'kysely';
import { byKey } from './by-key.ts';
import type { Db } from './tables.ts';

export interface NewDelivery {
  /** The same for every copy of one delivery: Livestorm sends no delivery id (livestorm-api.md, webhooks). */
  key: string;
  /** Livestorm's name of what happened, such as `session.ended`. */
  event: string;
  /** As it came, which is JSON: what was verified is what is kept. */
  body: string;
  receivedAt: Date;
}

export interface Delivery extends NewDelivery {
  doneAt: Date | null;
  /** Why it was given up (retention.ts); null while there is hope. */
  error: string | null;
}

export interface Deliveries {
  /** False when the key is known. */
  accept(delivery: NewDelivery): Promise<boolean>;
  /** The same for many in one statement: the keys of those that are new. See jobs/inbox.ts. */
  acceptAll(deliveries: NewDelivery[]): Promise<Set<string>>;
  /**
   * Keeps a key of which nothing is to be worked, such as that of a command. False when it is known; with `since`, when
   * it is known from then on.
   */
  first(key: string, event: string, at: Date, since?: Date): Promise<boolean>;
  get(key: string): Promise<Delivery | null>;
  /** Keys of those neither done nor given up though their job should be over: received five minutes to a day before. */
  left(now: Date): Promise<string[]>;
  /** When the newest of each event came. */
  newest(): Promise<{ event: string; receivedAt: Date }[]>;
  /** How many people these events of a session named since then, and when the newest came. */
  ofPeople(sessionId: string, events: readonly string[], since: Date): Promise<{ people: number; lastAt: Date | null }>;
  /** When the newest delivery of this event about this event, session or job came. */
  lastOf(event: string, id: string): Promise<Date | null>;
  /** Also when it was given up: what worked in the end has worked. */
  markDone(key: string, at: Date): Promise<void>;
  /** Done, and its words are forgotten at once. False when it was done before. */
  finish(key: string, at: Date): Promise<boolean>;
}

/** A job has had its tries by then; after a day nobody waits for it any more. */
const LEFT_FROM_MS = 5 * 60 * 1_000;
const LEFT_TO_MS = 24 * 60 * 60 * 1_000;

export function deliveries(db: Db): Deliveries {
  async function acceptAll(accepted: NewDelivery[]): Promise<Set<string>> {
    const rows = await db
      .insertInto('deliveries')
      .values(accepted.toSorted(byKey))
      .onConflict((known) => known.doNothing())
      .returning('key')
      .execute();
    return new Set(rows.map(({ key }) => key));
  }

  return {
    accept: async (delivery) => (await acceptAll([delivery])).has(delivery.key),
    acceptAll,
    async first(key, event, at, since) {
      const added = await db
        .insertInto('deliveries')
        .values({ key, event, body: 'null', receivedAt: at, doneAt: at })
        .onConflict((known) =>
          since === undefined
            ? known.doNothing()
            : known.column('key').doUpdateSet({ receivedAt: at }).where('deliveries.receivedAt', '<', since),
        )
        .executeTakeFirst();
      return added.numInsertedOrUpdatedRows === 1n;
    },
    async get(key) {
      const row = await db
        .selectFrom('deliveries')
        .select(['key', 'event', 'receivedAt', 'doneAt', 'error'])
        .select(sql<string>`body::text`.as('body'))
        .where('key', '=', key)
        .executeTakeFirst();
      return row ?? null;
    },
    async left(now) {
      const rows = await db
        .selectFrom('deliveries')
        .select('key')
        .where('doneAt', 'is', null)
        .where('error', 'is', null)
        .where('receivedAt', '<', new Date(now.getTime() - LEFT_FROM_MS))
        .where('receivedAt', '>', new Date(now.getTime() - LEFT_TO_MS))
        .orderBy('receivedAt')
        .limit(1_000)
        .execute();
      return rows.map(({ key }) => key);
    },
    async newest() {
      return await db
        .selectFrom('deliveries')
        .select(['event', (of) => of.fn.max('receivedAt').as('receivedAt')])
        .groupBy('event')
        .execute();
    },
    // The parts of a key are in livestorm/webhooks.ts: event, person, session, moment.
    async ofPeople(sessionId, events, since) {
      const row = await db
        .selectFrom('deliveries')
        .select([sql<number>`count(distinct split_part(key, ':', 2))::integer`.as('people')])
        .select((of) => of.fn.max('receivedAt').as('lastAt'))
        .where('event', 'in', events)
        .where('receivedAt', '>=', since)
        .where(sql`split_part(key, ':', 3)`, '=', sessionId)
        .executeTakeFirstOrThrow();
      return row;
    },
    async lastOf(event, id) {
      const row = await db
        .selectFrom('deliveries')
        .select((of) => of.fn.max('receivedAt').as('at'))
        .where('event', '=', event)
        .where(sql`split_part(key, ':', 2)`, '=', id)
        .executeTakeFirst();
      return row?.at ?? null;
    },
    async markDone(key, at) {
      await db.updateTable('deliveries').set({ doneAt: at, error: null }).where('key', '=', key).execute();
    },
    async finish(key, at) {
      const open = db.updateTable('deliveries').where('key', '=', key).where('doneAt', 'is', null);
      const { numUpdatedRows } = await open.set({ doneAt: at, error: null, body: 'null' }).executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}
