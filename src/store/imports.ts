// Lists of people that are imported: a row for each list and for each batch of fifty, so that a crash loses neither.
import { type Selectable, sql } from 'kysely';
import { type Batches, batches } from './import-batches.ts';
import type { BatchRow, Columns, ImportState, PeopleTables, Stop } from './people-tables.ts';
import type { Db } from './tables.ts';

export type Import = Selectable<PeopleTables['imports']>;

export interface NewImport {
  id: string;
  person: string;
  sessionId: string;
  source: string;
  columns: Columns;
  createdAt: Date;
}

export interface Imports extends Batches {
  draft(list: NewImport): Promise<void>;
  get(id: string): Promise<Import | null>;
  /** What the columns mean, and who was registered before. Nothing happens to one that was begun. */
  redraft(id: string, changes: { columns: Columns; known: string[] | null }): Promise<void>;
  /** With its batches, in one transaction. False when it was begun before. */
  begin(id: string, rows: BatchRow[][]): Promise<boolean>;
  /** Sends nothing more. The first reason stays. */
  stop(id: string, stop: Stop): Promise<void>;
  /** Over: `stopped` when it was stopping. False when it was over before. */
  end(id: string, at: Date): Promise<boolean>;
  /** The person has the file of the results. */
  given(id: string, at: Date): Promise<void>;
  spend(id: string, calls: number): Promise<void>;
  /** Those whose work is not done. */
  unfinished(): Promise<string[]>;
  /** Those that were begun or drafted before, and are not being worked on. */
  forget(createdBefore: Date): Promise<void>;
}

const WORKED: ImportState[] = ['running', 'stopping'];

export function imports(db: Db): Imports {
  const one = (id: string) => db.updateTable('imports').where('id', '=', id);

  return {
    ...batches(db),
    async draft({ columns, ...list }) {
      await db
        .insertInto('imports')
        .values({ ...list, columns: JSON.stringify(columns) })
        .execute();
    },
    async get(id) {
      return (await db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
    },
    async redraft(id, { columns, known }) {
      await one(id)
        .set({ columns: JSON.stringify(columns), known: known && JSON.stringify(known) })
        .where('state', '=', 'draft')
        .execute();
    },
    async begin(id, rows) {
      const begun = await one(id).set({ state: 'running' }).where('state', '=', 'draft').executeTakeFirst();
      if (begun.numUpdatedRows !== 1n) return false;
      const each = rows.map((batch, index) => ({
        importId: id,
        number: index + 1,
        rows: JSON.stringify(batch),
        results: JSON.stringify(batch.map(() => null)),
        people: batch.length,
      }));
      if (each.length > 0) await db.insertInto('importBatches').values(each).execute();
      return true;
    },
    async stop(id, stop) {
      await one(id)
        .set({ state: 'stopping', stop: JSON.stringify(stop) })
        .where('state', '=', 'running')
        .execute();
    },
    async end(id, at) {
      const ended = await one(id)
        .set({ state: sql`case when state = 'stopping' then 'stopped' else 'done' end`, endedAt: at })
        .where('state', 'in', WORKED)
        .executeTakeFirst();
      return ended.numUpdatedRows === 1n;
    },
    async given(id, at) {
      await one(id).set({ givenAt: at }).execute();
    },
    async spend(id, calls) {
      await one(id)
        .set({ calls: sql`calls + ${calls}` })
        .execute();
    },
    async unfinished() {
      const rows = await db
        .selectFrom('imports')
        .select('id')
        .where((eb) =>
          eb.or([eb('state', 'in', WORKED), eb.and([eb('endedAt', 'is not', null), eb('givenAt', 'is', null)])]),
        )
        .execute();
      return rows.map(({ id }) => id);
    },
    async forget(createdBefore) {
      await db.deleteFrom('imports').where('createdAt', '<', createdBefore).where('state', 'not in', WORKED).execute();
    },
  };
}
