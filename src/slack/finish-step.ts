// The end of a workflow's step: a step that is never ended hangs, and its workflow with it.

import { WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import type { StepEnding } from '../deps.ts';
import { resultRefused } from '../views/step.ts';
import { slackCode } from './slack-errors.ts';

/** What Slack refuses it would refuse again: the step is over there already, or it does not take what we give. */
export async function finishStep(client: WebClient, execution: string, ending: StepEnding): Promise<void> {
  const step = { function_execution_id: execution };
  if ('error' in ending) {
    await clear(() => client.functions.completeError({ ...step, error: ending.error }));
    return;
  }
  const refused = await clear(() => client.functions.completeSuccess({ ...step, outputs: ending.outputs }));
  if (refused !== null) await clear(() => client.functions.completeError({ ...step, error: resultRefused(refused) }));
}

/** Slack's reason when it refused; null when it took it. Throws when it is to be asked again later. */
async function clear(call: () => Promise<unknown>): Promise<string | null> {
  try {
    // A step ends once, so a hiccup is tried once more.
    await call().catch((error: unknown) => (reasonOf(error) === undefined ? call() : Promise.reject(error)));
    return null;
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    return reason;
  }
}

const reasonOf = (error: unknown): string | undefined =>
  error instanceof WebAPIRateLimitedError ? undefined : slackCode(error);
