// One batch of an import on its way to Livestorm: sent once, and looked for when its answer was lost.

import type { Deps } from '../deps.ts';
import { LivestormError, type LivestormProblem } from '../errors.ts';
import { take } from '../livestorm/client.ts';
import type { Batch } from '../store/import-batches.ts';
import type { Import } from '../store/imports.ts';
import { ADDED, settle, settleUnclear, unsettled } from './settle-batch.ts';

/** Livestorm's client here is spent for the import. */
type Needed = Pick<Deps, 'livestorm' | 'store' | 'clock' | 'sleep' | 'log'>;

/** Both clocks are right to this: who registered earlier than this before the first try was not registered by it. */
const CLOCKS_DIFFER_MS = 60_000;

/** What Livestorm has just done need not be in its lists yet. */
const BEFORE_LOOK_MS = 5_000;

/** Answers of one batch that may be lost before its rows are left unclear. */
const MOST_LOST = 3;

const MOST_LOOKED_AT = 1_000;
const PAGE = 50;

/** When nothing was done and it may be tried again; null when there is nothing to wait for. */
export type Wait = Date | null;

export async function sendBatch(deps: Needed, list: Import, number: number, from: 'waiting' | 'lost'): Promise<Wait> {
  const { imports } = deps.store;
  if (!(await imports.sending(list.id, number, { from, at: deps.clock() }))) return null;
  const batch = await imports.batch(list.id, number);
  if (!batch) return null;
  await imports.spend(list.id, 1);
  try {
    const registrations = unsettled(batch).map(({ fields }) => ({ fields }));
    const job = await deps.livestorm.sessions.registerMany(list.sessionId, registrations);
    await imports.sent(list.id, number, job.id);
    return null;
  } catch (error) {
    if (!(error instanceof LivestormError)) throw error;
    deps.log.warn({ import: list.id, batch: number, problem: error.problem.code }, 'a batch was not taken');
    return await refused(deps, list, batch, error.problem);
  }
}

const LATER_MS = 30_000;
/** Livestorm may be away for so long before an import gives up. */
const PATIENCE_MS = 6 * 60 * 60 * 1_000;

async function refused(deps: Needed, list: Import, batch: Batch, problem: LivestormProblem): Promise<Wait> {
  const { imports } = deps.store;
  const { number } = batch;
  if (problem.code === 'livestorm_unsure') {
    await imports.lost(list.id, number);
    return null;
  }
  if (problem.code === 'livestorm_rejected' || problem.code === 'livestorm_conflict') {
    return await refusedWhole(deps, list, batch, problem);
  }
  await imports.waits(list.id, number);
  const now = deps.clock().getTime();
  const isPassing = problem.code === 'livestorm_busy' || problem.code === 'livestorm_down';
  if (!isPassing || now - list.createdAt.getTime() > PATIENCE_MS) {
    const resetsAt = 'resetsAt' in problem ? (problem.resetsAt?.toISOString() ?? null) : null;
    await imports.stop(list.id, { code: problem.code, resetsAt });
    return null;
  }
  const waitMs = problem.code === 'livestorm_busy' ? problem.retryAfterSeconds * 1_000 : LATER_MS;
  return new Date(now + waitMs);
}

/** Nobody of it was registered. The same refusal twice in a row will not end: nothing more is sent. */
async function refusedWhole(
  { store: { imports } }: Needed,
  { id }: Import,
  batch: Batch,
  { code, detail }: Extract<LivestormProblem, { code: 'livestorm_rejected' | 'livestorm_conflict' }>,
): Promise<null> {
  const before = batch.number > 1 ? await imports.batch(id, batch.number - 1) : null;
  await settle(imports, batch, () => ({ result: 'failed', reason: detail }), true);
  const isSame = before?.results.every((row) => row?.result === 'failed' && row.reason === detail) ?? false;
  if (isSame) await imports.stop(id, { code, resetsAt: null });
  return null;
}

/**
 * The answer to a batch was lost. Livestorm has no list of its jobs, but it says who registered since: those are ours.
 * The others are sent once more, which registers nobody twice (livestorm-api.md Q12). ceil(n/50) calls for the look.
 */
export async function recoverBatch(deps: Needed, list: Import, number: number): Promise<Wait> {
  const { imports } = deps.store;
  const batch = await imports.batch(list.id, number);
  if (batch?.state !== 'lost' || !batch.firstSentAt) return null;
  await imports.looked(list.id, number);
  if (batch.looks >= MOST_LOST) {
    await settleUnclear(imports, batch);
    return null;
  }
  await deps.sleep(BEFORE_LOOK_MS);
  const createdSince = new Date(batch.firstSentAt.getTime() - CLOCKS_DIFFER_MS);
  try {
    const people = deps.livestorm.sessions.people(list.sessionId, { role: 'participant', createdSince });
    const found = await take(people, MOST_LOOKED_AT);
    await imports.spend(list.id, Math.max(1, Math.ceil(found.length / PAGE)));
    const there = new Set(found.map(({ email }) => email?.toLowerCase()));
    await settle(imports, batch, (email) => (there.has(email.toLowerCase()) ? ADDED : null), false);
  } catch (error) {
    if (!(error instanceof LivestormError)) throw error;
    return new Date(deps.clock().getTime() + LATER_MS);
  }
  return await sendBatch(deps, list, number, 'lost');
}
