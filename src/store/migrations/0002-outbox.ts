// What the bot says on its own, each message a row. It takes the place of `digest_posts`, which no release had.
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements = [
  sql`drop table digest_posts`,
  sql`create table outbox (
    id integer generated always as identity primary key,
    channel text not null check (channel <> ''),
    key text not null check (key <> ''),
    part integer not null check (part >= 0),
    "of" integer not null check ("of" > part),
    message json not null,
    state text not null default 'pending'
      check (state in ('pending', 'sending', 'sent', 'there', 'failed', 'ambiguous')),
    not_before timestamptz not null default now(),
    tries integer not null default 0 check (tries >= 0),
    tried_at timestamptz,
    looks integer not null default 0 check (looks between 0 and 1),
    looked_at timestamptz,
    ts text check (ts <> ''),
    error text check (error <> ''),
    created_at timestamptz not null default now(),
    unique (key, part),
    check ((state = 'sent') = (ts is not null)),
    check ((tries = 0) = (tried_at is null)),
    check (tries > 0 or state in ('pending', 'failed')),
    check ((looks = 0) = (looked_at is null)),
    check (looks = 0 or state = 'sending'),
    check (error is not null or state not in ('failed', 'ambiguous')),
    check (error is null or state not in ('sent', 'there'))
  )`,
  sql`create index outbox_waiting on outbox (channel) where state = 'pending'`,
  sql`create index outbox_sending on outbox (tried_at) where state = 'sending'`,
  sql`create table posting (
    channel text primary key check (channel <> ''),
    next_at timestamptz not null default now()
  )`,
];

export const outbox: Migration = {
  async up(db) {
    for (const statement of statements) await statement.execute(db);
  },
};
