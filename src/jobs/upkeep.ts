// Upkeep: what a job asks Livestorm for on its own account. It is the first thing to wait.

import type { Deps } from '../deps.ts';
import { callsAreKept } from '../errors.ts';

/** Does it for the purpose of that name; when the last calls are kept for people, the job's next hour asks again. */
export async function upkeep(who: string, deps: Deps, work: (deps: Deps) => Promise<unknown>): Promise<void> {
  try {
    await work({ ...deps, livestorm: deps.livestorm.for({ kind: 'upkeep', who }) });
  } catch (error) {
    if (!callsAreKept(error)) throw error;
    deps.log.info({ job: who }, 'upkeep waits: the last calls are kept for people');
  }
}
