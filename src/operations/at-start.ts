// What is done once when the bot starts: a word with Livestorm, the catalogue, the webhooks.

import type { Deps } from '../deps.ts';
import { callsAreKept, LivestormError } from '../errors.ts';
import { isCatalogueStale } from './catalogue.ts';
import { checkWebhooks } from './check-webhooks.ts';
import { FOLLOW } from './follow.ts';
import { readCatalogue } from './subscriptions.ts';

/**
 * One call at least (a ping, or the catalogue when its last reading is six hours old), so that a token that Livestorm
 * refuses is named in the log at once. Never rejects: the bot runs, and says in Slack what is wrong.
 */
export async function atStart(deps: Deps): Promise<void> {
  const { log } = deps;
  const livestorm = deps.livestorm.for({ kind: 'upkeep', who: 'start' });
  try {
    if (await isCatalogueStale(deps)) log.info(await readCatalogue({ ...deps, livestorm }), 'the catalogue was read');
    else await livestorm.ping();
    await checkWebhooks({ ...deps, livestorm });
    // What ended while the bot was down.
    await deps.jobs.send(FOLLOW, {}, { key: 'start' });
  } catch (error) {
    if (callsAreKept(error)) log.info('the start asked Livestorm for nothing: the last calls are kept for people');
    else if (!(error instanceof LivestormError)) log.error({ err: error }, 'the start was not finished');
    else log.error({ problem: error.problem }, startFault(error));
  }
}

/** For the operator, in the log. */
function startFault({ problem }: LivestormError): string {
  if (problem.code === 'livestorm_token') {
    return 'Livestorm refuses LIVESTORM_API_TOKEN: put in a valid token from Account settings > Integrations > Public API and start again.';
  }
  if (problem.code === 'livestorm_forbidden') {
    return `LIVESTORM_API_TOKEN lacks a scope that Showrunner needs (events, webhooks: read and write): ${problem.detail}`;
  }
  return 'Livestorm could not be asked at the start; Showrunner runs and tries again within the hour.';
}
