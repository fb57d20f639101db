// What the bot said may change: what stands in a channel is edited. And it may say more in the thread of what it said before.
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements = [
  // A version before this one edits nothing: what it posts stands as its first version.
  sql`alter table outbox
    add column under text check (under <> ''),
    add column version integer not null default 1 check (version > 0),
    add column tried_version integer check (tried_version <= version),
    add column shown_version integer check (shown_version <= version),
    add column edit_at timestamptz,
    add column edit_tries integer not null default 0 check (edit_tries >= 0),
    add column edit_error text check (edit_error <> '')`,
  sql`create index outbox_edits on outbox (channel) where state = 'sent' and version > coalesce(shown_version, 1)`,
];

export const edits: Migration = {
  async up(db) {
    for (const statement of statements) await statement.execute(db);
  },
};
