// The batches of an import: each sent at most once at a time, each with what became of its rows.
import { type Selectable, sql } from 'kysely';
import type { BatchState, PeopleTables, RowResult } from './people-tables.ts';
import type { Db } from './tables.ts';

export type Batch = Selectable<PeopleTables['importBatches']>;

/** A batch without its people. */
export type BatchLine = Pick<Batch, (typeof LINE)[number]>;

const LINE = ['number', 'state', 'sentAt', 'jobId', 'looks', 'people', 'settled', 'added'] as const;

export interface Batches {
  /** In order. */
  lines(importId: string): Promise<BatchLine[]>;
  batches(importId: string): Promise<Batch[]>;
  batch(importId: string, number: number): Promise<Batch | null>;
  /**
   * On record before it is sent: it may have reached Livestorm from now on. False when another took it. `from` says
   * in which state it is taken.
   */
  sending(importId: string, number: number, take: { from: 'waiting' | 'lost'; at: Date }): Promise<boolean>;
  /** Nothing of it was done. */
  waits(importId: string, number: number): Promise<void>;
  /** No answer told what became of it. */
  lost(importId: string, number: number): Promise<void>;
  sent(importId: string, number: number, jobId: string): Promise<void>;
  looked(importId: string, number: number): Promise<void>;
  /** What is known of its rows by now; `done` when it is all there will be. */
  settle(importId: string, number: number, results: (RowResult | null)[], done: boolean): Promise<void>;
  ofJob(jobId: string): Promise<string | null>;
}

export function batches(db: Db): Batches {
  const one = (importId: string, number: number) =>
    db.updateTable('importBatches').where('importId', '=', importId).where('number', '=', number);
  const moved = async (importId: string, number: number, from: BatchState, to: 'waiting' | 'lost') => {
    await one(importId, number).set({ state: to }).where('state', '=', from).execute();
  };

  return {
    async lines(importId) {
      return await db
        .selectFrom('importBatches')
        .select(LINE)
        .where('importId', '=', importId)
        .orderBy('number')
        .execute();
    },
    async batches(importId) {
      return await db
        .selectFrom('importBatches')
        .selectAll()
        .where('importId', '=', importId)
        .orderBy('number')
        .execute();
    },
    async batch(importId, number) {
      const query = db.selectFrom('importBatches').selectAll().where('importId', '=', importId);
      return (await query.where('number', '=', number).executeTakeFirst()) ?? null;
    },
    async sending(importId, number, { from, at }) {
      const taken = await one(importId, number)
        .set({ state: 'sending', sentAt: at, firstSentAt: sql`coalesce(first_sent_at, ${at})` })
        .where('state', '=', from)
        .executeTakeFirst();
      return taken.numUpdatedRows === 1n;
    },
    waits: (importId, number) => moved(importId, number, 'sending', 'waiting'),
    lost: (importId, number) => moved(importId, number, 'sending', 'lost'),
    async sent(importId, number, jobId) {
      await one(importId, number).set({ state: 'sent', jobId, looks: 0 }).where('state', '=', 'sending').execute();
    },
    async looked(importId, number) {
      await one(importId, number).set({ looks: sql`looks + 1` }).execute();
    },
    async settle(importId, number, results, done) {
      await one(importId, number)
        .set({
          results: JSON.stringify(results),
          settled: results.filter((row) => row !== null).length,
          added: results.filter((row) => row?.result === 'added').length,
          ...(done && { state: 'done' as const }),
        })
        .where('state', '<>', 'done')
        .execute();
    },
    async ofJob(jobId) {
      const row = await db.selectFrom('importBatches').select('importId').where('jobId', '=', jobId).executeTakeFirst();
      return row?.importId ?? null;
    },
  };
}
