// The App Home, published anew each time a person opens it; and where a press inside it is answered.

import type { BlockAction } from '@slack/bolt';
import { homeFor } from '../commands/home.ts';
import { ANSWER, answerModal } from '../views/answer-modal.ts';
import type { Door, Request } from './requests.ts';

/** Never throws: the page that stands there stays. */
export async function showHome(user: string, { ui, deps }: Door): Promise<void> {
  const started = performance.now();
  const view = await homeFor(user, deps);
  await ui.views.publish({ user_id: user, view }).catch((error: unknown) => {
    deps.log.warn({ err: error, user }, 'the App Home was not published');
  });
  deps.log.debug({ user, ms: Math.round(performance.now() - started) }, 'the App Home was opened');
}

/**
 * A press in the App Home is answered in a window, and a press in that window in its place. Null for other views: what
 * is pressed there is answered in a message. So is what takes too long for a window, whose trigger id lives three seconds.
 */
export function answerInView({ view, trigger_id }: BlockAction, { ui }: Pick<Door, 'ui'>): Request['respond'] {
  if (view?.type === 'home') return (message) => ui.views.open({ trigger_id, view: answerModal(message) });
  if (view?.callback_id !== ANSWER) return null;
  return (message) => ui.views.update({ view_id: view.id, view: answerModal(message) });
}
