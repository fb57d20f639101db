// Which channel hears about what.
import { type Selectable, sql } from 'kysely';
import type { Db, People, SubscriptionRow } from './tables.ts';

export type Thing = { kind: 'event'; eventId: string } | { kind: 'tag'; tag: string } | { kind: 'all' };

export interface NewSubscription {
  /** Slack's id of the channel. */
  channel: string;
  thing: Thing;
  features: string[];
  /** How people are named in this channel. */
  people: People;
  /** Slack's id of the person. */
  createdBy: string;
}

export interface Subscription extends NewSubscription {
  createdAt: Date;
}

export interface Subscriptions {
  /** Adds it, or replaces the one this channel has for the same thing. */
  add(subscription: NewSubscription): Promise<void>;
  /** False when there was none. */
  remove(channel: string, thing: Thing): Promise<boolean>;
  of(channel: string): Promise<Subscription[]>;
  /** The first so many, channel by channel, and how many there are. */
  all(limit: number): Promise<{ first: Subscription[]; count: number }>;
  /** Every channel that has one. */
  channels(): Promise<string[]>;
  /** Who hears about this event: at most one per channel, where the event's own goes before 'all'. */
  forEvent(eventId: string): Promise<Subscription[]>;
}

export function subscriptions(db: Db): Subscriptions {
  return {
    async add({ thing, ...rest }) {
      const { features, people, createdBy } = rest;
      await db
        .insertInto('subscriptions')
        .values({ ...rest, ...toColumns(thing) })
        .onConflict((known) => known.columns(['channel', 'kind', 'thing']).doUpdateSet({ features, people, createdBy }))
        .execute();
    },
    async remove(channel, thing) {
      const columns = toColumns(thing);
      const result = await db
        .deleteFrom('subscriptions')
        .where('channel', '=', channel)
        .where('kind', '=', columns.kind)
        .where('thing', '=', columns.thing)
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
    async all(limit) {
      const rows = await db
        .selectFrom('subscriptions')
        .selectAll()
        .select(sql<number>`(count(*) over ())::integer`.as('count'))
        .orderBy('channel')
        .orderBy('createdAt')
        .orderBy('thing')
        .limit(limit)
        .execute();
      return { first: rows.map(({ count: _, ...row }) => fromRow(row)), count: rows[0]?.count ?? 0 };
    },
    async channels() {
      const rows = await db.selectFrom('subscriptions').select('channel').distinct().orderBy('channel').execute();
      return rows.map(({ channel }) => channel);
    },
    async of(channel) {
      const rows = await db
        .selectFrom('subscriptions')
        .selectAll()
        .where('channel', '=', channel)
        .orderBy('createdAt')
        .orderBy('thing')
        .execute();
      return rows.map(fromRow);
    },
    async forEvent(eventId) {
      const rows = await db
        .selectFrom('subscriptions')
        .selectAll()
        .distinctOn('channel')
        .where((is) => is.or([is('kind', '=', 'all'), is.and([is('kind', '=', 'event'), is('thing', '=', eventId)])]))
        .orderBy('channel')
        .orderBy('kind', 'desc') // 'event' sorts after 'all'
        .execute();
      return rows.map(fromRow);
    },
  };
}

function toColumns(thing: Thing): Pick<SubscriptionRow, 'kind' | 'thing'> {
  if (thing.kind === 'event') return { kind: 'event', thing: thing.eventId };
  if (thing.kind === 'tag') return { kind: 'tag', thing: thing.tag };
  return { kind: 'all', thing: '' };
}

function fromRow({ kind, thing, ...rest }: Selectable<SubscriptionRow>): Subscription {
  if (kind === 'event') return { ...rest, thing: { kind, eventId: thing } };
  if (kind === 'tag') return { ...rest, thing: { kind, tag: thing } };
  return { ...rest, thing: { kind } };
}
