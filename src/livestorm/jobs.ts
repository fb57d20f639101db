// Livestorm's jobs: what became of a bulk registration (livestorm-api.md 4.8).
import { z } from 'zod';
import type { Send } from './http.ts';
import { path } from './path.ts';
import { amount, many, orNull, spelt } from './resource.ts';
import { saysContacts, saysDuplicate } from './verdict.ts';

export const jobResource = z
  .object({
    id: z.string(),
    attributes: spelt(
      {
        total_items: 'total_tasks',
        total_processed_items: 'total_processed_tasks',
        total_fail: 'total_failed',
        total_success: 'total_succeeded',
      },
      z.object({
        status: z.string(),
        total_items: amount,
        total_processed_items: amount,
        total_fail: amount,
        total_success: amount,
      }),
    ),
  })
  .transform(({ id, attributes: a }) => ({
    id,
    /** processing, ended (all succeeded) or failed (at least one failed, the others did register). */
    status: a.status,
    total: a.total_items,
    processed: a.total_processed_items,
    failed: a.total_fail,
    succeeded: a.total_success,
  }));
export type Job = z.output<typeof jobResource>;

// Livestorm's prose shows the answer without its envelope, and its own app reads both.
export const job = z.union([z.object({ data: jobResource }).transform(({ data }) => data), jobResource]);

const words = orNull(z.string());
const reason = z.union([
  z.string(),
  z
    .object({ detail: words, message: words, title: words })
    .transform(({ detail, message, title }) => detail ?? message ?? title ?? ''),
]);

const jobTask = z
  .object({ id: z.string(), attributes: z.object({ status: z.string(), errors: many(reason) }) })
  .transform(({ id, attributes: { status, errors } }) => ({
    id,
    /** processing, succeeded or failed. */
    status,
    errors,
    /** Failed, but only because the person is registered already (Q12). */
    alreadyRegistered: errors.some(saysDuplicate),
    /** Failed, because the month's active contacts are spent. */
    contactsSpent: errors.some(saysContacts),
  }));
export type JobTask = z.output<typeof jobTask>;

const tasks = z.object({ data: z.array(jobTask) }).transform(({ data }) => data);

export function jobs(send: Send) {
  return {
    /** Scope events:read. */
    get: (id: string) => send({ operation: 'getJob', path: path`/jobs/${id}` }, job),
    /** All of them at once: any page parameter is answered with a 500 (Q2). */
    tasks: (id: string) => send({ operation: 'listJobTasks', path: path`/jobs/${id}/tasks` }, tasks),
  };
}
