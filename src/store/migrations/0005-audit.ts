// Who did what, and who was refused what. Rows are added and, when they are old, deleted by the retention job alone.
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements = [
  sql`create table audit (
    id integer generated always as identity primary key,
    at timestamptz not null,
    person text not null check (person <> ''),
    verb text not null check (verb <> ''),
    kind text check (kind <> ''),
    thing text check (thing <> ''),
    title text,
    event_id text check (event_id <> ''),
    made text check (made <> ''),
    registrant text check (registrant <> ''),
    result text not null check (result in ('done', 'refused', 'failed', 'unsure')),
    code text check (code <> ''),
    calls integer not null check (calls >= 0),
    check ((result = 'done') = (code is null)),
    check (kind is not null or (thing is null and title is null)),
    check (title !~* '[a-z0-9]@[a-z0-9]' and registrant not like '%@%')
  )`,
  sql`create index audit_by_time on audit (at)`,
  sql`create index audit_by_person on audit (person, id)`,
  sql`create index audit_by_event on audit (event_id, id)`,
  sql`create function audit_is_append_only() returns trigger language plpgsql as $$ begin
    if tg_op = 'DELETE' and current_setting('showrunner.retention', true) = 'on' then
      return old;
    end if;
    raise exception 'the audit log is append-only';
  end $$`,
  sql`create trigger audit_append_only before update or delete on audit
    for each row execute function audit_is_append_only()`,
];

export const audit: Migration = {
  async up(db) {
    for (const statement of statements) await statement.execute(db);
  },
};
