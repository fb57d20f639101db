// What the bot says on its own: a row for each message, written with what it is about, worked by jobs/outbox.ts.
import { type Selectable, sql } from 'kysely';
import { now, soon } from './database-clock.ts';
import { type Claim, type Claimed, claim, type OutboxTimes } from './outbox-claim.ts';
import { type OutboxEdits, outboxEdits, stale } from './outbox-edits.ts';
import { mineOf, type OutboxLooks, outboxLooks } from './outbox-looks.ts';
import type { OutboxRow, StoredMessage } from './outbox-row.ts';
import { doubtOf } from './restored.ts';
import { SILENT } from './retention.ts';
import type { Db } from './tables.ts';

export type OutboxMessage = Selectable<OutboxRow>;

export interface Outbox extends OutboxEdits, OutboxLooks {
  /**
   * Adds the parts of one message, in order: the first in the channel and the others in its thread, or all of them in
   * the thread of what was said under the key `under`. False, and nothing is added, when the key is known.
   */
  add(channel: string, key: string, messages: StoredMessage[], under?: string): Promise<boolean>;
  /** Takes the next message of a channel. Only inside a transaction, which is to be committed before the call. */
  claim(channel: string, times: OutboxTimes): Promise<Claim>;
  /** It stands in the channel, or in the conversation that Slack named. */
  sent(id: number, ts: string, postedIn?: string | null): Promise<void>;
  /** It may stand in the channel: stays `sending`, until it is looked for. */
  unknown(claimed: Claimed, error: string): Promise<void>;
  /** Nothing was posted, and it is to be tried again in `waitMs`; with `hold`, nothing is sent to the channel till then. */
  again(claimed: Claimed, retry: { waitMs: number; error: string | null; hold?: boolean }): Promise<void>;
  /** Nothing was posted, nor will be: neither this part nor those after it. False when another has taken it. */
  failed(claimed: Claimed, error: string): Promise<boolean>;
  /** Nothing was posted: two parts take its place, and those after it move up. */
  halve(claimed: Claimed, halves: [StoredMessage, StoredMessage]): Promise<void>;
  /** Nothing was posted: says it in other words. */
  reword(claimed: Claimed, message: StoredMessage): Promise<void>;
  /** The bot may not look: a person decides. False when it is decided already. */
  ambiguous(claimed: Claimed, error: string): Promise<boolean>;
  /** What a person decided. Null when there is nothing to decide any more. */
  decide(id: number, verdict: 'there' | 'again'): Promise<OutboxMessage | null>;
  /** What was given up in a channel, and still has its words, is to be posted after all. Resolves with how many messages. */
  revive(channel: string): Promise<number>;
  /** Channels with messages or edits that wait for nothing but their job. */
  dueChannels(): Promise<string[]>;
  /** All parts under a key, in order. */
  of(key: string): Promise<OutboxMessage[]>;
}

export function outbox(db: Db): Outbox {
  const mine = mineOf(db);

  return {
    ...outboxEdits(db),
    ...outboxLooks(db),
    async add(channel, key, messages, under) {
      const doubt = await doubtOf(db);
      const [first, ...rest] = messages.map((message, part) => ({
        ...doubt,
        channel,
        key,
        part,
        of: messages.length,
        message: JSON.stringify(message),
        under: under ?? null,
      }));
      if (!first) return false;
      const added = await db
        .insertInto('outbox')
        .values(first)
        .onConflict((known) => known.doNothing())
        .executeTakeFirst();
      if (added.numInsertedOrUpdatedRows !== 1n) return false;
      if (rest.length > 0) await db.insertInto('outbox').values(rest).execute();
      return true;
    },
    claim: (channel, times) => claim(db, channel, times),
    async sent(id, ts, postedIn = null) {
      await db
        .updateTable('outbox')
        .set({ state: 'sent', ts, postedIn, error: null, looks: 0, lookedAt: null, shownVersion: sql`tried_version` })
        .where('id', '=', id)
        .where('state', 'in', ['sending', 'pending', 'ambiguous'])
        .where('tries', '>', 0)
        .execute();
    },
    async unknown(claimed, error) {
      await mine(claimed).set({ error }).execute();
    },
    async again(claimed, { waitMs, error, hold = false }) {
      const at = soon(waitMs);
      await mine(claimed).set({ state: 'pending', notBefore: at, error }).execute();
      if (!hold) return;
      const { channel } = claimed;
      const nextAt = sql<Date>`greatest(next_at, ${at})`;
      await db.updateTable('posting').set({ nextAt }).where('channel', '=', channel).execute();
    },
    async failed(claimed, error) {
      const { numUpdatedRows } = await mine(claimed).set({ state: 'failed', error }).executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      await db
        .updateTable('outbox')
        .set({ state: 'failed', error: `part ${claimed.part} failed` })
        .where('key', '=', claimed.key)
        .where('part', '>', claimed.part)
        .where('state', '=', 'pending')
        .execute();
      return true;
    },
    async halve(claimed, [before, after]) {
      const { channel, key, part } = claimed;
      const message = JSON.stringify(before);
      const { numUpdatedRows } = await mine(claimed).set({ state: 'pending', message }).executeTakeFirst();
      if (numUpdatedRows === 0n) return;
      const of = claimed.of + 1;
      await db.updateTable('outbox').set({ of }).where('key', '=', key).execute();
      // From the last: two parts must not have one number, not even for a moment.
      for (let last = of - 2; last > part; last--) {
        await db
          .updateTable('outbox')
          .set({ part: last + 1 })
          .where('key', '=', key)
          .where('part', '=', last)
          .execute();
      }
      const added = { channel, key, part: part + 1, of, message: JSON.stringify(after), under: claimed.under };
      await db.insertInto('outbox').values(added).execute();
    },
    async reword(claimed, message) {
      await mine(claimed)
        .set({ state: 'pending', message: JSON.stringify(message) })
        .execute();
    },
    async ambiguous(claimed, error) {
      const to = { state: 'ambiguous', error, looks: 0, lookedAt: null } as const;
      return (await mine(claimed).set(to).executeTakeFirst()).numUpdatedRows > 0n;
    },
    async decide(id, verdict) {
      const to = verdict === 'there' ? ({ state: 'there', error: null } as const) : ({ state: 'pending' } as const);
      const decided = db.updateTable('outbox').set(to).where('id', '=', id).where('state', '=', 'ambiguous');
      return (await decided.returningAll().executeTakeFirst()) ?? null;
    },
    async revive(channel) {
      const { numUpdatedRows } = await db
        .updateTable('outbox')
        .set({ state: 'pending', error: null, notBefore: now })
        .where('channel', '=', channel)
        .where('state', '=', 'failed')
        .where(sql`message::text`, '<>', SILENT)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
    async dueChannels() {
      const rows = await db
        .selectFrom('outbox')
        .select('channel')
        .distinct()
        .where((is) =>
          is.or([
            is.and([is('state', '=', 'pending'), is('notBefore', '<=', now)]),
            is.and([stale, is(sql`coalesce(edit_at, '-infinity')`, '<=', now)]),
          ]),
        )
        .execute();
      return rows.map(({ channel }) => channel);
    },
    async of(key) {
      return await db.selectFrom('outbox').selectAll().where('key', '=', key).orderBy('part').execute();
    },
  };
}
