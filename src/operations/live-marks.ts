// What people say in Slack of a question in a live session: who takes it, that it was answered, that it waits. Livestorm
// hears nothing of it: its API takes no answers (livestorm-api.md 4.6).

import type { Deps } from '../deps.ts';
import type { Mark } from '../store/live-tables.ts';
import { addFollowUp } from './follow-ups.ts';
import { questionOf } from './heard.ts';
import { LIVE } from './live.ts';
import { isOver } from './live-plan.ts';

export interface Marked {
  sessionId: string;
  /** As it is from now on; null when it was taken back. */
  mark: Mark | null;
  /** Who had marked it before, and how. */
  before: { mark: Mark; by: string } | null;
  /** Livestorm says that it was answered: nothing was changed. */
  isAnswered: boolean;
  /** The session: nobody answers in its room any more, and a digest may list the question. */
  isOver: boolean;
}

/**
 * The same press again by the same person takes it back while the session runs, another person's takes its place; what is
 * to be followed up stays on its list until somebody is done with it. Null when it is no longer kept.
 */
export async function markQuestion(
  deps: Pick<Deps, 'store' | 'jobs' | 'clock' | 'timeZone'>,
  { id, mark, by, channel }: { id: string; mark: Mark; by: string; channel: string },
): Promise<Marked | null> {
  return await deps.store.transaction(async (within) => {
    const known = await within.live.heard.question(id);
    // What was said in a session is kept for a month.
    if (!known) return null;
    const { sessionId } = known;
    const before = known.mark && known.markedBy ? { mark: known.mark, by: known.markedBy } : null;
    const session = await within.catalogue.session(sessionId);
    const over = session === null || isOver(session);
    if (known.answered !== 'no') return { sessionId, mark: known.mark, before, isAnswered: true, isOver: over };
    const isBack = !over && mark !== 'later' && before?.mark === mark && before.by === by;
    await within.live.heard.mark(known, isBack ? null : { mark, by });
    if (mark === 'later') {
      const { question: words, asker: askedBy } = questionOf(known);
      await addFollowUp(deps, within, { sessionId, channel, questionId: id, words, askedBy, by });
    }
    // A job of its own for each: one that runs already may have looked before this.
    await deps.jobs.send(LIVE, { sessionId }, { transaction: within.trx });
    return { sessionId, mark: isBack ? null : mark, before, isAnswered: false, isOver: over };
  });
}
