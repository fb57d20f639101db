// An import, a round at a time: what was lost is looked for, what became of batches is taken in, a few more are sent.

import type { Deps } from '../deps.ts';
import type { Import } from '../store/imports.ts';
import { recoverBatch, sendBatch, type Wait } from './import-batch.ts';
import { settleBatch } from './settle-batch.ts';

/** What follows a round: another one at once or at a moment (a delivery may come first), or nothing. */
export type Next = { kind: 'again' } | { kind: 'at'; at: Date } | { kind: 'over' };

/** Batches that Livestorm works on at once: more would be sent in vain when the contacts are spent. */
const AT_ONCE = 4;

/** A batch that was on its way when its process ended; a call takes ten seconds at most. */
const CUT_OFF_MS = 15_000;

/** Before Livestorm is asked what became of a batch: doubled each time without webhooks, else it says so by itself. */
const ASK_AFTER_MS = 2_000;
const LONGEST_ASK_MS = 30_000;
const ASK_ANYWAY_MS = 30_000;

type Working = Pick<Deps, 'livestorm' | 'store' | 'clock' | 'sleep' | 'log' | 'webhookUrl'>;

/** One round. `over` when no batch is left to send or to be settled. */
export async function workImport(deps: Working, id: string): Promise<Next> {
  const list = await deps.store.imports.get(id);
  if (!list || (list.state !== 'running' && list.state !== 'stopping')) return { kind: 'over' };
  const hold = (await takeUp(deps, list)) ?? (await recover(deps, list)) ?? (await sendSome(deps, list));
  const asked = await settleSome(deps, list);
  return await nextOf(deps, list, hold, asked);
}

const lines = ({ store }: Working, { id }: Import) => store.imports.lines(id);

/** What was on its way when a process ended is taken for lost, when no call can be out any more. */
async function takeUp(deps: Working, list: Import): Promise<Wait> {
  const now = deps.clock().getTime();
  let wait: Wait = null;
  for (const { number, state, sentAt } of await lines(deps, list)) {
    if (state !== 'sending' || !sentAt) continue;
    const over = sentAt.getTime() + CUT_OFF_MS;
    if (over <= now) await deps.store.imports.lost(list.id, number);
    else wait = new Date(over);
  }
  return wait;
}

async function recover(deps: Working, list: Import): Promise<Wait> {
  for (const { number, state } of await lines(deps, list)) {
    const wait = state === 'lost' ? await recoverBatch(deps, list, number) : null;
    if (wait) return wait;
  }
  return null;
}

async function sendSome(deps: Working, list: Import): Promise<Wait> {
  const all = await lines(deps, list);
  const room = AT_ONCE - all.filter(({ state }) => state !== 'waiting' && state !== 'done').length;
  for (const { number } of all.filter(({ state }) => state === 'waiting').slice(0, Math.max(0, room))) {
    if ((await deps.store.imports.get(list.id))?.state !== 'running') return null;
    const wait = await sendBatch(deps, list, number, 'waiting');
    if (wait) return wait;
  }
  return null;
}

/** Takes in what is known, and asks where it is time. Gives the moment of the next question; null when there is none. */
async function settleSome(deps: Working, list: Import): Promise<Wait> {
  const sent = (await lines(deps, list)).filter(({ state }) => state === 'sent');
  if (sent.length === 0) return null;
  const isTold = deps.webhookUrl !== null;
  const looks = Math.min(...sent.map((line) => line.looks));
  if (!isTold) await deps.sleep(Math.min(ASK_AFTER_MS * 2 ** looks, LONGEST_ASK_MS));
  let next: Wait = null;
  for (const line of sent) {
    const at = new Date((line.sentAt?.getTime() ?? 0) + ASK_ANYWAY_MS * (line.looks + 1) ** 2);
    const isSettled = await settleBatch(deps, list, line.number, !isTold || at <= deps.clock());
    if (!isSettled && (next === null || at < next)) next = at;
  }
  return next;
}

async function nextOf(deps: Working, list: Import, hold: Wait, asked: Wait): Promise<Next> {
  const isRunning = (await deps.store.imports.get(list.id))?.state === 'running';
  const open = (await lines(deps, list)).filter(({ state }) => state !== 'done');
  const waiting = open.filter(({ state }) => state === 'waiting').length;
  if (open.length === 0 || (!isRunning && open.length === waiting)) return { kind: 'over' };
  if (hold) return { kind: 'at', at: hold };
  const maySend = isRunning && waiting > 0 && open.length - waiting < AT_ONCE;
  const isLost = open.some(({ state }) => state === 'lost');
  if (maySend || isLost || asked === null || deps.webhookUrl === null) return { kind: 'again' };
  return { kind: 'at', at: asked };
}
