// Which live sessions are followed, how far, and in which channels somebody asked for it, or for quiet.
import { type Selectable, sql, type Updateable } from 'kysely';
import { type HeardThings, heard } from './heard.ts';
import type { ListKind, LiveChannelRow, LiveFollowRow, LiveListRow } from './live-tables.ts';
import type { Db } from './tables.ts';

export type LiveFollow = Selectable<LiveFollowRow>;
export type LiveList = Selectable<LiveListRow>;
export type LiveChannel = Selectable<LiveChannelRow>;

export interface Live {
  heard: HeardThings;
  /** Begins it; nothing happens to one that was begun. False when it was. */
  begin(sessionId: string, at: { beganAt: Date; nextAt: Date; everySeconds: number }): Promise<boolean>;
  of(sessionId: string): Promise<{ follow: LiveFollow; lists: Record<ListKind, LiveList> } | null>;
  /** Those whose look is due and that nobody looks at. */
  due(now: Date): Promise<string[]>;
  /** Every one that has not ended. */
  open(): Promise<string[]>;
  /** One look at a time over all instances: false when another has it, or it has ended. */
  take(sessionId: string, now: Date, until: Date): Promise<boolean>;
  /** After a look. */
  looked(
    sessionId: string,
    change: Partial<Pick<LiveFollow, 'pace' | 'everySeconds' | 'heardUntil' | 'nextAt' | 'endedAt'>> & {
      calls: number;
    },
  ): Promise<void>;
  /** As soon as somebody looks. */
  hasten(sessionId: string, at: Date): Promise<void>;
  /** Once, when it is known to be over: false when that was noticed before, or nothing is followed any more. */
  noticeEnd(sessionId: string): Promise<boolean>;
  /** After a clock was set back: what would wait until after `latest` is due `at`. */
  unstick(latest: Date, at: Date): Promise<void>;
  changeList(
    sessionId: string,
    kind: ListKind,
    change: Omit<Updateable<LiveListRow>, 'sessionId' | 'kind'>,
  ): Promise<void>;
  /** What somebody asked for in a channel, in the place of what was asked there before. */
  ask(channel: LiveChannelRow): Promise<void>;
  channels(sessionId: string): Promise<LiveChannel[]>;
  /** Sessions that are not over and that a channel asked for, though it may not have subscribed. */
  asked(): Promise<string[]>;
}

export function live(db: Db): Live {
  const follow = (sessionId: string) => db.updateTable('liveFollows').where('sessionId', '=', sessionId);
  const lists = (sessionId: string) => db.updateTable('liveLists').where('sessionId', '=', sessionId);

  return {
    heard: heard(db),
    async begin(sessionId, { nextAt, ...begun }) {
      const added = await db
        .insertInto('liveFollows')
        .values({ sessionId, nextAt, ...begun })
        .onConflict((known) => known.doNothing())
        .executeTakeFirst();
      if (added.numInsertedOrUpdatedRows !== 1n) return false;
      const both = (['questions', 'chat'] as const).map((kind) => ({ sessionId, kind, nextAt }));
      await db.insertInto('liveLists').values(both).execute();
      return true;
    },
    async of(sessionId) {
      const row = await db.selectFrom('liveFollows').selectAll().where('sessionId', '=', sessionId).executeTakeFirst();
      const both = await db.selectFrom('liveLists').selectAll().where('sessionId', '=', sessionId).execute();
      const [questions, chat] = (['questions', 'chat'] as const).map((kind) => both.find((one) => one.kind === kind));
      return row && questions && chat ? { follow: row, lists: { questions, chat } } : null;
    },
    async due(now) {
      const rows = await db
        .selectFrom('liveFollows')
        .select('sessionId')
        .where('nextAt', '<=', now)
        .where((is) => is.or([is('takenUntil', 'is', null), is('takenUntil', '<=', now)]))
        .orderBy('nextAt')
        .execute();
      return rows.map(({ sessionId }) => sessionId);
    },
    async open() {
      const rows = await db.selectFrom('liveFollows').select('sessionId').where('endedAt', 'is', null).execute();
      return rows.map(({ sessionId }) => sessionId);
    },
    async take(sessionId, now, until) {
      const taken = await follow(sessionId)
        .set({ takenUntil: until })
        .where('endedAt', 'is', null)
        .where((is) => is.or([is('takenUntil', 'is', null), is('takenUntil', '<=', now)]))
        .executeTakeFirst();
      return taken.numUpdatedRows === 1n;
    },
    async looked(sessionId, { calls, ...change }) {
      await follow(sessionId)
        .set(({ eb }) => ({ ...change, takenUntil: null, calls: eb('calls', '+', calls) }))
        .execute();
    },
    async hasten(sessionId, at) {
      const sooner = { nextAt: sql<Date>`least(next_at, ${at})` };
      await lists(sessionId).set(sooner).execute();
      await follow(sessionId).set(sooner).where('endedAt', 'is', null).execute();
    },
    async noticeEnd(sessionId) {
      const { numUpdatedRows } = await follow(sessionId)
        .set({ over: true })
        .where('endedAt', 'is', null)
        .where('over', '=', false)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async unstick(latest, at) {
      await db.updateTable('liveLists').set({ nextAt: at }).where('nextAt', '>', latest).execute();
      await db
        .updateTable('liveFollows')
        .set({ nextAt: at, takenUntil: null })
        .where('endedAt', 'is', null)
        .where((is) => is.or([is('nextAt', '>', latest), is('takenUntil', '>', latest)]))
        .execute();
    },
    async changeList(sessionId, kind, change) {
      await lists(sessionId).set(change).where('kind', '=', kind).execute();
    },
    async ask({ sessionId, channel, ...asked }) {
      await db
        .insertInto('liveChannels')
        .values({ sessionId, channel, ...asked })
        .onConflict((known) => known.columns(['sessionId', 'channel']).doUpdateSet(asked))
        .execute();
    },
    async channels(sessionId) {
      return await db
        .selectFrom('liveChannels')
        .selectAll()
        .where('sessionId', '=', sessionId)
        .orderBy('channel')
        .execute();
    },
    async asked() {
      const rows = await db
        .selectFrom('liveChannels')
        .innerJoin('sessions', 'sessions.id', 'liveChannels.sessionId')
        .select('sessions.id')
        .distinct()
        .where('wants', '=', true)
        .where('endedAt', 'is', null)
        .where('canceledAt', 'is', null)
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}
