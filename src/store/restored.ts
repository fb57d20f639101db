// After a backup is restored the database knows less than Slack and Livestorm do: what it thinks is still to be done may
// have been done. For a day it is looked for first (docs/reliability.md, F19).
import { sql } from 'kysely';
import { settings } from './settings.ts';
import type { Db } from './tables.ts';

const RESTORED = 'restored';
const DAY_MS = 24 * 60 * 60 * 1_000;

/** Why a message that was never tried may stand in its channel. */
const MAY_STAND = 'restored from a backup';

interface Restored {
  /** The last that is known to have happened before the backup: what was posted since stands in the channels after it. */
  from: string;
  until: string;
}

/** Called once, on a database that nobody uses yet. */
export async function markRestored(db: Db): Promise<void> {
  const { rows } = await sql<{ from: Date | null; now: Date }>`
    select now(), (select max(at) from (
      select max(at) as at from ledger union all select max(created_at) from outbox union all
      select max(tried_at) from outbox union all select max(received_at) from deliveries) known) as "from"`.execute(db);
  const [{ from, now } = { from: null, now: new Date() }] = rows;
  const restored: Restored = {
    from: (from ?? new Date(now.getTime() - DAY_MS)).toISOString(),
    until: new Date(now.getTime() + DAY_MS).toISOString(),
  };
  await settings(db).set(RESTORED, JSON.stringify(restored));
  await sql`update outbox set state = 'sending', tries = 1, tried_at = created_at, error = ${MAY_STAND}
    where state = 'pending' and tries = 0`.execute(db);
  await sql`update outbox set state = 'sending', error = ${MAY_STAND} where state = 'pending'`.execute(db);
  await sql`update submissions set state = 'writing', writing_since = claimed_at where state = 'received'`.execute(db);
  // Events and subscriptions may have come and gone as well: both are read anew at the start.
  await sql`delete from settings where key in ('catalogue.refreshed', 'webhooks.checked')`.execute(db);
}

/** How a new message is born: during that day, as one of which it is not known whether it stands in its channel. */
export async function doubtOf(db: Db) {
  const known = await settings(db).get(RESTORED);
  if (known === null) return {};
  const { from, until } = JSON.parse(known) as Restored;
  if (new Date(until).getTime() <= Date.now()) return {};
  return { state: 'sending', tries: 1, triedAt: new Date(from), error: MAY_STAND } as const;
}
