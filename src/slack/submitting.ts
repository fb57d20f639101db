// A form that was sent: read, kept, and only then acknowledged. A job does what it asks for.

import { clearTimeout, setTimeout } from 'node:timers';
import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { Form } from '../commands/form.ts';
import { reported } from '../commands/outcome.ts';
import { isRefusal, permit } from '../commands/permission.ts';
import { recordRefusal } from '../commands/record.ts';
import type { Deps } from '../deps.ts';
import { AskError, isAway, isUnreached, orStoreError } from '../errors.ts';
import type { NewSubmission, SubmittedView } from '../store/submissions.ts';
import { apology, apologyModal } from '../views/error.ts';
import { formAgain, formWith } from '../views/form-again.ts';
import { carriedBy, type Typed, typed } from '../views/typed.ts';
import { alreadyAnswered, working } from '../views/working.ts';
import type { Answers } from './answers.ts';

/** Slack waits three seconds; the answer needs some of them for the way. */
const STORE_MS = 1_500;

/** Who is not known by then is asked for again when the form is worked on. */
const PERSON_MS = 600;

export interface Keeping {
  /** Keeps a form and its job, both or neither; neither when the signal is aborted before the commit. */
  keep: (submission: NewSubmission, signal: AbortSignal) => Promise<'new' | 'known' | 'answered'>;
  answers: Answers;
  deps: Pick<Deps, 'clock' | 'log' | 'slack' | 'operators' | 'store'>;
}

type Submitted = SlackViewMiddlewareArgs<ViewSubmitAction>;

export async function takeForm(find: () => Form, { ack, view, body }: Submitted, keeping: Keeping): Promise<void> {
  const at = keeping.deps.clock();
  const person = body.user.id;
  const { channel, attempt, meta } = carriedBy(view.private_metadata);
  let form: Form;
  let read: ReturnType<Form['prepare']>;
  try {
    form = find();
    read = form.prepare(stateOf(view), meta, { user: person, channel }, at);
    if ('errors' in read && !canShow(read.errors, view)) throw new AskError({ code: 'form_outdated' });
  } catch (error) {
    return ack({ response_action: 'update', view: apologyModal(error, null) });
  }
  if ('errors' in read) return ack({ response_action: 'errors', errors: read.errors });
  if ('confirm' in read) {
    const shown = formWith(kept(view), read.confirm.blocks, read.confirm.meta);
    return ack({ response_action: 'update', view: shown });
  }

  const refused = await refusalOf(form, person, keeping.deps);
  if (refused) {
    await ack({ response_action: 'update', view: formAgain(view, apology(refused, null)) });
    return await recordRefusal(keeping.deps, person, kept(view), refused);
  }

  const submission = { key: `${view.id}:${view.callback_id}:${attempt}`, view: kept(view), person, at };
  const release = keeping.answers.hold(view.id);
  try {
    const taken = await inTime((signal) => keeping.keep(submission, signal));
    const next = taken === 'answered' ? alreadyAnswered : working;
    await ack({ response_action: 'update', view: next(view.title.text) });
  } catch (error) {
    const again = formAgain(view, apology(...notKept(error, `form ${view.callback_id}`, keeping.deps)));
    // With the key it had: should the store have kept it in the end, sending it again is the same submission.
    await ack({ response_action: 'update', view: { ...again, private_metadata: view.private_metadata } });
  } finally {
    release();
  }
}

/** What is said of a form or a step that was not kept, and where the log has more of it. */
export function notKept(
  error: unknown,
  what: string,
  deps: Pick<Deps, 'log'>,
): [error: unknown, reference: string | null] {
  if (isAway(error)) {
    const away = orStoreError(error, isUnreached(error) ? 'store_away' : 'store_lost');
    return [away, reported(away, { what }, deps)];
  }
  deps.log.error({ err: error, request: what }, 'a form or a step was not kept');
  return [new AskError({ code: 'not_kept' }), null];
}

/** Throws `form_outdated` for what is no state of a form. */
function stateOf(view: Submitted['view']): Typed {
  try {
    return typed(view.state.values);
  } catch (error) {
    throw new AskError({ code: 'form_outdated' }, { cause: error });
  }
}

/** Slack refuses a sentence under a field that the form does not have: another version made that form. */
const canShow = (errors: Record<string, string>, { blocks }: Submitted['view']): boolean =>
  Object.keys(errors).every((id) => blocks.some(({ block_id }) => block_id === id));
/** Null also when it is not known in time: nothing is done before it is. */
async function refusalOf({ access }: Form, person: string, deps: Keeping['deps']): Promise<AskError | null> {
  const asked = permit(access, person, deps).then(
    () => null,
    (error: unknown) => (isRefusal(error) && !isUnheard(error) ? error : null),
  );
  return await by(PERSON_MS, asked, () => null);
}

const isUnheard = ({ problem }: AskError) => problem.code === 'unknown_person' && problem.reason === 'no_answer';

/** Throws when there is no answer after `STORE_MS`, and aborts the signal. */
export async function inTime<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  return await by(STORE_MS, work(late.signal), () => {
    late.abort(new Error('the store was too slow'));
    throw late.signal.reason;
  });
}

/** What `work` gives, or `late` when it has given nothing by then. Nothing is left behind: each form waits twice. */
async function by<T>(milliseconds: number, work: Promise<T>, late: () => T): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds).unref();
  try {
    return await Promise.race([work, promise.then(late)]);
  } finally {
    clearTimeout(timer);
  }
}

/** What is needed to read it and to show it again, and nothing of where and for whom Slack shows it. */
function kept({ id, callback_id, title, submit, close, blocks, private_metadata, state }: Submitted['view']) {
  const view = { id, callback_id, title, submit, close, blocks, private_metadata, state };
  return view as unknown as SubmittedView;
}
