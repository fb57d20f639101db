// Following a live session: how far each of its lists was read, what was heard, and which channels asked for themselves.
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements = [
  sql`create table live_follows (
    session_id text primary key check (session_id <> ''),
    began_at timestamptz not null,
    next_at timestamptz,
    ended_at timestamptz,
    pace text not null default 'usual' check (pace in ('usual', 'slowed', 'paused')),
    every_seconds integer not null check (every_seconds between 15 and 480),
    calls integer not null default 0 check (calls >= 0),
    taken_until timestamptz,
    heard_until timestamptz,
    over boolean not null default false,
    check ((ended_at is null) = (next_at is not null)),
    check (ended_at is null or taken_until is null)
  )`,
  sql`create index live_follows_next on live_follows (next_at) where ended_at is null`,
  // A list is read from its page on, 0 the first: what stands before it is full, and known.
  sql`create table live_lists (
    session_id text not null references live_follows on delete cascade,
    kind text not null check (kind in ('questions', 'chat')),
    page integer not null default 0 check (page >= 0),
    next_at timestamptz not null,
    read_at timestamptz,
    closed_at timestamptz check (closed_at is null or read_at is not null),
    primary key (session_id, kind)
  )`,
  sql`create table heard (
    session_id text not null,
    kind text not null,
    id text not null check (id <> ''),
    page integer not null check (page >= 0),
    page_read_at timestamptz not null,
    at timestamptz,
    data json not null,
    answered text check (answered in ('no', 'aloud', 'written')),
    mark text check (mark in ('taken', 'answered', 'later')),
    marked_by text check (marked_by <> ''),
    said_in text[] not null default '{}',
    told boolean not null default false,
    primary key (session_id, kind, id),
    foreign key (session_id, kind) references live_lists on delete cascade,
    check ((kind = 'questions') = (answered is not null)),
    check ((mark is null) = (marked_by is null)),
    check (mark is null or kind = 'questions')
  )`,
  sql`create index heard_untold on heard (session_id) where not told`,
  sql`create index heard_questions on heard (id) where kind = 'questions'`,
  sql`create table live_channels (
    session_id text not null check (session_id <> ''),
    channel text not null check (channel <> ''),
    wants boolean not null,
    changed_by text not null check (changed_by <> ''),
    changed_at timestamptz not null,
    primary key (session_id, channel)
  )`,
];

export const live: Migration = {
  async up(db) {
    for (const statement of statements) await statement.execute(db);
  },
};
