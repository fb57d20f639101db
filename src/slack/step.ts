// A workflow that came to one of our steps: kept, and only then acknowledged. A job does it, and ends it.

import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import { keptStep } from '../commands/step-kept.ts';
import { stepFailure } from '../views/step.ts';
import { inTime, type Keeping, notKept } from './submitting.ts';

/** Slack sends an event that was not taken again, three times (slack-platform.md, section 3.1). */
const LAST_RETRY = 3;

type Executed = Pick<SlackEventMiddlewareArgs<'function_executed'>, 'ack' | 'event'>;

export async function takeStep({ ack, event }: Executed, retry: number, { keep, deps }: Keeping): Promise<void> {
  const { function_execution_id: execution, inputs } = event;
  const id = event.function.callback_id;
  const kept = { ...keptStep(execution, id, inputs), at: deps.clock() };
  try {
    await inTime((signal) => keep(kept, signal));
  } catch (error) {
    const why = notKept(error, `step ${id}`, deps);
    if (retry < LAST_RETRY) return;
    await deps.slack.finishStep(execution, { error: stepFailure(...why) });
  }
  await ack();
}
