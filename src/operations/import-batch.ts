// One batch of an import: sent, looked for when its answer was lost, and what became of each of its rows.

import type { Deps } from '../deps.ts';
import { LivestormError, type LivestormProblem } from '../errors.ts';
import { take } from '../livestorm/client.ts';
import type { Job, JobTask } from '../livestorm/jobs.ts';
import { jobEndedKey, parseDelivery } from '../livestorm/webhooks.ts';
import type { Batch } from '../store/import-batches.ts';
import type { Import } from '../store/imports.ts';
import type { RowResult } from '../store/people-tables.ts';

/** Livestorm's client here is spent for the import. */
export type Needed = Pick<Deps, 'livestorm' | 'store' | 'clock' | 'sleep' | 'log'>;

/** Both clocks are right to this: who registered earlier than this before the first try was not registered by it. */
const CLOCKS_DIFFER_MS = 60_000;

/** What Livestorm has just done need not be in its lists yet. */
const BEFORE_LOOK_MS = 5_000;

/** Answers of one batch that may be lost, and times its job is asked for, before its rows are left unclear. */
const MOST_LOST = 3;
const MOST_LOOKS = 10;

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

const unsettled = ({ rows, results }: Batch) => rows.filter((_row, index) => !results[index]);

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

/** Fills in what is not known yet; `result` is asked with the place among those. */
async function settle(
  imports: Deps['store']['imports'],
  { importId, number, rows, results }: Batch,
  result: (email: string, place: number) => RowResult | null,
  done: boolean,
): Promise<void> {
  let place = 0;
  const all = rows.map(({ email }, index) => results[index] ?? result(email, place++));
  await imports.settle(importId, number, all, done || all.every((one) => one !== null));
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
    await settle(imports, batch, () => ({ result: 'unclear', reason: '' }), true);
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

const ADDED: RowResult = { result: 'added', reason: '' };

/**
 * What became of a batch that Livestorm took: out of its delivery (no call), or asked for (one call) when `ask`; one
 * more call when somebody failed. False while it is not known.
 */
export async function settleBatch(deps: Needed, list: Import, number: number, ask: boolean): Promise<boolean> {
  const { imports } = deps.store;
  const batch = await imports.batch(list.id, number);
  if (batch?.state !== 'sent' || batch.jobId === null) return false;
  const job = (await delivered(deps, batch.jobId)) ?? (ask ? await askedFor(deps, list, batch, batch.jobId) : null);
  if (job && job.status !== 'processing') {
    await settleJob(deps, list, batch, job);
    return true;
  }
  if (ask && batch.looks + 1 >= MOST_LOOKS)
    await settle(imports, batch, () => ({ result: 'unclear', reason: '' }), true);
  return false;
}

async function delivered({ store }: Needed, jobId: string): Promise<Job | null> {
  const stored = await store.deliveries.get(jobEndedKey(jobId));
  if (!stored) return null;
  const delivery = parseDelivery(Buffer.from(stored.body));
  return delivery.kind === 'job' ? delivery.resource : null;
}

async function askedFor(deps: Needed, { id }: Import, { number }: Batch, jobId: string): Promise<Job | null> {
  await deps.store.imports.looked(id, number);
  await deps.store.imports.spend(id, 1);
  try {
    return await deps.livestorm.jobs.get(jobId);
  } catch (error) {
    if (error instanceof LivestormError) return null;
    throw error;
  }
}

async function settleJob(deps: Needed, list: Import, batch: Batch, job: Job): Promise<void> {
  const { imports } = deps.store;
  if (job.failed === 0 || job.status === 'ended') return await settle(imports, batch, () => ADDED, true);
  const tasks = await tasksOf(deps, list, job.id);
  // In the order in which they were sent: no document says so, and a task names nobody.
  const isWhole = tasks?.length === unsettled(batch).length;
  const again = batch.firstSentAt?.getTime() !== batch.sentAt?.getTime();
  const result = (_email: string, place: number): RowResult => resultOf(isWhole ? tasks?.[place] : undefined, again);
  await settle(imports, batch, result, true);
  if (tasks?.some(({ contactsSpent }) => contactsSpent)) {
    await imports.stop(list.id, { code: 'livestorm_contacts', resetsAt: null });
  }
}

async function tasksOf(deps: Needed, { id }: Import, jobId: string): Promise<JobTask[] | null> {
  await deps.store.imports.spend(id, 1);
  try {
    return await deps.livestorm.jobs.tasks(jobId);
  } catch (error) {
    if (error instanceof LivestormError) return null;
    throw error;
  }
}

function resultOf(task: JobTask | undefined, again: boolean): RowResult {
  if (!task) return { result: 'unclear', reason: '' };
  if (task.status === 'succeeded') return ADDED;
  if (task.alreadyRegistered) return { result: again ? 'again' : 'already', reason: '' };
  return { result: 'failed', reason: task.errors.join('; ') };
}
