// Sessions of more pages than are read unasked: what was read of them so far, and what was decided about the rest.
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements = [
  sql`create table heard_pages (
    session_id text not null check (session_id <> ''),
    list text not null check (list in ('people', 'questions', 'chat')),
    first integer not null check (first >= 0),
    next integer check (next > first),
    pages integer,
    count integer,
    rows integer not null check (rows >= 0),
    data text not null,
    read_at timestamptz not null,
    ended_at timestamptz,
    primary key (session_id, list, first)
  )`,
  sql`create table long_sessions (
    session_id text primary key check (session_id <> ''),
    decision text not null check (decision in ('read', 'left')),
    decided_by text not null check (decided_by <> ''),
    decided_at timestamptz not null
  )`,
];

export const longSessions: Migration = {
  async up(db) {
    for (const statement of statements) await statement.execute(db);
  },
};
