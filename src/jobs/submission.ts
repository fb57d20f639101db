// Forms that were sent, and steps of workflows: done and answered. Kept with their job before Slack heard that they were taken.

import { z } from 'zod';
import { isStep } from '../commands/step-kept.ts';
import type { Deps } from '../deps.ts';
import type { NewAuditEntry } from '../store/audit.ts';
import type { Store } from '../store/store.ts';
import type { GivenUp, NewSubmission, TakenAs } from '../store/submissions.ts';
import { decide, type Kind } from './deciding.ts';
import { defineJob } from './job.ts';
import { formKind } from './kept-form.ts';
import { stepKind } from './kept-step.ts';
import type { Runner } from './runner.ts';
import { type Limits, together } from './together.ts';

const UNANSWERED_MS = 10 * 60_000;

/** What was typed into a form whose answer nobody could be told is given up after a day. */
const UNANSWERED_KEPT_MS = 24 * 60 * 60_000;

export const submission = defineJob({
  name: 'submission',
  summary: 'Does what a form that was sent asks for, or a step of a workflow, and answers.',
  payload: z.object({ key: z.string() }),
  atOnce: 4,
  async run({ key }, deps: Deps) {
    const run = await deps.store.submissions.begin(key);
    if (!run) return;
    const kind = kindOf(run.view.callback_id);
    await kind.tell(run, run.answer ?? (await decide(run, kind, deps)), deps);
    await deps.store.submissions.answered(run);
  },
});

export const submissions = defineJob({
  name: 'submissions',
  summary: 'Takes up forms whose job was given up, and gives up those nobody waits for any more.',
  payload: z.object({}),
  every: '*/10 * * * *',
  async run(_payload, { store, jobs, clock }: Deps) {
    const ago = (milliseconds: number) => new Date(clock().getTime() - milliseconds);
    await store.transaction(async (within) => {
      for (const gone of await within.submissions.giveUp(ago(UNANSWERED_KEPT_MS)))
        await within.audit.add(inDoubt(gone, clock()));
    });
    for (const key of await store.submissions.unanswered(ago(UNANSWERED_MS))) {
      await jobs.send(submission.name, { key }, { key });
    }
  },
});

const kindOf = (id: string): Kind => (isStep(id) ? stepKind : formKind);

/** What was typed is gone, and with it what it was about. */
const inDoubt = ({ form, person, wrote }: GivenUp, at: Date): NewAuditEntry => ({
  at,
  person,
  verb: kindOf(form).verb({ callback_id: form, private_metadata: '', state: { values: {} } }),
  thing: null,
  made: wrote,
  registrant: null,
  result: 'unsure',
  code: 'given_up',
  calls: 1,
});

interface Taken {
  submission: NewSubmission;
  signal: AbortSignal;
}

/** Slack waits three seconds: who would be further behind than these hears at once that the form was not kept. */
const LIMITS: Limits = { waiting: 1_000, together: 100, atOnce: 2 };

/**
 * Keeps a form and its job: both or neither, and neither when the signal is aborted before the commit. Those that come
 * with it are then not kept either: they would be too late as well.
 */
export function keepSubmission(
  { transaction }: Pick<Store, 'transaction'>,
  { sendAll }: Pick<Runner, 'sendAll'>,
): (submission: NewSubmission, signal: AbortSignal) => Promise<TakenAs> {
  const keep = together<Taken, TakenAs>(async (batch) => {
    const refuseLate = () => {
      for (const { signal } of batch) signal.throwIfAborted();
    };
    return await transaction(async (within) => {
      refuseLate();
      const taken = await within.submissions.takeAll(batch.map(({ submission }) => submission));
      const sent = batch
        .filter((_, index) => taken[index] === 'new')
        .map(({ submission: { key } }) => ({ payload: { key }, key }));
      if (sent.length > 0) await sendAll(submission.name, sent, within.trx);
      refuseLate();
      return taken;
    });
  }, LIMITS);
  return async (submission, signal) => {
    const taken = await keep({ submission, signal });
    if (taken === 'busy') throw new Error('too many forms wait to be kept');
    return taken;
  };
}
