// Taking out of the catalogue what Livestorm no longer has.
import type { Db } from './tables.ts';

/** With their sessions. */
export async function removeEvents(db: Db, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.deleteFrom('sessions').where('eventId', 'in', ids).execute();
  await db.deleteFrom('events').where('id', 'in', ids).execute();
}

export async function removeSession(db: Db, id: string): Promise<void> {
  await db.deleteFrom('sessions').where('id', '=', id).execute();
}

export async function removeUnseen(db: Db, ids: string[], since: Date): Promise<void> {
  const seen = new Set(ids);
  const old = await db.selectFrom('events').select('id').where('readAt', '<', since).execute();
  await removeEvents(
    db,
    old.map(({ id }) => id).filter((id) => !seen.has(id)),
  );
}
