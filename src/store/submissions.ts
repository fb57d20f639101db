// Forms that were sent: kept before Slack hears that they were taken, until they are done and answered.
import { sql } from 'kysely';
import { byKey } from './by-key.ts';
import type { Db, SubmissionState, SubmittedView } from './tables.ts';

export type { SubmittedView } from './tables.ts';

export interface NewSubmission {
  /** One for each time the form was shown: pressing twice is one submission. */
  key: string;
  view: SubmittedView;
  /** The Slack user who sent it. */
  person: string;
  at: Date;
}

export type TakenAs = 'new' | 'known' | 'answered';

/** One run of a submission. Another that begins after it takes it over, and this one can change nothing any more. */
export interface Run {
  key: string;
  number: number;
  view: SubmittedView;
  person: string;
  at: Date;
  /** When a write may first have reached Livestorm; null when none has. */
  writingSince: Date | null;
  /** Decided already, and the person does not know it yet. */
  answer: unknown;
}

export interface Decision {
  state: 'done' | 'failed';
  outcome: string;
  /** Plain JSON: the view that takes the form's place. */
  answer: unknown;
}

/** `wrote` is the id of what it made, when that is known. */
export interface GivenUp {
  form: string;
  person: string;
  wrote: string | null;
}

export interface Submissions {
  /** `new` for the first of its key; then `known` while it is worked on, and `answered` when nothing is left to do. */
  take(submission: NewSubmission): Promise<TakenAs>;
  /** The same for many in one statement, in their order. See jobs/together.ts. */
  takeAll(submissions: NewSubmission[]): Promise<TakenAs[]>;
  /** Null when nothing is left to do. */
  begin(key: string): Promise<Run | null>;
  /** Before a write is sent: it may have reached Livestorm from now on. Gives the first such moment; null when the run was taken over. */
  writing(run: Run, at: Date): Promise<Date | null>;
  /** Notes what it made at Livestorm. False when another submission made that: nothing is made by two. */
  claim(run: Run, id: string): Promise<boolean>;
  /** False when the run was taken over. */
  decide(run: Run, decision: Decision): Promise<boolean>;
  /** The person has the answer: what they typed is deleted, the key and the outcome stay. */
  answered(run: Run): Promise<void>;
  /** Keys of those that are not answered yet, oldest first. */
  unanswered(takenBefore: Date): Promise<string[]>;
  /** Gives up those not answered by now, what was typed included. Gives those whose write nobody knows the end of. */
  giveUp(takenBefore: Date): Promise<GivenUp[]>;
}

const GIVEN_UP = 'given_up';

const MOST_UNANSWERED = 1_000;

export function submissions(db: Db): Submissions {
  const ofRun = ({ key, number }: Run) =>
    db.updateTable('submissions').where('key', '=', key).where('runs', '=', number).where('view', 'is not', null);

  async function takeAll(taken: NewSubmission[]): Promise<TakenAs[]> {
    const inserted = await db
      .insertInto('submissions')
      .values(taken.toSorted(byKey).map(newRow))
      .onConflict((known) => known.doNothing())
      .returning('key')
      .execute();
    const added = new Set(inserted.map(({ key }) => key));
    const others = taken.map(({ key }) => key).filter((key) => !added.has(key));
    const open = new Set([...added, ...(others.length > 0 ? await unfinished(others) : [])]);
    return taken.map(({ key }) => {
      // Of two with one key, one was inserted.
      if (added.delete(key)) return 'new';
      return open.has(key) ? 'known' : 'answered';
    });
  }

  async function unfinished(keys: string[]): Promise<string[]> {
    const known = db.selectFrom('submissions').select('key').where('key', 'in', keys).where('view', 'is not', null);
    return (await known.execute()).map(({ key }) => key);
  }

  /** A form that makes several has a row for each beyond the first, which is born answered and forgotten with the rest. */
  const noteMore = ({ key }: Run, id: string) =>
    db
      .insertInto('submissions')
      .values({ key: `${key} ${id}`, state: 'done', wrote: id })
      .onConflict((known) => known.column('key').doNothing())
      .execute();

  return {
    take: async (submission) => (await takeAll([submission]))[0] as TakenAs,
    takeAll,
    async begin(key) {
      const row = await db
        .updateTable('submissions')
        .set({ runs: sql`runs + 1` })
        .where('key', '=', key)
        .where('view', 'is not', null)
        .returningAll()
        .executeTakeFirst();
      if (!row?.view) return null;
      const { runs: number, view, person, claimedAt: at, writingSince, answer } = row;
      return { key, number, view, person, at, writingSince, answer };
    },
    async writing(run, at) {
      const row = await ofRun(run)
        .set({ state: 'writing', writingSince: sql`coalesce(writing_since, ${at})` })
        .where('state', 'in', ['received', 'writing'] satisfies SubmissionState[])
        .returning('writingSince')
        .executeTakeFirst();
      return row?.writingSince ?? null;
    },
    async claim(run, id) {
      try {
        const noted = await ofRun(run)
          .set({ wrote: id })
          .where((is) => is.or([is('wrote', 'is', null), is('wrote', '=', id)]))
          .executeTakeFirst();
        if (noted.numUpdatedRows === 0n) await noteMore(run, id);
        return true;
      } catch (error) {
        if (isTaken(error)) return false;
        throw error;
      }
    },
    async decide(run, { answer, ...decision }) {
      const decided = await ofRun(run)
        .set({ ...decision, answer: JSON.stringify(answer) })
        .executeTakeFirst();
      return decided.numUpdatedRows === 1n;
    },
    async answered(run) {
      await ofRun(run).set({ view: null, answer: null }).execute();
    },
    async unanswered(takenBefore) {
      const rows = await db
        .selectFrom('submissions')
        .select('key')
        .where('view', 'is not', null)
        .where('claimedAt', '<', takenBefore)
        .orderBy('claimedAt')
        .limit(MOST_UNANSWERED)
        .execute();
      return rows.map(({ key }) => key);
    },
    async giveUp(takenBefore) {
      const all = await db
        .updateTable('submissions')
        .set({
          state: sql`case when state = 'done' then state else 'failed' end`,
          outcome: sql`coalesce(outcome, ${GIVEN_UP})`,
          view: null,
          answer: null,
        })
        .where('view', 'is not', null)
        .where('claimedAt', '<', takenBefore)
        .returning(['form', 'person', 'wrote', 'outcome', 'writingSince'])
        .execute();
      return all.filter(({ outcome, writingSince }) => outcome === GIVEN_UP && writingSince !== null);
    },
  };
}

const newRow = ({ key, view, person, at }: NewSubmission) => ({
  key,
  form: view.callback_id,
  person,
  view: JSON.stringify(view),
  claimedAt: at,
  state: 'received' as const,
});

/** PostgreSQL's unique_violation. */
const isTaken = (error: unknown) => error instanceof Error && 'code' in error && error.code === '23505';
