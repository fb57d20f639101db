// What each session came to, in figures: what a digest compares its session with. No names, and nothing that was said.
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements = [
  sql`create table session_figures (
    session_id text primary key,
    event_id text not null,
    ended_at timestamptz not null,
    registrants integer not null check (registrants >= 0),
    attendees integer not null check (attendees >= 0),
    average_stay_seconds double precision check (average_stay_seconds >= 0),
    questions integer check (questions >= 0),
    messages integer check (messages >= 0)
  )`,
  sql`create index session_figures_by_event on session_figures (event_id, ended_at)`,
  sql`create index session_figures_by_end on session_figures (ended_at)`,
];

export const figures: Migration = {
  async up(db) {
    for (const statement of statements) await statement.execute(db);
  },
};
