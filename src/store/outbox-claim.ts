// Taking the next message of a channel: in order, one at a time, at most one a `pace` over all instances.
import { sql } from 'kysely';
import { interval, now, soon } from './database-clock.ts';
import type { StoredMessage } from './outbox-row.ts';
import type { Db } from './tables.ts';

/** How long things take, in milliseconds; all moments are the database's own. */
export interface OutboxTimes {
  /** Between two messages of one channel (Slack takes about one a second). */
  paceMs: number;
  /** The longest between a claim and its call: a process that stood still must not send late. */
  guardMs: number;
  /** The longest a call may take. */
  callMs: number;
  /** After this a message whose outcome is not known is looked for; much longer than guard and call together. */
  leaseMs: number;
  /** Between two looks. */
  lookMs: number;
  /** Between two edits of one message. */
  editMs: number;
}

/** A message on its way. `tries` tells this claim from a later one of the same message. */
export interface Claimed {
  id: number;
  channel: string;
  key: string;
  part: number;
  of: number;
  message: StoredMessage;
  tries: number;
  triedAt: Date;
  createdAt: Date;
  /** The key of what it stands under; null for what has a place in the channel itself. */
  under: string | null;
  /** Where the thread's first message stands. Null for that message itself, or when nobody knows. */
  threadTs: string | null;
}

export type Claim = { kind: 'message'; claimed: Claimed } | { kind: 'later'; at: Date } | { kind: 'nothing' };

interface Next extends Omit<Claimed, 'tries' | 'triedAt' | 'message'> {
  at: Date;
  isDue: boolean;
}

/**
 * The row in `posting` is locked first: claims of one channel come one after the other, and each sees what the one
 * before it did. While a call may be on its way, nothing else is claimed in its channel; one whose outcome is known to
 * be unknown holds up nothing but the parts after it.
 */
export async function claim(db: Db, channel: string, times: OutboxTimes): Promise<Claim> {
  await db
    .insertInto('posting')
    .values({ channel })
    .onConflict((known) => known.doNothing())
    .execute();
  await db.selectFrom('posting').select('nextAt').where('channel', '=', channel).forUpdate().execute();
  const next = await oldest(db, channel, times);
  if (!next) return { kind: 'nothing' };
  const { at, isDue, ...row } = next;
  if (!isDue) return { kind: 'later', at };
  // Its words as of now: they may have changed since they were looked at.
  const { triedAt, ...taken } = await db
    .updateTable('outbox')
    .set(({ eb, ref }) => ({
      state: 'sending',
      triedAt: now,
      tries: eb('tries', '+', 1),
      triedVersion: ref('version'),
      error: null,
    }))
    .where('id', '=', row.id)
    .where('state', '=', 'pending')
    .returning(['tries', 'triedAt', 'message'])
    .executeTakeFirstOrThrow();
  await db
    .updateTable('posting')
    .set({ nextAt: soon(times.paceMs) })
    .where('channel', '=', channel)
    .execute();
  return { kind: 'message', claimed: { ...row, ...taken, triedAt: triedAt ?? at } };
}

/** Nobody holds a channel for longer (slack/post-outcome.ts: five minutes): the database's clock was set back since. */
const LONGEST_HOLD = sql`interval '10 minutes'`;

/** The oldest that may be sent now, else the one that may be sent first. A key's age is that of its part 0. */
async function oldest(db: Db, channel: string, { guardMs, callMs }: OutboxTimes): Promise<Next | undefined> {
  const onItsWay = interval(guardMs + callMs + 1_000);
  const { rows } = await sql<Next>`
    with ready as (
      select o.id, o.channel, o.key, o.part, o."of", o.created_at, o.under, root.ts as thread_ts,
        case when o.under is null then coalesce(root.id, o.id) else o.id end as age,
        greatest(o.not_before, case when p.next_at < clock_timestamp() + ${LONGEST_HOLD} then p.next_at end, (
          select max(other.tried_at) + ${onItsWay} from outbox other
          where other.channel = ${channel} and other.state = 'sending' and other.error is null
            and other.tried_at <= clock_timestamp()
        )) as at
      from outbox o
      join posting p on p.channel = o.channel
      left join outbox root on root.key = coalesce(o.under, o.key) and root.part = 0
      left join outbox before on before.key = o.key and before.part = o.part - 1
      where o.channel = ${channel} and o.state = 'pending' and (o.part = 0 or before.state in ('sent', 'there'))
        and (o.under is null or root.id is null or root.state in ('sent', 'there', 'failed'))
    )
    select id, channel, key, part, "of", created_at, under, thread_ts, at, at <= clock_timestamp() as is_due
    from ready
    order by at <= clock_timestamp() desc, case when at > clock_timestamp() then at end, age, part
    limit 1`.execute(db);
  return rows[0];
}
