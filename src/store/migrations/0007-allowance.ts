// What is left of Livestorm's allowance, and whose turn it is: one row for all instances.
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements = [
  sql`create table allowance (
    one boolean primary key default true check (one),
    next_at timestamptz not null default 'epoch',
    held_until timestamptz not null default 'epoch',
    period_limit integer check (period_limit >= 0),
    remaining integer,
    resets_at timestamptz,
    seen_at timestamptz,
    check ((remaining is null) = (seen_at is null))
  )`,
];

export const allowance: Migration = {
  async up(db) {
    for (const statement of statements) await statement.execute(db);
  },
};
