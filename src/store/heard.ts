// What was asked and written in a session that is followed live: each thing once, and what became of a question.
import { type Selectable, sql } from 'kysely';
import type { HeardRow, ListKind, Mark } from './live-tables.ts';
import type { Db } from './tables.ts';

export type Heard = Selectable<HeardRow>;
export type NewHeard = Pick<HeardRow, 'sessionId' | 'kind' | 'id' | 'page' | 'pageReadAt' | 'at' | 'answered'> & {
  data: unknown;
};

export interface HeardThings {
  /** Keeps what is new, and what Livestorm says otherwise by now: an answered question, mostly. */
  keep(things: NewHeard[]): Promise<{ added: Heard[]; changed: Heard[] }>;
  /** All of a session, in the order of time, then of the id. */
  of(sessionId: string, kind: ListKind): Promise<Heard[]>;
  /** Pages that hold questions nobody has answered, and when each was read last. */
  openPages(sessionId: string): Promise<{ page: number; readAt: Date }[]>;
  /** Locked until the transaction is over. */
  question(id: string): Promise<Heard | null>;
  mark(question: Pick<Heard, 'sessionId' | 'id'>, mark: { mark: Mark; by: string } | null): Promise<void>;
  saidIn(question: Pick<Heard, 'sessionId' | 'id'>, channel: string): Promise<void>;
  counts(sessionId: string): Promise<Record<ListKind, number>>;
}

export function heard(db: Db): HeardThings {
  const question = ({ sessionId, id }: Pick<Heard, 'sessionId' | 'id'>) =>
    db.updateTable('heard').where('sessionId', '=', sessionId).where('kind', '=', 'questions').where('id', '=', id);
  async function keepPage(things: NewHeard[]): Promise<{ added: Heard[]; changed: Heard[] }> {
    const [first] = things;
    if (!first) return { added: [], changed: [] };
    const { sessionId, kind, page, pageReadAt } = first;
    const ids = things.map(({ id }) => id);
    const mine = db.updateTable('heard').where('sessionId', '=', sessionId).where('kind', '=', kind);
    const added = await db
      .insertInto('heard')
      .values(things.map((thing) => ({ ...thing, data: JSON.stringify(thing.data) })))
      .onConflict((known) => known.doNothing())
      .returningAll()
      .execute();
    const before = await mine.set({ page, pageReadAt }).where('id', 'in', ids).returningAll().execute();
    const changed: Heard[] = [];
    for (const known of before) {
      const now = things.find(({ id }) => id === known.id);
      const data = JSON.stringify(now?.data);
      if (!now || JSON.stringify(known.data) === data) continue;
      const row = await mine.set({ data, answered: now.answered }).where('id', '=', known.id).returningAll().execute();
      changed.push(...row);
    }
    return { added, changed };
  }
  return {
    async keep(things) {
      const all: { added: Heard[]; changed: Heard[] } = { added: [], changed: [] };
      for (const page of Map.groupBy(things, ({ kind, page }) => `${kind} ${page}`).values()) {
        const { added, changed } = await keepPage(page);
        all.added.push(...added);
        all.changed.push(...changed);
      }
      return all;
    },
    async of(sessionId, kind) {
      return await db
        .selectFrom('heard')
        .selectAll()
        .where('sessionId', '=', sessionId)
        .where('kind', '=', kind)
        .orderBy(sql`at nulls first`)
        .orderBy('id')
        .execute();
    },
    async openPages(sessionId) {
      return await db
        .selectFrom('heard')
        .select(({ fn }) => ['page', fn.max('pageReadAt').as('readAt')])
        .where('sessionId', '=', sessionId)
        .where('answered', '=', 'no')
        .groupBy('page')
        .orderBy('page')
        .execute();
    },
    async question(id) {
      const found = db.selectFrom('heard').selectAll().where('kind', '=', 'questions').where('id', '=', id);
      return (await found.forUpdate().executeTakeFirst()) ?? null;
    },
    async mark(asked, mark) {
      await question(asked)
        .set({ mark: mark?.mark ?? null, markedBy: mark?.by ?? null })
        .execute();
    },
    async saidIn(asked, channel) {
      await question(asked)
        .set({ saidIn: sql<string[]>`array_append(array_remove(said_in, ${channel}), ${channel})` })
        .execute();
    },
    async counts(sessionId) {
      const rows = await db
        .selectFrom('heard')
        .select(({ fn }) => ['kind', fn.countAll<string>().as('count')])
        .where('sessionId', '=', sessionId)
        .groupBy('kind')
        .execute();
      const of = (kind: ListKind) => Number(rows.find((row) => row.kind === kind)?.count ?? 0);
      return { questions: of('questions'), chat: of('chat') };
    },
  };
}
