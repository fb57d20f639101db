// views.*: opening, pushing, updating, publishing. Errors from docs.slack.dev/reference/methods/views.*.

import { type Json, Refusal, str, type View } from '../model.ts';
import { wireView } from '../views.ts';
import type { Argument, Method } from './method.ts';

const TRIGGER: Record<string, Argument> = { trigger_id: 'string', interactivity_pointer: 'string', view: 'json!' };

function triggerOf(args: Json): string {
  const trigger = str(args.trigger_id) || str(args.interactivity_pointer);
  if (!trigger) {
    const messages = ['[ERROR] missing required field: trigger_id'];
    throw new Refusal('invalid_arguments', { response_metadata: { messages } });
  }
  return trigger;
}

const shown = (view: View): Json => ({ view: wireView(view) });

export const viewMethods: Record<string, Method> = {
  'views.open': {
    args: TRIGGER,
    run: (args, { triggers, views }) => shown(views.open(triggers.spend(triggerOf(args)), args.view)),
  },
  'views.push': {
    args: TRIGGER,
    run: (args, { triggers, views }) => shown(views.push(triggers.spend(triggerOf(args)), args.view)),
  },
  'views.update': {
    args: { view_id: 'string', external_id: 'string', hash: 'string', view: 'json!' },
    run(args, { views }) {
      const held = views.find({ id: str(args.view_id), externalId: str(args.external_id) });
      if (!held) throw new Refusal('view_not_found');
      return shown(views.update(held, args.view, args.hash === undefined ? undefined : str(args.hash)));
    },
  },
  'views.publish': {
    args: { user_id: 'string!', hash: 'string', view: 'json!' },
    run(args, { views, workspace }) {
      if (!workspace.users.has(str(args.user_id))) throw new Refusal('user_not_found');
      return shown(views.publish(str(args.user_id), args.view, args.hash === undefined ? undefined : str(args.hash)));
    },
  },
};
