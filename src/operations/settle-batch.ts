// What became of each row of a batch that Livestorm took: out of its delivery, or asked for.

import type { Deps } from '../deps.ts';
import { LivestormError } from '../errors.ts';
import type { Job, JobTask } from '../livestorm/jobs.ts';
import { jobEndedKey, parseDelivery } from '../livestorm/webhooks.ts';
import type { Batch } from '../store/import-batches.ts';
import type { Import } from '../store/imports.ts';
import type { RowResult } from '../store/people-tables.ts';

/** Livestorm's client here is spent for the import. */
type Needed = Pick<Deps, 'livestorm' | 'store'>;
type Imports = Deps['store']['imports'];

/** Times a job is asked for before its rows are left unclear. */
const MOST_LOOKS = 10;

export const ADDED: RowResult = { result: 'added', reason: '' };
const UNCLEAR: RowResult = { result: 'unclear', reason: '' };

export const unsettled = ({ rows, results }: Batch) => rows.filter((_row, index) => !results[index]);

/** Fills in what is not known yet; `result` is asked with the place among those. */
export async function settle(
  imports: Imports,
  { importId, number, rows, results }: Batch,
  result: (email: string, place: number) => RowResult | null,
  done: boolean,
): Promise<void> {
  let place = 0;
  const all = rows.map(({ email }, index) => results[index] ?? result(email, place++));
  await imports.settle(importId, number, all, done || all.every((one) => one !== null));
}

/** All that is not known is left so. */
export const settleUnclear = (imports: Imports, batch: Batch): Promise<void> =>
  settle(imports, batch, () => UNCLEAR, true);

/**
 * Out of its delivery (no call), or asked for (one call) when `ask`; one more call when somebody failed. False while it is
 * not known.
 */
export async function settleBatch(deps: Needed, list: Import, number: number, ask: boolean): Promise<boolean> {
  const { imports } = deps.store;
  const batch = await imports.batch(list.id, number);
  if (batch?.state !== 'sent' || batch.jobId === null) return false;
  const job = (await delivered(deps, batch.jobId)) ?? (ask ? await askedFor(deps, batch, batch.jobId) : null);
  if (job && job.status !== 'processing') {
    await settleJob(deps, list, batch, job);
    return true;
  }
  if (ask && batch.looks + 1 >= MOST_LOOKS) await settleUnclear(imports, batch);
  return false;
}

async function delivered({ store }: Needed, jobId: string): Promise<Job | null> {
  const stored = await store.deliveries.get(jobEndedKey(jobId));
  if (!stored) return null;
  const delivery = parseDelivery(Buffer.from(stored.body));
  return delivery.kind === 'job' ? delivery.resource : null;
}

async function askedFor(deps: Needed, { importId, number }: Batch, jobId: string): Promise<Job | null> {
  await deps.store.imports.looked(importId, number);
  return await asked(deps, importId, () => deps.livestorm.jobs.get(jobId));
}

/** One call; null when Livestorm refuses it, or does not answer. */
async function asked<T>({ store }: Needed, importId: string, ask: () => Promise<T>): Promise<T | null> {
  await store.imports.spend(importId, 1);
  try {
    return await ask();
  } catch (error) {
    if (error instanceof LivestormError) return null;
    throw error;
  }
}

async function settleJob(deps: Needed, { id }: Import, batch: Batch, job: Job): Promise<void> {
  const { imports } = deps.store;
  if (job.failed === 0 || job.status === 'ended') return await settle(imports, batch, () => ADDED, true);
  const tasks = await asked(deps, id, () => deps.livestorm.jobs.tasks(job.id));
  // In the order in which they were sent: no document says so, and a task names nobody.
  const isWhole = tasks?.length === unsettled(batch).length;
  const again = batch.firstSentAt?.getTime() !== batch.sentAt?.getTime();
  await settle(imports, batch, (_email, place) => resultOf(isWhole ? tasks?.[place] : undefined, again), true);
  if (tasks?.some(({ contactsSpent }) => contactsSpent)) {
    await imports.stop(id, { code: 'livestorm_contacts', resetsAt: null });
  }
}

function resultOf(task: JobTask | undefined, again: boolean): RowResult {
  if (!task) return UNCLEAR;
  if (task.status === 'succeeded') return ADDED;
  if (task.alreadyRegistered) return { result: again ? 'again' : 'already', reason: '' };
  return { result: 'failed', reason: task.errors.join('; ') };
}
