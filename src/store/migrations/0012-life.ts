// A webinar's life in a channel: what a subscription is when it rests, the card of each session, who has just registered.
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements = [
  sql`alter table subscriptions
    add column paused_at timestamptz,
    add column pause_reason text check (pause_reason <> ''),
    add check ((paused_at is null) = (pause_reason is null))`,
  // Null until it was read: deliveries of events say nothing of tags.
  sql`alter table events
    add column tags text[],
    add column recording_enabled boolean,
    add column chat_enabled boolean,
    add column questions_enabled boolean`,
  sql`create table cards (
    session_id text not null check (session_id <> ''),
    channel text not null check (channel <> ''),
    title text not null,
    starts_at timestamptz,
    heard_at timestamptz not null,
    told_registrants integer not null check (told_registrants >= 0),
    told_at timestamptz not null,
    shown text check (shown <> ''),
    done_at timestamptz,
    primary key (session_id, channel)
  )`,
  sql`create index cards_open on cards (channel) where done_at is null`,
  sql`create table arrivals (
    id integer generated always as identity primary key,
    session_id text not null check (session_id <> ''),
    name text not null,
    team boolean not null,
    at timestamptz not null
  )`,
  sql`create index arrivals_of_session on arrivals (session_id)`,
];

export const life: Migration = {
  async up(db) {
    for (const statement of statements) await statement.execute(db);
  },
};
