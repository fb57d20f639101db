// What stands in a channel and is to say something else now. An edit sent twice changes nothing: none is looked for.
import { sql } from 'kysely';
import { now, soon } from './database-clock.ts';
import type { OutboxTimes } from './outbox-claim.ts';
import type { StoredMessage } from './outbox-row.ts';
import type { Db } from './tables.ts';

/** The newest words of a message, on their way. */
export interface Edit {
  id: number;
  channel: string;
  /** The conversation to edit in, when Slack named it: a person's id will not do. */
  postedIn: string | null;
  key: string;
  part: number;
  ts: string;
  message: StoredMessage;
  version: number;
  /** Tries of this version. */
  editTries: number;
}

export type EditClaim = { kind: 'edit'; edit: Edit } | { kind: 'later'; at: Date } | { kind: 'nothing' };

export interface OutboxEdits {
  /**
   * From now on a message says this: what waits is posted so, what stands is edited, and only the newest words are
   * sent. Resolves with its channel; null when it says so already, or was not and will not be posted.
   */
  edit(key: string, part: number, message: StoredMessage): Promise<string | null>;
  /**
   * Messages of some channels with these words in their JSON, as they are to be; locked until the transaction is over.
   * Those that will not be posted are left out.
   */
  showing(channels: string[], words: string): Promise<Pick<Edit, 'key' | 'part' | 'message'>[]>;
  /** Takes the next message of a channel that is to be edited; no other instance takes it while the call may last. */
  claimEdit(channel: string, times: OutboxTimes): Promise<EditClaim>;
  /** It says so; for `editMs` it is left alone. */
  edited(edit: Edit, times: OutboxTimes): Promise<void>;
  editLater(edit: Edit, waitMs: number, error: string): Promise<void>;
  /** It stays as it is: it was deleted, or Slack takes no such edit. */
  editGivenUp(edit: Edit, error: string): Promise<void>;
}

/** Rows that stand and say something else than they are to. */
export const stale = sql<boolean>`state = 'sent' and version > coalesce(shown_version, 1)`;

/** It is there, or will be. */
const STANDS = ['pending', 'sending', 'sent', 'ambiguous'] as const;

export function outboxEdits(db: Db): OutboxEdits {
  const row = ({ id }: Edit) => db.updateTable('outbox').where('id', '=', id);
  return {
    async edit(key, part, message) {
      const words = JSON.stringify(message);
      const changed = await db
        .updateTable('outbox')
        .set(({ eb }) => ({ message: words, version: eb('version', '+', 1), editTries: 0, editError: null }))
        .where('key', '=', key)
        .where('part', '=', part)
        .where('state', 'in', [...STANDS])
        .where(sql`message::text`, '<>', words)
        .returning('channel')
        .executeTakeFirst();
      return changed?.channel ?? null;
    },
    async showing(channels, words) {
      return await db
        .selectFrom('outbox')
        .select(['key', 'part', 'message'])
        .where('channel', 'in', channels)
        .where('state', 'in', [...STANDS])
        .where(sql<boolean>`strpos(message::text, ${words}) > 0`)
        .orderBy('id')
        .forUpdate()
        .execute();
    },
    async claimEdit(channel, { guardMs, callMs }) {
      const next = db
        .selectFrom('outbox')
        .select('id')
        .where('channel', '=', channel)
        .where(stale)
        .where((is) => is.or([is('editAt', 'is', null), is('editAt', '<=', now)]))
        .orderBy('editAt', (by) => by.asc().nullsFirst())
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked();
      const edit = await db
        .updateTable('outbox')
        .set(({ eb }) => ({ editAt: soon(guardMs + callMs + 1_000), editTries: eb('editTries', '+', 1) }))
        .where('id', '=', next)
        .returning(['id', 'channel', 'postedIn', 'key', 'part', 'ts', 'message', 'version', 'editTries'])
        .executeTakeFirst();
      if (edit?.ts) return { kind: 'edit', edit: { ...edit, ts: edit.ts } };
      const later = await db
        .selectFrom('outbox')
        .select(({ fn }) => fn.min('editAt').as('at'))
        .where('channel', '=', channel)
        .where(stale)
        .executeTakeFirst();
      return later?.at ? { kind: 'later', at: later.at } : { kind: 'nothing' };
    },
    async edited(edit, { editMs }) {
      const done = { shownVersion: edit.version, editTries: 0, editError: null, editAt: soon(editMs) };
      await row(edit).set(done).execute();
    },
    async editLater(edit, waitMs, error) {
      await row(edit)
        .set({ editAt: soon(waitMs), editError: error })
        .execute();
    },
    async editGivenUp(edit, error) {
      await row(edit).set({ shownVersion: edit.version, editTries: 0, editError: error }).execute();
    },
  };
}
