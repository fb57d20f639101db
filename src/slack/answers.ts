// What only the person who asked sees: a view in the place of their form, or a message when they have closed it.

import type { WebClient } from '@slack/web-api';
import type { AnswerPlace } from '../deps.ts';
import type { Message, Modal } from '../views/blocks.ts';
import { asMessage } from '../views/error.ts';
import { carry } from '../views/typed.ts';
import { isViewGone, slackCode } from './slack-errors.ts';

export interface Answers {
  /**
   * Until the returned function is called, no answer is shown in this view: Slack would put the view that comes with
   * the acknowledgement over it. Holds in this process only, where the acknowledgement is made.
   */
  hold(viewId: string): () => void;
  /** Shows a view in the place of another. Throws when Slack says nothing clear, also the second time. */
  show(place: AnswerPlace, view: Modal): Promise<'shown' | 'closed' | 'refused'>;
  /** The same for a result: a person who closed the form meanwhile, or whom Slack does not show it, gets a message. */
  give(place: AnswerPlace, view: Modal): Promise<void>;
  /** In the channel, else in the person's own conversation with the bot. */
  tell(place: Omit<AnswerPlace, 'viewId'>, message: Message): Promise<void>;
}

export function createAnswers(ui: WebClient): Answers {
  const held = new Map<string, Set<Promise<void>>>();

  async function tell({ user, channel }: Omit<AnswerPlace, 'viewId'>, { text, blocks }: Message): Promise<void> {
    if (channel) {
      const posted = await ui.chat.postEphemeral({ channel, user, text, blocks }).catch(() => null);
      if (posted) return;
    }
    await ui.chat.postMessage({ channel: user, text, blocks });
  }

  async function show({ viewId, channel }: AnswerPlace, view: Modal): Promise<'shown' | 'closed' | 'refused'> {
    const update = () => ui.views.update({ view_id: viewId, view: placed(view, channel) });
    try {
      // Showing a view twice does no harm, so a hiccup is tried once more.
      await update().catch((error) => (slackCode(error) === undefined ? update() : Promise.reject(error)));
      return 'shown';
    } catch (error) {
      const code = slackCode(error);
      if (code === undefined) throw error;
      return isViewGone(code) ? 'closed' : 'refused';
    }
  }

  return {
    hold(viewId) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const others = held.get(viewId) ?? new Set();
      held.set(viewId, others.add(promise));
      return () => {
        others.delete(promise);
        if (others.size === 0) held.delete(viewId);
        resolve();
      };
    },
    show,
    async give(place, view) {
      await Promise.all(held.get(place.viewId) ?? []);
      if ((await show(place, view)) !== 'shown') await tell(place, asMessage(view));
    },
    tell,
  };
}

/** A form that carries nothing of its own still knows where it was opened, for its buttons. */
const placed = (view: Modal, channel: string | null): Modal =>
  view.private_metadata ? view : { ...view, private_metadata: JSON.stringify(carry(undefined, channel)) };
