// What was read of people for one person to leaf through: kept for minutes, so that leafing costs no call.
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
];

export const people: Migration = {
  async up(db) {
    for (const statement of statements) await statement.execute(db);
  },
};
