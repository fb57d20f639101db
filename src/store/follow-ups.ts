// Questions that somebody is to answer after all. A question is one item in each channel, and all of them change together.
import { type Selectable, sql } from 'kysely';
import type { FollowUpRow } from './people-tables.ts';
import type { Db } from './tables.ts';

export type FollowUp = Selectable<FollowUpRow>;
export type NewFollowUp = Omit<FollowUp, 'id' | 'owner' | 'doneAt' | 'doneBy' | 'nudges' | 'nudgedAt'>;

/** What is one question, in however many channels. */
export type Asked = Pick<FollowUp, 'sessionId' | 'questionId'>;

export interface FollowUps {
  /** Null when the channel has it already. It has the owner, or is done, as in other channels that have it. */
  add(item: NewFollowUp): Promise<FollowUp | null>;
  get(id: number): Promise<FollowUp | null>;
  /** In the order they were made; locked until the transaction is over. */
  of(sessionId: string, channel: string): Promise<FollowUp[]>;
  /** How many are open; locks nothing. */
  left(sessionId: string, channel: string): Promise<number>;
  /** The same question in every channel that has it; locked until the transaction is over. */
  alike(asked: Asked): Promise<FollowUp[]>;
  /** In every channel. Another owner is nudged anew. */
  own(asked: Asked, owner: string): Promise<void>;
  /** In every channel; nothing happens to what is done. */
  finish(asked: Asked, by: string, at: Date): Promise<void>;
  /** What is open and somebody's, one for each question, the next due first. */
  openOf(owner: string): Promise<FollowUp[]>;
  /** What is open, somebody's, due before that moment and nudged less often, one for each question. */
  dueBefore(before: Date, nudges: number): Promise<FollowUp[]>;
  nudged(asked: Asked, at: Date): Promise<void>;
}

export function followUps(db: Db): FollowUps {
  const open = () => db.selectFrom('followUps').selectAll().where('doneAt', 'is', null);
  /** The oldest of those in several channels. */
  const once = () =>
    open().distinctOn(['sessionId', 'questionId']).orderBy('sessionId').orderBy('questionId').orderBy('id');
  const change = ({ sessionId, questionId }: Asked) =>
    db.updateTable('followUps').where('sessionId', '=', sessionId).where('questionId', '=', questionId);
  const alike = ({ sessionId, questionId }: Asked) =>
    db
      .selectFrom('followUps')
      .selectAll()
      .where('sessionId', '=', sessionId)
      .where('questionId', '=', questionId)
      .orderBy('id')
      .forUpdate()
      .execute();

  return {
    alike,
    async add(item) {
      const [known] = await alike(item);
      const { owner, doneAt, doneBy, dueAt } = known ?? { ...item, owner: null, doneAt: null, doneBy: null };
      const added = await db
        .insertInto('followUps')
        .values({ ...item, owner, doneAt, doneBy, dueAt })
        .onConflict((row) => row.doNothing())
        .returningAll()
        .executeTakeFirst();
      return added ?? null;
    },
    async get(id) {
      return (await db.selectFrom('followUps').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
    },
    async of(sessionId, channel) {
      const rows = db.selectFrom('followUps').selectAll().where('sessionId', '=', sessionId);
      return await rows.where('channel', '=', channel).orderBy('id').forUpdate().execute();
    },
    async left(sessionId, channel) {
      const open = db.selectFrom('followUps').where('sessionId', '=', sessionId).where('channel', '=', channel);
      const counted = open.where('doneAt', 'is', null).select(({ fn }) => fn.countAll<string>().as('left'));
      return Number((await counted.executeTakeFirstOrThrow()).left);
    },
    async own(asked, owner) {
      await change(asked).set({ owner, nudges: 0, nudgedAt: null }).where('doneAt', 'is', null).execute();
    },
    async finish(asked, by, at) {
      await change(asked).set({ doneAt: at, doneBy: by }).where('doneAt', 'is', null).execute();
    },
    async openOf(owner) {
      return inOrder(await once().where('owner', '=', owner).execute());
    },
    async dueBefore(before, nudges) {
      const due = once().where('owner', 'is not', null).where('dueAt', '<', before).where('nudges', '<', nudges);
      return inOrder(await due.execute());
    },
    async nudged(asked, at) {
      await change(asked).set({ nudges: sql`nudges + 1`, nudgedAt: at }).execute();
    },
  };
}

const inOrder = (items: FollowUp[]): FollowUp[] =>
  items.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || a.id - b.id);
