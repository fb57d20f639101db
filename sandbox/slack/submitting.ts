// What becomes of a form after it was sent: errors under inputs, another view, a closed stack.

import { checkResponseAction, slackMessages } from './blocks/check.ts';
import { isRecord, type Json, type Outcome, Refusal, str, type View } from './model.ts';
import { placed } from './state.ts';
import type { Held } from './views.ts';
import type { World } from './world.ts';

const failed = (outcome: Outcome, failure: string): Outcome => ({ ...outcome, failure });

/** Errors may only stand under inputs of this view; others are an app's mistake that Slack does not show. */
function showErrors(view: View, given: unknown, outcome: Outcome): Outcome {
  const inputs = new Set(
    placed(view.blocks).flatMap(({ block, blockId }) => (block.type === 'input' ? [blockId] : [])),
  );
  const entries = Object.entries(isRecord(given) ? given : {});
  const stray = entries.find(([blockId, words]) => !inputs.has(blockId) || typeof words !== 'string' || words === '');
  if (entries.length === 0) return failed(outcome, 'invalid_errors: none given');
  if (stray) return failed(outcome, `invalid_errors: ${stray[0]}`);
  const errors = Object.fromEntries(entries.map(([blockId, words]) => [blockId, String(words)]));
  view.errors = errors;
  return { ...outcome, errors };
}

/** Applies the app's answer to a view_submission (docs.slack.dev/surfaces/modals). */
export function settle(world: World, held: Held, outcome: Outcome): Outcome {
  // Not acknowledged: "We had some trouble connecting. Try again?", and the form stays.
  if (!outcome.acknowledged) return outcome;
  const { body } = outcome;
  if (body === '' || (isRecord(body) && Object.keys(body).length === 0)) {
    world.views.pop(held.owner);
    return outcome;
  }
  const problems = checkResponseAction(body);
  if (problems.length > 0 || !isRecord(body))
    return failed(outcome, `invalid_response: ${slackMessages(problems).join(' ')}`);
  return apply(world, held, body, outcome);
}

function apply(world: World, held: Held, body: Json, outcome: Outcome): Outcome {
  try {
    if (body.response_action === 'errors') return showErrors(held.view, body.errors, outcome);
    if (body.response_action === 'update') world.views.update(held, body.view);
    if (body.response_action === 'push') world.views.push(held.owner, body.view);
    if (body.response_action === 'clear') world.views.clear(held.owner);
    return outcome;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { response_metadata: details } = error.extra;
    const messages = isRecord(details) && Array.isArray(details.messages) ? details.messages.map(str).join(' ') : '';
    return failed(outcome, messages ? `${error.code}: ${messages}` : error.code);
  }
}
