// What became of a question, in every message that shows it.

import type { Deps } from '../deps.ts';
import type { Digest } from '../operations/digest.ts';
import { closeAnswered, itemsOf } from '../operations/follow-ups.ts';
import { sayInstead } from '../operations/outbox.ts';
import type { FollowUp } from '../store/follow-ups.ts';
import type { StoreTransaction } from '../store/store.ts';
import { countOf, markOf, withItem, withLeft } from '../views/follow-up.ts';

type Showing = Pick<Deps, 'jobs' | 'timeZone'>;

/** Each as it is now: in its channel, and in the conversation of who has it; and how many of the channel's are left. */
export async function showItems(deps: Showing, within: StoreTransaction, items: FollowUp[]): Promise<void> {
  for (const item of items) {
    const places = [item.channel, ...(item.owner ? [item.owner] : [])];
    for (const { key, part, message } of await within.outbox.showing(places, markOf(item))) {
      const words = withItem(message, item, deps.timeZone);
      if (words) await sayInstead(deps, within, { key, part, message: words });
    }
  }
  for (const [item] of Map.groupBy(items, ({ sessionId, channel }) => `${sessionId} ${channel}`).values())
    if (item) await countAnew(deps, within, item);
}

/** Counted once the message is locked: who pressed another question at the same time is counted by whoever comes second. */
async function countAnew(deps: Showing, within: StoreTransaction, { sessionId, channel }: FollowUp): Promise<void> {
  for (const { key, part, message } of await within.outbox.showing([channel], countOf({ sessionId }))) {
    const words = withLeft(message, sessionId, await within.followUps.left(sessionId, channel));
    if (words) await sayInstead(deps, within, { key, part, message: words });
  }
}

type Closing = Showing & Pick<Deps, 'clock'>;
type Questions = Pick<Digest, 'sessionId' | 'questions'>;
/** Of a digest, or of a live session. */
type Answers = Pick<Digest, 'sessionId'> & { questions: { id: string; answered: string | null }[] };

/** What Livestorm says was answered is closed wherever it is shown. */
export async function settleAnswered(
  deps: Closing,
  within: StoreTransaction,
  { sessionId, questions }: Answers,
): Promise<void> {
  const answered = questions.filter((question) => question.answered !== 'no').map(({ id }) => id);
  const closed = await closeAnswered(deps, within, { sessionId, questionIds: answered });
  await showItems(deps, within, closed);
}

/** The questions of a digest that are to be followed up in a channel, as they are now. */
export async function digestItems(
  deps: Closing,
  within: StoreTransaction,
  { digest, channel }: { digest: Questions; channel: string },
): Promise<FollowUp[]> {
  await settleAnswered(deps, within, digest);
  return await itemsOf(deps, within, { digest, channel });
}
