// One request followed to its end: prepare, answer or open a form, and one apology when anything throws.

import { createHash } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import { type Ask, forPerson, type Prepared, type Reply } from '../commands/command.ts';
import { errorCode, logRequest, reported } from '../commands/outcome.ts';
import { permit } from '../commands/permission.ts';
import { record } from '../commands/record.ts';
import type { Deps } from '../deps.ts';
import { orStoreError } from '../errors.ts';
import type { AuditedThing } from '../store/audit.ts';
import type { Message, Modal } from '../views/blocks.ts';
import { apology, apologyModal, openAgain, unsaid } from '../views/error.ts';
import type { Answers } from './answers.ts';
import { SAME_PRESS_MS } from './presses.ts';
import { isTriggerGone, slackCode } from './slack-errors.ts';

export interface Request {
  /** The verb, for the audit log. */
  verb: string;
  /** For the log and for `openAgain`: what was asked, in the product's words. */
  what: string;
  ask: Ask;
  triggerId: string;
  /** Of a button: who pressed what where. */
  press?: string;
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
  // Asked beside what follows: a form must not wait for the store.
  const first = isFirst(request, door);
  first.catch(() => undefined);
  const outcome = await attempt(prepare, { ...request, first }, door).catch(async (thrown: unknown) => {
    // Nothing is done before the store has said that it came for the first time.
    const isBegun = await first.then(
      () => true,
      () => false,
    );
    const error = orStoreError(thrown, isBegun ? 'store_lost' : 'store_away');
    const words = apology(error, reported(error, request, door.deps));
    if (await first.catch(() => true)) await sayOrWarn(words, request, door);
    return errorCode(error);
  });
  logRequest(door.deps, { what: request.what, user: request.ask.user }, performance.now() - started, outcome);
  await first.catch(() => undefined);
}

/**
 * Slack sends a command or a press once, under a trigger id of its own, and its signature is good for five minutes: what
 * comes a second time, at whichever instance, is a replay (reliability.md, F39).
 */
async function isFirst({ triggerId, press, what }: Request, { deps }: Door): Promise<boolean> {
  const { deliveries } = deps.store;
  const [at, event] = [deps.clock(), `slack.${what}`];
  if (!(await deliveries.first(`slack:${triggerId}`, event, at))) return false;
  if (press === undefined) return true;
  // The second press of a double one has a trigger id of its own, and may reach another instance.
  const key = `press:${createHash('sha256').update(press).digest('hex')}`;
  return await deliveries.first(key, event, at, new Date(at.getTime() - SAME_PRESS_MS));
}

/** Whether it came for the first time, once the store has said so. */
type FirstOrNot = Request & { first: Promise<boolean> };

type Note = (ended: { error?: unknown; did?: AuditedThing | undefined }) => Promise<void>;

async function attempt(prepare: () => Prepared, request: FirstOrNot, shared: Door): Promise<string> {
  const { user } = request.ask;
  const { deps, tally } = forPerson(shared.deps, user);
  const door = { ...shared, deps };
  const note: Note = ({ did, ...ended }) =>
    record(deps, { user, verb: request.verb }, { ...ended, tally, thing: did ?? null, wrote: did !== undefined });
  const prepared = prepare();
  if (prepared.kind === 'form') return await openForm(prepared, request, door, note);
  if (!(await request.first)) return 'replayed';
  const reply = await answered(prepared, user, deps).catch(async (error: unknown) => {
    await note({ error });
    throw error;
  });
  await note({ did: reply.did });
  await deliver(reply, request, door);
  return 'ok';
}

async function answered(prepared: Extract<Prepared, { kind: 'answer' }>, user: string, deps: Deps): Promise<Reply> {
  await permit(prepared.access, user, deps);
  return await prepared.answer(deps);
}

/** The form comes first, since its trigger id lives three seconds; whether the person may fill it is asked then. */
async function openForm(
  prepared: Extract<Prepared, { kind: 'form' }>,
  request: FirstOrNot,
  door: Door,
  note: Note,
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
    if (await request.first.catch(() => true)) await say(openAgain(request.again), request, door);
    return 'not_opened';
  }
  let outcome = 'ok';
  const fill = async () => {
    await permit(prepared.access, request.ask.user, deps);
    return await prepared.fill(deps);
  };
  const view = await fill().catch(async (thrown: unknown) => {
    const error = orStoreError(thrown, 'store_away');
    outcome = errorCode(error);
    await note({ error });
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
  if (reply.to === 'asker') return await say(reply.message, request, door, reply.replace ?? false);
  await door.deps.slack.post(reply.channel, reply.message).catch(async (error: unknown) => {
    // What was changed stays so: no apology may say that nothing was.
    if (!reply.did) throw error;
    door.deps.log.warn({ err: error, request: request.what }, 'a channel was not told what was done');
    await say(unsaid(reply.message, error), request, door);
  });
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
