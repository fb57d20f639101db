// A step of a workflow that was kept: what it asks for, and how the workflow hears of its end.

import { executionOf, stepOf } from '../commands/step-kept.ts';
import type { StepEnding } from '../deps.ts';
import { AskError } from '../errors.ts';
import { stepFailure } from '../views/step.ts';
import { typed } from '../views/typed.ts';
import type { Kind } from './deciding.ts';

export const stepKind: Kind = {
  what: ({ callback_id }) => callback_id.replace('.', ' '),
  verb: ({ callback_id }) => stepOf(callback_id)?.verb ?? 'unknown',
  read({ view, person, at }) {
    const step = stepOf(view.callback_id);
    if (!step) throw new AskError({ code: 'form_outdated' });
    const { access, prepare } = step;
    const asked = { execution: executionOf(view), user: person, now: at };
    return {
      access,
      // Read with the work, so that who may not hears that first.
      async work(deps, intent) {
        const { outputs, ...done } = await prepare(typed(view.state.values), asked)(deps, intent);
        return { answer: { outputs } satisfies StepEnding, ...done };
      },
    };
  },
  failed: (_view, error, reference): StepEnding => ({ error: stepFailure(error, reference) }),
  tell: ({ view }, answer, { slack }) => slack.finishStep(executionOf(view), answer as StepEnding),
};
