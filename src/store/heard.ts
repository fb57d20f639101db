// What was asked and written in a session that is followed live: each thing once, and what became of a question.
import { type Selectable, sql } from 'kysely';
import { dropMissing, isGone, isListed, readAgainAs, type Stretch } from './heard-missing.ts';
import type { HeardRow, ListKind, Mark } from './live-tables.ts';
import type { Db } from './tables.ts';

export type Heard = Selectable<HeardRow>;
export type NewHeard = Pick<HeardRow, 'sessionId' | 'kind' | 'id' | 'page' | 'pageReadAt' | 'at' | 'answered'> & {
  data: unknown;
};

export interface HeardThings {
  /** Keeps what is new, and what Livestorm says otherwise by now: an answered question. Resolves with how many are new. */
  keep(things: NewHeard[]): Promise<number>;
  /** What stood in these stretches, and Livestorm lists there no more, loses its words and is to be said otherwise. */
  dropMissing(stretches: Stretch[]): Promise<void>;
  /** What is to be said, or said otherwise, in the order of time; each is given once, if the transaction is committed. */
  takeUntold(sessionId: string): Promise<Heard[]>;
  /** Sessions with such things. */
  untold(): Promise<string[]>;
  /** All of a session that Livestorm lists, as far as is known, in the order of time, then of the id. */
  of(sessionId: string, kind: ListKind): Promise<Heard[]>;
  /** Pages that hold questions nobody has answered, and when each was read last. */
  openPages(sessionId: string): Promise<{ page: number; readAt: Date }[]>;
  /** Locked until the transaction is over. */
  question(id: string): Promise<Heard | null>;
  mark(question: Pick<Heard, 'sessionId' | 'id'>, mark: { mark: Mark; by: string } | null): Promise<void>;
  saidIn(question: Pick<Heard, 'sessionId' | 'id'>, channel: string): Promise<void>;
  /** These messages of the chat are said together. */
  saidTogether(messages: Pick<Heard, 'sessionId' | 'id'>[], as: string): Promise<void>;
  /** What was said together, in its order. */
  together(sessionId: string, as: string): Promise<Heard[]>;
  counts(sessionId: string): Promise<Record<ListKind, number>>;
}

const timeOf = ({ at }: Heard) => at?.getTime() ?? 0;

const inOrder = (things: Heard[]): Heard[] =>
  things.toSorted((a, b) => timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1));

export function heard(db: Db): HeardThings {
  const question = ({ sessionId, id }: Pick<Heard, 'sessionId' | 'id'>) =>
    db.updateTable('heard').where('sessionId', '=', sessionId).where('kind', '=', 'questions').where('id', '=', id);
  async function keepPage(things: NewHeard[]): Promise<number> {
    const [first] = things;
    if (!first) return 0;
    const { sessionId, kind, page, pageReadAt } = first;
    const ids = things.map(({ id }) => id);
    const mine = db.updateTable('heard').where('sessionId', '=', sessionId).where('kind', '=', kind);
    const known = await mine.set({ page, pageReadAt }).where('id', 'in', ids).returning(['id', 'data']).execute();
    const before = new Map(known.map(({ id, data }) => [id, JSON.stringify(data)]));
    const added = things.filter(({ id }) => !before.has(id)).map((row) => ({ ...row, data: JSON.stringify(row.data) }));
    if (added.length > 0)
      await db
        .insertInto('heard')
        .values(added)
        .onConflict((there) => there.doNothing())
        .execute();
    for (const { id, data: read, answered } of things) {
      const there = known.find((each) => each.id === id);
      if (kind === 'chat' && !isGone(there?.data)) continue;
      const data = readAgainAs(there?.data, { read, answered });
      const json = JSON.stringify(data);
      if ((before.get(id) ?? json) === json) continue;
      await mine.set({ data: json, answered, told: false }).where('id', '=', id).execute();
    }
    return added.length;
  }
  return {
    async keep(things) {
      let added = 0;
      for (const page of Map.groupBy(things, ({ kind, page }) => `${kind} ${page}`).values())
        added += await keepPage(page);
      return added;
    },
    dropMissing: (stretches) => dropMissing(db, stretches),
    async takeUntold(sessionId) {
      const taken = await db
        .updateTable('heard')
        .set({ told: true })
        .where('sessionId', '=', sessionId)
        .where('told', '=', false)
        .returningAll()
        .execute();
      return inOrder(taken);
    },
    async untold() {
      const rows = await db.selectFrom('heard').select('sessionId').distinct().where('told', '=', false).execute();
      return rows.map(({ sessionId }) => sessionId);
    },
    async of(sessionId, kind) {
      return await db
        .selectFrom('heard')
        .selectAll()
        .where('sessionId', '=', sessionId)
        .where('kind', '=', kind)
        .where(isListed)
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
        .where(isListed)
        .groupBy('page')
        .orderBy('page')
        .execute();
    },
    async question(id) {
      const found = db
        .selectFrom('heard')
        .selectAll()
        .where('kind', '=', 'questions')
        .where('id', '=', id)
        .where(isListed);
      return (await found.forUpdate().executeTakeFirst()) ?? null;
    },
    async mark(asked, mark) {
      await question(asked)
        .set({ mark: mark?.mark ?? null, markedBy: mark?.by ?? null, told: false })
        .execute();
    },
    async saidIn(asked, channel) {
      await question(asked)
        .set({ saidIn: sql<string[]>`array_append(array_remove(said_in, ${channel}), ${channel})` })
        .execute();
    },
    async saidTogether(messages, as) {
      const ids = messages.map(({ id }) => id);
      await db
        .updateTable('heard')
        .set({ saidIn: sql<string[]>`array_append(said_in, ${as})` })
        .where('sessionId', '=', messages[0]?.sessionId ?? '')
        .where('kind', '=', 'chat')
        .where('id', 'in', ids)
        .execute();
    },
    async together(sessionId, as) {
      const said = db.selectFrom('heard').selectAll().where('sessionId', '=', sessionId).where('kind', '=', 'chat');
      return inOrder(await said.where(sql<boolean>`${as} = any(said_in)`).execute());
    },
    async counts(sessionId) {
      const rows = await db
        .selectFrom('heard')
        .select(({ fn }) => ['kind', fn.countAll<string>().as('count')])
        .where('sessionId', '=', sessionId)
        .where(isListed)
        .groupBy('kind')
        .execute();
      const of = (kind: ListKind) => Number(rows.find((row) => row.kind === kind)?.count ?? 0);
      return { questions: of('questions'), chat: of('chat') };
    },
  };
}
