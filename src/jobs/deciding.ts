// One run of what was kept: it is done, and what became of it is kept before anybody is told.

import { type Access, forPerson } from '../commands/command.ts';
import { errorCode, logRequest, reported } from '../commands/outcome.ts';
import { permit } from '../commands/permission.ts';
import { aboutForm, auditEntry, type Ending, type SentForm } from '../commands/record.ts';
import type { Deps } from '../deps.ts';
import { orStoreError } from '../errors.ts';
import type { Intent } from '../operations/write-once.ts';
import type { AuditedThing } from '../store/audit.ts';
import type { Decision, Run, SubmittedView } from '../store/submissions.ts';

/** Livestorm lists what it has just made within seconds, as far as anybody has seen. */
const BETWEEN_LOOKS_MS = 5_000;

/** A write that its own record lies behind by more is not sent: another process may have looked for it meanwhile. */
const STALE_MS = 2_000;

/** One that ends the process each time must not end it for ever. */
const MOST_RUNS = 20;

/** Another run has begun meanwhile, and this one must do nothing more. */
class Overtaken extends Error {}

/** What is kept: a form, or a step of a workflow. */
export interface Kind {
  /** For the log. */
  what(view: SubmittedView): string;
  verb(view: SentForm): string;
  /** As of when it came. Throws AskError where it cannot be read. */
  read(run: Run): { access: Access; work: Work };
  /** Plain JSON, as the answer of the work. */
  failed(view: SubmittedView, error: unknown, reference: string | null): unknown;
  /** Throws when it is to be told again. */
  tell(run: Run, answer: unknown, deps: Deps): Promise<void>;
}

/** `did` is what was changed, where that is not known from the form. May be called again after a crash. */
type Work = (deps: Deps, intent: Intent) => Promise<{ answer: unknown; did?: AuditedThing }>;

/** Does it, and keeps what became of it, in the audit log too, before anybody is told. */
export async function decide(run: Run, kind: Kind, deps: Deps): Promise<unknown> {
  const { view, person, at } = run;
  const asked = { what: kind.what(view), user: person };
  const { deps: mine, tally } = forPerson(deps, person);
  // One try of an earlier run, at least.
  if (run.writingSince !== null) tally.calls += 1;
  // Before anything is done: what is deleted has a title now. A form that cannot be read is about nothing.
  const about = await aboutForm(deps, view).catch(() => null);
  const { intent, so } = intentOf(run, deps);
  let decision: Decision;
  let ending: Pick<Ending, 'error' | 'thing'> = {};
  let did = false;
  try {
    if (run.number > MOST_RUNS) throw new Error('the process ended in every run');
    const { access, work } = kind.read(run);
    // Once a write may have gone out it is followed to its end, whoever asked.
    if (run.writingSince === null) await permit(access, person, deps);
    const { answer, did: thing } = await work(mine, intent);
    decision = { state: 'done', outcome: 'ok', answer };
    if (thing) ending = { thing };
    did = thing !== undefined;
  } catch (thrown) {
    if (thrown instanceof Overtaken) throw thrown;
    const error = orStoreError(thrown, 'store_lost');
    const answer = kind.failed(view, error, reported(error, asked, deps));
    decision = { state: 'failed', outcome: errorCode(error), answer };
    ending = { error };
  }
  const { wrote, made } = so();
  const entry = auditEntry(
    deps.clock(),
    { user: person, verb: kind.verb(view) },
    { ...about, ...ending, made, wrote: wrote || did, tally },
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
