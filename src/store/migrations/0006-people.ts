// What was read of people for one person to leaf through, kept for minutes; and lists that are imported, kept for a day.
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements = [
  sql`create table readings (
    person text not null check (person <> ''),
    what text not null check (what <> ''),
    data json not null,
    read_at timestamptz not null,
    primary key (person, what)
  )`,
  sql`create index readings_by_age on readings (read_at)`,
  sql`create table imports (
    id text primary key check (id <> ''),
    person text not null check (person <> ''),
    session_id text not null check (session_id <> ''),
    source text not null,
    columns json not null,
    known json,
    state text not null default 'draft' check (state in ('draft', 'running', 'stopping', 'done', 'stopped')),
    stop json,
    calls integer not null default 0 check (calls >= 0),
    created_at timestamptz not null,
    ended_at timestamptz,
    given_at timestamptz,
    check ((state in ('done', 'stopped')) = (ended_at is not null)),
    check (state not in ('stopping', 'stopped') or stop is not null),
    check (given_at is null or ended_at is not null)
  )`,
  sql`create table import_batches (
    import_id text not null references imports (id) on delete cascade,
    number integer not null check (number > 0),
    rows json not null,
    results json not null,
    people integer not null check (people > 0),
    settled integer not null default 0 check (settled between 0 and people),
    added integer not null default 0 check (added between 0 and settled),
    state text not null default 'waiting' check (state in ('waiting', 'sending', 'lost', 'sent', 'done')),
    first_sent_at timestamptz,
    sent_at timestamptz,
    job_id text check (job_id <> ''),
    looks integer not null default 0 check (looks >= 0),
    primary key (import_id, number),
    check (state in ('waiting', 'done') or sent_at is not null),
    check ((state = 'sent') <= (job_id is not null))
  )`,
  sql`create unique index import_batches_by_job on import_batches (job_id) where job_id is not null`,
  // Where a message to a person stands: their conversation with the bot, whose id only Slack's answer tells.
  sql`alter table outbox add column posted_in text check (posted_in <> '')`,
];

export const people: Migration = {
  async up(db) {
    for (const statement of statements) await statement.execute(db);
  },
};
