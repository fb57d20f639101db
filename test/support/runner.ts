// A runner that works from the start, for tests of jobs without the rest of the bot.

import { openRunner, type Runner, type RunnerOptions } from '../../src/jobs/runner.ts';

export async function startRunner<D>({ deps, ...options }: RunnerOptions<D> & { deps: D }): Promise<Runner<D>> {
  const runner = await openRunner(options);
  await runner.work(deps);
  return runner;
}
