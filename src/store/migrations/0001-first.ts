// The first tables. What Livestorm says is taken as it comes; what we decide ourselves is constrained.
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const catalogue = [
  sql`create table events (
    id text primary key check (id <> ''),
    title text,
    slug text not null default '',
    status text not null default '',
    owner_id text,
    time_zone text,
    registration_link text,
    estimated_duration_minutes integer,
    fields json,
    fields_read_at timestamptz,
    updated_at timestamptz,
    read_at timestamptz
  )`,
  sql`create table sessions (
    id text primary key check (id <> ''),
    event_id text not null references events (id),
    name text,
    status text not null,
    time_zone text not null,
    starts_at timestamptz,
    started_at timestamptz,
    ended_at timestamptz,
    canceled_at timestamptz,
    registrants_count integer not null,
    attendees_count integer not null,
    duration_seconds integer,
    room_link text,
    updated_at timestamptz,
    read_at timestamptz not null
  )`,
  sql`create index sessions_of_event on sessions (event_id)`,
  sql`create index sessions_by_start on sessions (starts_at)`,
  sql`create table people (
    id text primary key check (id <> ''),
    first_name text not null,
    last_name text not null,
    email text not null
  )`,
];

const memory = [
  sql`create table subscriptions (
    channel text not null check (channel <> ''),
    kind text not null check (kind in ('event', 'tag', 'all')),
    thing text not null check ((kind = 'all') = (thing = '')),
    features text[] not null,
    people text not null check (people in ('full', 'initials', 'none')),
    created_by text not null check (created_by <> ''),
    created_at timestamptz not null default now(),
    primary key (channel, kind, thing)
  )`,
  sql`create index subscriptions_of_thing on subscriptions (kind, thing)`,
  sql`create table deliveries (
    key text primary key check (key <> ''),
    event text not null check (event <> ''),
    body json not null,
    received_at timestamptz not null,
    done_at timestamptz,
    error text,
    check (done_at is null or error is null)
  )`,
  sql`create index deliveries_pending on deliveries (received_at) where done_at is null and error is null`,
  sql`create table digests (
    session_id text primary key check (session_id <> ''),
    data json not null,
    built_at timestamptz not null
  )`,
  sql`create table digest_posts (
    session_id text not null references digests (session_id),
    channel text not null check (channel <> ''),
    part integer not null check (part >= 0),
    ts text check (ts <> ''),
    primary key (session_id, channel, part)
  )`,
  sql`create table ledger (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    purpose_kind text not null check (purpose_kind <> ''),
    who text,
    operation text not null,
    method text not null,
    path text not null,
    status integer,
    milliseconds integer not null check (milliseconds >= 0),
    monthly_limit integer,
    monthly_remaining integer,
    resets_at timestamptz
  )`,
  sql`create index ledger_by_time on ledger (at)`,
  sql`create table settings (
    key text primary key check (key <> ''),
    value text not null
  )`,
  sql`create table submissions (
    key text primary key check (key <> ''),
    claimed_at timestamptz not null default now()
  )`,
];

export const first: Migration = {
  async up(db) {
    for (const statement of [...catalogue, ...memory]) await statement.execute(db);
  },
};
