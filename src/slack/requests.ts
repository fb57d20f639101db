// One request followed to its end: prepare, answer or open a form, and one apology when anything throws.

import { randomInt } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { Ask, Prepared, Reply } from '../commands/command.ts';
import type { Deps } from '../deps.ts';
import { AskError, LivestormError } from '../errors.ts';
import type { Message, Modal } from '../views/blocks.ts';
import { apology, apologyModal, asMessage, openAgain } from '../views/error.ts';
import { carry } from '../views/typed.ts';
import { isTriggerGone, isViewGone, slackCode } from './slack-errors.ts';

export interface Request {
  /** For the log and for `openAgain`: what was asked, in the product's words. */
  what: string;
  ask: Ask;
  triggerId: string;
  /** Answers in place, through Slack's response_url; null inside a form. */
  respond: ((message: Message, options: { replace: boolean }) => Promise<unknown>) | null;
  /** The words that would do this again, for a button. */
  again: string;
}

export interface Door {
  ui: WebClient;
  deps: Deps;
}

/** Carries out one command or button. Never throws: what goes wrong is logged once and told once. */
export async function carryOut(prepare: () => Prepared, request: Request, door: Door): Promise<void> {
  const started = performance.now();
  let outcome = 'ok';
  try {
    const prepared = prepare();
    if (prepared.kind === 'form') await openForm(prepared, request, door);
    else await deliver(await prepared.answer(door.deps), request, door);
  } catch (error) {
    outcome = errorCode(error);
    await sayOrWarn(apology(error, reported(error, request, door.deps)), request, door);
  }
  logLine(door.deps, request, started, outcome);
}

export interface SubmittedForm {
  submit: (deps: Deps) => Promise<Modal>;
  /** The form once more, with what was typed. */
  again: (problem: Message) => Modal;
  viewId: string;
  /** One for each view that was shown: a double press does one thing. */
  key: string;
  request: Request;
  door: Door;
}

/** Carries out a submitted form whose view already shows that it is being worked on. Never throws. */
export async function carryOutForm({ submit, again, viewId, key, request, door }: SubmittedForm): Promise<void> {
  const started = performance.now();
  let outcome = 'ok';
  let view: Modal;
  try {
    if (!(await door.deps.store.submissions.claim(key))) return;
    view = await submit(door.deps);
  } catch (error) {
    outcome = errorCode(error);
    view = again(apology(error, reported(error, request, door.deps)));
  }
  if ((await show(view, viewId, request, door)) !== 'shown') await sayOrWarn(asMessage(view), request, door);
  logLine(door.deps, request, started, outcome);
}

async function openForm(prepared: Extract<Prepared, { kind: 'form' }>, request: Request, door: Door): Promise<void> {
  const { ui, deps } = door;
  let viewId: string;
  try {
    const opened = await ui.views.open({ trigger_id: request.triggerId, view: prepared.open });
    viewId = String(opened.view?.id);
  } catch (error) {
    const code = slackCode(error);
    // Slack refused what we sent: ours to mend. Everything else (late, slow, cut off) is mended by pressing once more.
    if (code !== undefined && !isTriggerGone(code)) throw error;
    deps.log.warn({ err: error, request: request.what }, 'a form was not opened');
    return say(openAgain(request.again), request, door);
  }
  const view = await prepared.fill(deps).catch((error) => apologyModal(error, reported(error, request, deps)));
  const shown = await show(view, viewId, request, door);
  if (shown === 'failed') await say(openAgain(request.again), request, door);
}

/** Puts a view in the place of another. 'closed': the person has nothing before them any more. */
async function show(
  view: Modal,
  viewId: string,
  request: Request,
  { ui, deps }: Door,
): Promise<'shown' | 'closed' | 'failed'> {
  const update = () => ui.views.update({ view_id: viewId, view: placed(view, request.ask) });
  try {
    // Showing the same view twice does no harm, so a hiccup is tried once more.
    await update().catch((error) => (slackCode(error) === undefined ? update() : Promise.reject(error)));
    return 'shown';
  } catch (error) {
    if (isViewGone(slackCode(error))) return 'closed';
    deps.log.warn({ err: error, request: request.what }, 'a form was not updated');
    return 'failed';
  }
}

/** A form that carries nothing of its own still knows where it was opened, for its buttons. */
const placed = (view: Modal, { channel }: Ask): Modal =>
  view.private_metadata ? view : { ...view, private_metadata: JSON.stringify(carry(undefined, channel)) };

async function deliver(reply: Reply, request: Request, door: Door): Promise<void> {
  if (reply.to === 'channel') await door.deps.slack.post(reply.channel, reply.message);
  else await say(reply.message, request, door, reply.replace ?? false);
}

/** Only the person who asked sees it: in place, else in the channel, else in their own conversation with the bot. */
async function say(message: Message, request: Request, { ui, deps }: Door, replace = false): Promise<void> {
  const { what, ask, respond } = request;
  if (respond) {
    const failed = await respond(message, { replace }).then(
      () => null,
      (error: unknown) => error ?? 'no reason given',
    );
    if (failed === null) return;
    deps.log.warn({ err: failed, request: what }, 'response_url failed: the answer goes another way');
  }
  const { user, channel } = ask;
  const plain = { text: message.text, blocks: message.blocks };
  if (channel) {
    const posted = await ui.chat.postEphemeral({ channel, user, ...plain }).catch(() => null);
    if (posted) return;
  }
  await ui.chat.postMessage({ channel: user, ...plain });
}

async function sayOrWarn(message: Message, request: Request, door: Door): Promise<void> {
  await say(message, request, door).catch((error) => {
    door.deps.log.warn({ err: error, request: request.what }, 'the answer did not arrive');
  });
}

/** A reference for the person and the log, when the fault is not the person's to mend. */
function reported(error: unknown, request: Request, { log }: Deps): string | null {
  if (error instanceof AskError) return null;
  const reference = Array.from({ length: 6 }, () => 'ABCDEFGHJKMNPQRSTVWXYZ23456789'[randomInt(30)]).join('');
  if (error instanceof LivestormError)
    log.warn({ reference, request: request.what, problem: error.problem }, error.message);
  else log.error({ reference, request: request.what, err: error }, 'a request failed');
  return reference;
}

function errorCode(error: unknown): string {
  return error instanceof AskError || error instanceof LivestormError ? error.problem.code : 'failed';
}

function logLine({ log }: Deps, { what, ask }: Request, started: number, outcome: string): void {
  log.info({ request: what, user: ask.user, ms: Math.round(performance.now() - started), outcome }, 'request');
}
