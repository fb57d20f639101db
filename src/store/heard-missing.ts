// What Livestorm lists no more of a live session: it says nowhere that something was deleted, so a list is compared with what it held.
import { sql } from 'kysely';
import type { Heard } from './heard.ts';
import type { HeardRow } from './live-tables.ts';
import type { Db } from './tables.ts';

/** A part of a list, as it was read: all that Livestorm lists between two moments, without these. */
export interface Stretch extends Pick<HeardRow, 'sessionId' | 'kind'> {
  ids: string[];
  /** Null: from its beginning. */
  after: Date | null;
  /** Null: to its end. */
  before: Date | null;
  readAt: Date;
}

/** In the text of the JSON, where words have their quotation marks escaped. */
export const isListed = sql<boolean>`strpos(data::text, '"isGone":true') = 0`;

const holds = (data: unknown, name: string): data is Record<string, unknown> =>
  typeof data === 'object' && data !== null && name in data;

/** Livestorm lists it no more: of its data only its place is left. */
export const isGone = (data: unknown): boolean => holds(data, 'isGone');

/** That somebody was forgotten stays known. */
const withoutWords = ({ id, at, data }: Heard): object =>
  holds(data, 'isErased') ? { ...data, isGone: true } : { id, at: at?.getTime() ?? null, isGone: true };

/** Somebody was forgotten: their words do not come back with what Livestorm says anew, only whether it was answered. */
export function readAgainAs(
  known: unknown,
  { read, answered }: { read: unknown; answered: HeardRow['answered'] },
): unknown {
  if (!holds(known, 'isErased')) return read;
  const { isGone: _, ...kept } = known;
  if (answered === null) return kept;
  return { ...kept, aloud: answered === 'aloud', response: answered === 'written' ? '(erased)' : null };
}

export async function dropMissing(db: Db, stretches: Stretch[]): Promise<void> {
  for (const { sessionId, kind, ids, after, before, readAt } of stretches) {
    const missing = await db
      .selectFrom('heard')
      .selectAll()
      .where('sessionId', '=', sessionId)
      .where('kind', '=', kind)
      // What another look heard meanwhile is newer than this.
      .where('pageReadAt', '<=', readAt)
      .where(isListed)
      .where(sql<boolean>`id <> all(${ids})`)
      .$if(after !== null, (rows) => rows.where('at', '>', after))
      .$if(before !== null, (rows) => rows.where('at', '<', before))
      .execute();
    for (const one of missing)
      await db
        .updateTable('heard')
        .set({ data: JSON.stringify(withoutWords(one)), told: false })
        .where('sessionId', '=', sessionId)
        .where('kind', '=', kind)
        .where('id', '=', one.id)
        .execute();
  }
}
