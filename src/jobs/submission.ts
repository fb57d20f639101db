// Forms that were sent: done and answered. Kept with their job before Slack heard that they were taken.

import { z } from 'zod';
import type { Access } from '../commands/command.ts';
import type { Submit } from '../commands/form.ts';
import { errorCode, logRequest, reported } from '../commands/outcome.ts';
import { permit } from '../commands/permission.ts';
import { forms } from '../commands/registry.ts';
import type { Deps } from '../deps.ts';
import { AskError } from '../errors.ts';
import type { Intent } from '../operations/write-once.ts';
import type { Store } from '../store/store.ts';
import type { Decision, NewSubmission, Run } from '../store/submissions.ts';
import type { Modal } from '../views/blocks.ts';
import { apology } from '../views/error.ts';
import { formAgain } from '../views/form-again.ts';
import type { FormId } from '../views/ids.ts';
import { carriedBy, typed } from '../views/typed.ts';
import { defineJob } from './job.ts';
import type { Runner } from './runner.ts';

/** Livestorm lists what it has just made within seconds, as far as anybody has seen. */
const BETWEEN_LOOKS_MS = 5_000;

/** A write that its own record lies behind by more is not sent: another process may have looked for it meanwhile. */
const STALE_MS = 2_000;

/** One that ends the process each time must not end it for ever. */
const MOST_RUNS = 20;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Another run has begun meanwhile, and this one must do nothing more. */
class Overtaken extends Error {}

export const submission = defineJob({
  name: 'submission',
  summary: 'Does what a form that was sent asks for, and answers the person.',
  payload: z.object({ key: z.string() }),
  atOnce: 4,
  async run({ key }, deps: Deps) {
    const run = await deps.store.submissions.begin(key);
    if (!run) return;
    const { view, person } = run;
    const answer = (run.answer ?? (await decide(run, deps))) as Modal;
    await deps.answer({ viewId: view.id, user: person, channel: carriedBy(view.private_metadata).channel }, answer);
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
    await store.submissions.giveUp(ago(DAY));
    for (const key of await store.submissions.unanswered(ago(10 * MINUTE))) {
      await jobs.send(submission.name, { key }, { key });
    }
  },
});

/** Keeps a form and its job: both or neither, and neither when the signal is aborted before the commit. */
export const keepSubmission =
  ({ transaction }: Pick<Store, 'transaction'>, { send }: Pick<Runner, 'send'>) =>
  (taken: NewSubmission, signal: AbortSignal) =>
    transaction(async (within) => {
      signal.throwIfAborted();
      const { key } = taken;
      const what = await within.submissions.take(taken);
      if (what === 'new') await send(submission.name, { key }, { key, transaction: within.trx });
      signal.throwIfAborted();
      return what;
    });

/** Does it, and keeps what became of it before anybody is told. */
async function decide(run: Run, deps: Deps): Promise<Modal> {
  const { view, person, at } = run;
  const asked = { what: `form ${view.callback_id}`, user: person };
  const mine = { ...deps, livestorm: deps.livestorm.for({ kind: 'command', who: person }) };
  let decision: Decision & { answer: Modal };
  try {
    if (run.number > MOST_RUNS) throw new Error('the process ended in every run');
    const { access, submit } = submitOf(run);
    // Once a write may have gone out it is followed to its end, whoever asked.
    if (run.writingSince === null) await permit(access, person, deps);
    const answer = await submit(mine, intentOf(run, deps));
    decision = { state: 'done', outcome: 'ok', answer };
  } catch (error) {
    if (error instanceof Overtaken) throw error;
    const answer = formAgain(view, apology(error, reported(error, asked, deps)));
    decision = { state: 'failed', outcome: errorCode(error), answer };
  }
  if (!(await deps.store.submissions.decide(run, decision))) throw new Overtaken('a form was taken over');
  logRequest(deps, asked, deps.clock().getTime() - at.getTime(), decision.outcome);
  return decision.answer;
}

/** The form was read when it was sent; here it is read once more, as of then. Another version may read it otherwise. */
function submitOf({ view, person, at }: Run): { access: Access; submit: Submit } {
  const { channel, meta } = carriedBy(view.private_metadata);
  const form = Object.hasOwn(forms, view.callback_id) ? forms[view.callback_id as FormId] : undefined;
  const read = form?.prepare(typed(view.state.values), meta, { user: person, channel }, at);
  if (!form || !read || 'errors' in read) throw new AskError({ code: 'form_outdated' });
  return { access: form.access, submit: read.values };
}

const intentOf = (run: Run, { store, clock, sleep }: Deps): Intent => ({
  since: run.writingSince,
  async begin() {
    const asked = performance.now();
    const since = await store.submissions.writing(run, clock());
    if (since === null || performance.now() - asked > STALE_MS) throw new Overtaken('a form was taken over');
    return since;
  },
  pause: () => sleep(BETWEEN_LOOKS_MS),
  claim: (id) => store.submissions.claim(run, id),
});
