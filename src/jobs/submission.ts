// Forms that were sent: done and answered. Kept with their job before Slack heard that they were taken.

import { z } from 'zod';
import type { Access } from '../commands/command.ts';
import type { Submit } from '../commands/form.ts';
import { errorCode, logRequest, reported } from '../commands/outcome.ts';
import { permit } from '../commands/permission.ts';
import { aboutForm, auditEntry, forPerson, verbOfForm } from '../commands/record.ts';
import { forms } from '../commands/registry.ts';
import type { Deps } from '../deps.ts';
import { AskError } from '../errors.ts';
import type { Intent } from '../operations/write-once.ts';
import type { NewAuditEntry } from '../store/audit.ts';
import type { Store } from '../store/store.ts';
import type { Decision, GivenUp, NewSubmission, Run, TakenAs } from '../store/submissions.ts';
import type { Modal } from '../views/blocks.ts';
import { apology } from '../views/error.ts';
import { following, formAgain } from '../views/form-again.ts';
import type { FormId } from '../views/ids.ts';
import { carriedBy, typed } from '../views/typed.ts';
import { defineJob } from './job.ts';
import type { Runner } from './runner.ts';
import { type Limits, together } from './together.ts';

/** Livestorm lists what it has just made within seconds, as far as anybody has seen. */
const BETWEEN_LOOKS_MS = 5_000;

/** A write that its own record lies behind by more is not sent: another process may have looked for it meanwhile. */
const STALE_MS = 2_000;

/** One that ends the process each time must not end it for ever. */
const MOST_RUNS = 20;

const UNANSWERED_MS = 10 * 60_000;

/** What was typed into a form whose answer nobody could be told is given up after a day. */
const UNANSWERED_KEPT_MS = 24 * 60 * 60_000;

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
    await store.transaction(async (within) => {
      for (const gone of await within.submissions.giveUp(ago(UNANSWERED_KEPT_MS)))
        await within.audit.add(inDoubt(gone, clock()));
    });
    for (const key of await store.submissions.unanswered(ago(UNANSWERED_MS))) {
      await jobs.send(submission.name, { key }, { key });
    }
  },
});

/** What was typed is gone, and with it what it was about. */
const inDoubt = ({ form, person, wrote }: GivenUp, at: Date): NewAuditEntry => ({
  at,
  person,
  verb: verbOfForm({ callback_id: form, private_metadata: '', state: { values: {} } }),
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

/** Does it, and keeps what became of it, in the audit log too, before anybody is told. */
async function decide(run: Run, deps: Deps): Promise<Modal> {
  const { view, person, at } = run;
  const asked = { what: `form ${view.callback_id}`, user: person };
  const { deps: mine, tally } = forPerson(deps, person);
  // One try of an earlier run, at least.
  if (run.writingSince !== null) tally.calls += 1;
  // Before anything is done: what is deleted has a title now. A form that cannot be read is about nothing.
  const about = await aboutForm(deps, view).catch(() => null);
  const { intent, so } = intentOf(run, deps);
  let decision: Decision & { answer: Modal };
  let failure: { error?: unknown } = {};
  try {
    if (run.number > MOST_RUNS) throw new Error('the process ended in every run');
    const { access, submit } = submitOf(run);
    // Once a write may have gone out it is followed to its end, whoever asked.
    if (run.writingSince === null) await permit(access, person, deps);
    const answer = following(view, await submit(mine, intent));
    decision = { state: 'done', outcome: 'ok', answer };
  } catch (error) {
    if (error instanceof Overtaken) throw error;
    const answer = formAgain(view, apology(error, reported(error, asked, deps)));
    decision = { state: 'failed', outcome: errorCode(error), answer };
    failure = { error };
  }
  const entry = auditEntry(
    deps.clock(),
    { user: person, verb: verbOfForm(view) },
    { ...failure, ...about, ...so(), tally },
  );
  const kept = await deps.store.transaction(async (within) => {
    const isOurs = await within.submissions.decide(run, decision);
    if (isOurs && entry) await within.audit.add(entry);
    return isOurs;
  });
  if (!kept) throw new Overtaken('a form was taken over');
  logRequest(deps, asked, deps.clock().getTime() - at.getTime(), decision.outcome);
  return decision.answer;
}

/** The form was read when it was sent; here it is read once more, as of then. Another version may read it otherwise. */
function submitOf({ view, person, at }: Run): { access: Access; submit: Submit } {
  const { channel, meta } = carriedBy(view.private_metadata);
  const form = Object.hasOwn(forms, view.callback_id) ? forms[view.callback_id as FormId] : undefined;
  const read = form?.prepare(typed(view.state.values), meta, { user: person, channel }, at);
  if (!form || !read || !('values' in read)) throw new AskError({ code: 'form_outdated' });
  return { access: form.access, submit: read.values };
}

/** The intent of a run's write, and what it came to so far. */
function intentOf(run: Run, { store, clock, sleep }: Deps) {
  let wrote = run.writingSince !== null;
  let made: string | null = null;
  const intent: Intent = {
    since: run.writingSince,
    async begin() {
      const asked = performance.now();
      const since = await store.submissions.writing(run, clock());
      if (since === null || performance.now() - asked > STALE_MS) throw new Overtaken('a form was taken over');
      wrote = true;
      return since;
    },
    pause: () => sleep(BETWEEN_LOOKS_MS),
    async claim(id) {
      const isOurs = await store.submissions.claim(run, id);
      if (isOurs) made = id;
      return isOurs;
    },
  };
  return { intent, so: () => ({ wrote, made }) };
}
