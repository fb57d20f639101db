// Questions that somebody is to answer after all: one item for each question and channel, with an owner and a due time.
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements = [
  sql`create table follow_ups (
    id integer generated always as identity primary key,
    session_id text not null check (session_id <> ''),
    question_id text not null check (question_id <> ''),
    channel text not null check (channel <> ''),
    words text not null,
    asked_by text check (asked_by <> ''),
    owner text check (owner <> ''),
    due_at timestamptz not null,
    made_by text not null check (made_by <> ''),
    made_at timestamptz not null,
    done_at timestamptz,
    done_by text check (done_by <> ''),
    nudges integer not null default 0 check (nudges between 0 and 3),
    nudged_at timestamptz,
    unique (session_id, question_id, channel),
    check ((done_at is null) = (done_by is null)),
    check ((nudges = 0) = (nudged_at is null))
  )`,
  sql`create index follow_ups_of_owner on follow_ups (owner, due_at) where done_at is null and owner is not null`,
];

export const followUps: Migration = {
  async up(db) {
    for (const statement of statements) await statement.execute(db);
  },
};
