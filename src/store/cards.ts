// Which session has a card in which channel, and what the channel knows of it.
import { type Selectable, sql } from 'kysely';
import type { ArrivalRow, CardRow } from './card-row.ts';
import type { Thing } from './subscriptions.ts';
import type { Db } from './tables.ts';

export type Card = Selectable<CardRow>;
export type Arrival = Selectable<ArrivalRow>;
export type NewCard = Pick<CardRow, 'sessionId' | 'channel' | 'title' | 'startsAt' | 'heardAt' | 'toldRegistrants'>;

export interface Cards {
  /** Makes it; one that was done goes on. Nothing happens to one that is open. */
  open(card: NewCard): Promise<void>;
  /** Those that are not done, locked until the transaction is over. */
  of(sessionId: string): Promise<Card[]>;
  /** How many are open in a channel for sessions of an event that have not started. */
  ahead(channel: string, eventId: string): Promise<number>;
  change(
    card: Pick<Card, 'sessionId' | 'channel'>,
    change: Partial<Omit<CardRow, 'sessionId' | 'channel'>>,
  ): Promise<void>;
  /** The next sessions of what somebody subscribed to, soonest first: to come, or live. */
  next(thing: Thing, now: Date, limit: number): Promise<string[]>;
  /** Sessions with an open card, and those between two moments that somebody follows. */
  toFollow(from: Date, until: Date): Promise<string[]>;
  /** Somebody registered at that moment: counted in the catalogue, unless the session was read since. */
  addRegistrant(sessionId: string, at: Date): Promise<void>;
  /** Who registered is kept until it is said. */
  arrived(arrival: Omit<Arrival, 'id'>): Promise<void>;
  /** Who registered since the last time, in order; each is given once. */
  takeArrivals(sessionId: string): Promise<Arrival[]>;
}

/** Livestorm's moments are whole seconds, cut. */
const WHOLE_SECOND_MS = 1_000;

export function cards(db: Db): Cards {
  return {
    async open({ heardAt, ...card }) {
      await db
        .insertInto('cards')
        .values({ ...card, heardAt, toldAt: heardAt })
        .onConflict((known) =>
          known
            .columns(['sessionId', 'channel'])
            .doUpdateSet({ doneAt: null, heardAt, toldAt: heardAt, toldRegistrants: card.toldRegistrants })
            .where('cards.doneAt', 'is not', null),
        )
        .execute();
    },
    async of(sessionId) {
      const open = db.selectFrom('cards').selectAll().where('sessionId', '=', sessionId).where('doneAt', 'is', null);
      return await open.orderBy('channel').forUpdate().execute();
    },
    async ahead(channel, eventId) {
      const row = await db
        .selectFrom('cards')
        .innerJoin('sessions', 'sessions.id', 'cards.sessionId')
        .select((of) => of.fn.countAll().as('count'))
        .where('channel', '=', channel)
        .where('eventId', '=', eventId)
        .where('doneAt', 'is', null)
        .where('startedAt', 'is', null)
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
    async change({ sessionId, channel }, change) {
      const row = db.updateTable('cards').where('sessionId', '=', sessionId).where('channel', '=', channel);
      await row.set(change).execute();
    },
    async next(thing, now, limit) {
      const of = {
        all: sql`true`,
        tag: thing.kind === 'tag' ? sql`${thing.tag} = any(e.tags)` : sql`false`,
        event: thing.kind === 'event' ? sql`e.id = ${thing.eventId}` : sql`false`,
      }[thing.kind];
      const { rows } = await sql<{ id: string }>`
        select s.id from sessions s join events e on e.id = s.event_id
        where ${of} and s.canceled_at is null and s.ended_at is null and s.status not in ('past', 'past_not_started')
          and (s.starts_at > ${now}::timestamptz - interval '1 hour' or s.started_at > ${now}::timestamptz - interval '1 day')
        order by s.starts_at, s.id limit ${limit}`.execute(db);
      return rows.map(({ id }) => id);
    },
    async toFollow(from, until) {
      const { rows } = await sql<{ id: string }>`
        select session_id as id from cards where done_at is null
        union
        select id from sessions where starts_at between ${from}::timestamptz and ${until}::timestamptz and canceled_at is null
          and ended_at is null and exists (select from subscriptions where paused_at is null)
        order by id`.execute(db);
      return rows.map(({ id }) => id);
    },
    async addRegistrant(sessionId, at) {
      await db
        .updateTable('sessions')
        .set(({ eb }) => ({ registrantsCount: eb('registrantsCount', '+', 1) }))
        .where('id', '=', sessionId)
        .where('readAt', '<', new Date(at.getTime() + WHOLE_SECOND_MS))
        .execute();
    },
    async arrived(arrival) {
      await db.insertInto('arrivals').values(arrival).execute();
    },
    async takeArrivals(sessionId) {
      const taken = await db.deleteFrom('arrivals').where('sessionId', '=', sessionId).returningAll().execute();
      return taken.toSorted((a, b) => a.id - b.id);
    },
  };
}
