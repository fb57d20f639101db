// One request followed to its end: prepare, answer or open a form, and one apology when anything throws.

import type { WebClient } from '@slack/web-api';
import type { Ask, Prepared, Reply } from '../commands/command.ts';
import { errorCode, logRequest, reported } from '../commands/outcome.ts';
import { permit } from '../commands/permission.ts';
import type { Deps } from '../deps.ts';
import type { Message, Modal } from '../views/blocks.ts';
import { apology, apologyModal, openAgain } from '../views/error.ts';
import type { Answers } from './answers.ts';
import { isTriggerGone, slackCode } from './slack-errors.ts';

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
  answers: Answers;
  deps: Deps;
}

/** Carries out one command or button. Never throws: what goes wrong is logged once and told once. */
export async function carryOut(prepare: () => Prepared, request: Request, door: Door): Promise<void> {
  const started = performance.now();
  let outcome = 'ok';
  // Asked beside what follows: a form must not wait for the store.
  const first = isFirst(request, door);
  first.catch(() => undefined);
  try {
    const prepared = prepare();
    if (prepared.kind === 'form') outcome = await openForm(prepared, request, door, first);
    else if (await first) {
      await permit(prepared.access, request.ask.user, door.deps);
      await deliver(await prepared.answer(door.deps), request, door);
    } else outcome = 'replayed';
  } catch (error) {
    outcome = errorCode(error);
    const words = apology(error, reported(error, request, door.deps));
    if (await first.catch(() => true)) await sayOrWarn(words, request, door);
  }
  logRequest(door.deps, { what: request.what, user: request.ask.user }, performance.now() - started, outcome);
  await first.catch(() => undefined);
}

/**
 * Slack sends a command or a press once, under a trigger id of its own, and its signature is good for five minutes: what
 * comes a second time, at whichever instance, is a replay (reliability.md, F39).
 */
async function isFirst({ triggerId, what }: Request, { deps }: Door): Promise<boolean> {
  return await deps.store.deliveries.first(`slack:${triggerId}`, `slack.${what}`, deps.clock());
}

/** The form comes first, since its trigger id lives three seconds; whether the person may fill it is asked then. */
async function openForm(
  prepared: Extract<Prepared, { kind: 'form' }>,
  request: Request,
  door: Door,
  first: Promise<boolean>,
): Promise<string> {
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
    if (await first.catch(() => true)) await say(openAgain(request.again), request, door);
    return 'not_opened';
  }
  let outcome = 'ok';
  const fill = async () => {
    await permit(prepared.access, request.ask.user, deps);
    return await prepared.fill(deps);
  };
  const view = await fill().catch((error) => {
    outcome = errorCode(error);
    return apologyModal(error, reported(error, request, deps));
  });
  await show(view, viewId, request, door);
  return outcome;
}

/** What is shown in the place of the loading view; nothing, to a person who has closed it. */
async function show(view: Modal, viewId: string, request: Request, door: Door): Promise<void> {
  const shown = await door.answers.show({ viewId, ...request.ask }, view).catch((error: unknown) => {
    door.deps.log.warn({ err: error, request: request.what }, 'a form was not shown');
    return 'refused' as const;
  });
  if (shown === 'refused') await say(openAgain(request.again), request, door);
}

async function deliver(reply: Reply, request: Request, door: Door): Promise<void> {
  if (reply.to === 'channel') await door.deps.slack.post(reply.channel, reply.message);
  else await say(reply.message, request, door, reply.replace ?? false);
}

/** Only the person who asked sees it: in place, else in the channel, else in their own conversation with the bot. */
async function say(message: Message, request: Request, { answers, deps }: Door, replace = false): Promise<void> {
  const { what, ask, respond } = request;
  if (respond) {
    const failed = await respond(message, { replace }).then(
      () => null,
      (error: unknown) => error ?? 'no reason given',
    );
    if (failed === null) return;
    deps.log.warn({ err: failed, request: what }, 'response_url failed: the answer goes another way');
  }
  await answers.tell(ask, message);
}

async function sayOrWarn(message: Message, request: Request, door: Door): Promise<void> {
  await say(message, request, door).catch((error) => {
    door.deps.log.warn({ err: error, request: request.what }, 'the answer did not arrive');
  });
}
