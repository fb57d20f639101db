// Which channel hears about what.
import { type Selectable, sql } from 'kysely';
import type { Db, People, SubscriptionRow } from './tables.ts';

export type Thing = { kind: 'event'; eventId: string } | { kind: 'tag'; tag: string } | { kind: 'all' };

export interface NewSubscription {
  /** Slack's id of the channel. */
  channel: string;
  thing: Thing;
  /** With their options, such as `digest:compact`. */
  features: string[];
  /** How people are named in this channel. */
  people: People;
  /** Slack's id of the person. */
  createdBy: string;
}

export interface Subscription extends NewSubscription {
  createdAt: Date;
  /** Nothing is said in its channel since Slack refused it there, with Slack's own code. */
  paused: { at: Date; reason: string } | null;
}

export interface Subscriptions {
  /** Adds it, or replaces the one this channel has for the same thing. What was paused goes on. */
  add(subscription: NewSubscription): Promise<void>;
  /** False when there was none. */
  remove(channel: string, thing: Thing): Promise<boolean>;
  of(channel: string): Promise<Subscription[]>;
  /** The first so many, channel by channel, and how many there are. */
  all(limit: number): Promise<{ first: Subscription[]; count: number }>;
  /** Every channel that has one. */
  channels(): Promise<string[]>;
  /**
   * Who hears about this event: at most one per channel, and none that is paused. The event's own goes before a tag's (of
   * two, the newer), a tag's before 'all'.
   */
  forEvent(eventId: string): Promise<Subscription[]>;
  /** All of a channel. Resolves with how many were changed. */
  pause(channel: string, reason: string, at: Date): Promise<number>;
  resume(channel: string): Promise<number>;
  /** Whether one that is not paused has this feature, with whichever option. */
  anyWith(feature: string): Promise<boolean>;
}

/** In SQL, of a subscription and a row of `sessions`: it is not paused, and covers the session's event. */
export const coversSession = sql<boolean>`(paused_at is null and (kind = 'all'
  or (kind = 'event' and thing = sessions.event_id)
  or (kind = 'tag' and thing in (select unnest(e.tags) from events e where e.id = sessions.event_id))))`;

const goesOn = { pausedAt: null, pauseReason: null };

export function subscriptions(db: Db): Subscriptions {
  return {
    async add({ thing, ...rest }) {
      const { features, people, createdBy } = rest;
      await db
        .insertInto('subscriptions')
        .values({ ...rest, ...toColumns(thing) })
        .onConflict((known) =>
          known.columns(['channel', 'kind', 'thing']).doUpdateSet({ features, people, createdBy, ...goesOn }),
        )
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
      const tags = db.selectFrom('events').select(sql<string>`unnest(tags)`.as('tag')).where('id', '=', eventId);
      const rows = await db
        .selectFrom('subscriptions')
        .selectAll()
        .distinctOn('channel')
        .where('pausedAt', 'is', null)
        .where((is) =>
          is.or([
            is('kind', '=', 'all'),
            is.and([is('kind', '=', 'tag'), is('thing', 'in', tags)]),
            is.and([is('kind', '=', 'event'), is('thing', '=', eventId)]),
          ]),
        )
        .orderBy('channel')
        .orderBy(sql`array_position(array['event', 'tag', 'all'], kind)`)
        .orderBy('createdAt', 'desc')
        .execute();
      return rows.map(fromRow);
    },
    async pause(channel, reason, at) {
      const active = db.updateTable('subscriptions').where('channel', '=', channel).where('pausedAt', 'is', null);
      return Number((await active.set({ pausedAt: at, pauseReason: reason }).executeTakeFirst()).numUpdatedRows);
    },
    async resume(channel) {
      const paused = db.updateTable('subscriptions').where('channel', '=', channel).where('pausedAt', 'is not', null);
      return Number((await paused.set(goesOn).executeTakeFirst()).numUpdatedRows);
    },
    async anyWith(feature) {
      const row = await db
        .selectFrom('subscriptions')
        .select('channel')
        .where('pausedAt', 'is', null)
        .where(sql<boolean>`exists (select from unnest(features) f where split_part(f, ':', 1) = ${feature})`)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

function toColumns(thing: Thing): Pick<SubscriptionRow, 'kind' | 'thing'> {
  if (thing.kind === 'event') return { kind: 'event', thing: thing.eventId };
  if (thing.kind === 'tag') return { kind: 'tag', thing: thing.tag.toLowerCase() };
  return { kind: 'all', thing: '' };
}

function fromRow({ kind, thing, pausedAt, pauseReason, ...rest }: Selectable<SubscriptionRow>): Subscription {
  const paused = pausedAt && pauseReason !== null ? { at: pausedAt, reason: pauseReason } : null;
  const all = { ...rest, paused };
  if (kind === 'event') return { ...all, thing: { kind, eventId: thing } };
  if (kind === 'tag') return { ...all, thing: { kind, tag: thing } };
  return { ...all, thing: { kind } };
}
