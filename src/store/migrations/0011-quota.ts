// What is learnt of Livestorm's period, who follows the quota, and when a session was looked at without being told.
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements = [
  // Between the two moments a period ended: fewer calls counted as used than before.
  sql`create table jumps (
    before_at timestamptz primary key,
    after_at timestamptz not null,
    check (after_at > before_at)
  )`,
  sql`create table quota_followers (
    channel text primary key check (channel <> ''),
    created_by text not null check (created_by <> ''),
    created_at timestamptz not null default now()
  )`,
  sql`create table looks (
    session_id text primary key check (session_id <> ''),
    due_since timestamptz not null,
    looks integer not null check (looks >= 0),
    next_at timestamptz not null
  )`,
];

export const quota: Migration = {
  async up(db) {
    for (const statement of statements) await statement.execute(db);
  },
};
