// A form that was sent is kept whole until it is done and answered, so that a crash cannot lose it or do it twice.
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

// The version before only claims keys, and works what it has claimed in its own process: its rows are born `done`.
const statements = [
  sql`alter table submissions
    add column form text not null default '',
    add column person text not null default '',
    add column view json,
    add column state text not null default 'done' check (state in ('received', 'writing', 'done', 'failed')),
    add column runs integer not null default 0 check (runs >= 0),
    add column writing_since timestamptz,
    add column wrote text check (wrote <> ''),
    add column outcome text check (outcome <> ''),
    add column answer json,
    add check (state in ('done', 'failed') or (view is not null and form <> '' and person <> '')),
    add check (state <> 'received' or writing_since is null),
    add check (state <> 'writing' or writing_since is not null),
    add check (state in ('done', 'failed') or (outcome is null and answer is null))`,
  sql`create unique index submissions_by_what_they_wrote on submissions (wrote) where wrote is not null`,
  sql`create index submissions_unanswered on submissions (claimed_at) where view is not null`,
];

export const submissionsKept: Migration = {
  async up(db) {
    for (const statement of statements) await statement.execute(db);
  },
};
