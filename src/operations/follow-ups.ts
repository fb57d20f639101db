// Questions that somebody is to answer after all: made by a digest or a person, claimed, done, and asked after.

import type { Deps } from '../deps.ts';
import type { FollowUp } from '../store/follow-ups.ts';
import type { PersonName } from '../store/person-name.ts';
import type { StoreTransaction } from '../store/store.ts';
import { isSameDay, isWorkingTime, nextWorkdayEnd } from '../time/working-hours.ts';
import type { Digest } from './digest.ts';

/** Who closed what Livestorm says was answered. */
const LIVESTORM = 'livestorm';

/** Nobody is nudged more often about one question. */
const MOST_NUDGES = 3;

export interface NewItem {
  sessionId: string;
  channel: string;
  questionId: string;
  words: string;
  /** As Livestorm names them; null when it does not. */
  askedBy: PersonName | null;
  /** The Slack user, or `digest`. */
  by: string;
}

type Within = Pick<StoreTransaction, 'followUps'>;

/** Due at the end of the next day of work. One that the channel has already stays as it is: null. */
export async function addFollowUp(
  { clock, timeZone }: Pick<Deps, 'clock' | 'timeZone'>,
  within: Within,
  { sessionId, channel, questionId, words, askedBy, by }: NewItem,
): Promise<FollowUp | null> {
  const madeAt = clock();
  return await within.followUps.add({
    sessionId,
    channel,
    questionId,
    words: kept(words),
    askedBy,
    dueAt: nextWorkdayEnd(madeAt, timeZone),
    madeBy: by,
    madeAt,
  });
}

/** PostgreSQL keeps no NUL. */
const kept = (words: string): string => words.replaceAll('\0', '').toWellFormed();

export type Change =
  | { kind: 'changed' | 'same'; item: FollowUp; before: FollowUp; everywhere: FollowUp[] }
  /** It is no longer kept. */
  | { kind: 'gone' };

/** Whoever had it, it is this person's now, in every channel. `same`: it was theirs, or it is done. */
export const claimFollowUp = (within: Within, id: number, user: string): Promise<Change> =>
  changed(within, id, async (item) => {
    if (item.doneAt || item.owner === user) return false;
    await within.followUps.own(item, user);
    return true;
  });

/** Only our mark: Livestorm's API takes no answers. `same`: it was done. */
export const finishFollowUp = (
  { clock }: Pick<Deps, 'clock'>,
  within: Within,
  { id, by }: { id: number; by: string },
): Promise<Change> =>
  changed(within, id, async (item) => {
    if (item.doneAt) return false;
    await within.followUps.finish(item, by, clock());
    return true;
  });

async function changed(
  { followUps }: Within,
  id: number,
  change: (item: FollowUp) => Promise<boolean>,
): Promise<Change> {
  const known = await followUps.get(id);
  // Locked before it is looked at: two may press at once.
  const before = known && (await followUps.alike(known)).find((each) => each.id === id);
  if (!before) return { kind: 'gone' };
  const kind = (await change(before)) ? 'changed' : 'same';
  const everywhere = await followUps.alike(before);
  return { kind, item: everywhere.find((each) => each.id === id) ?? before, before, everywhere };
}

/** Livestorm says that these were answered. Resolves with those that were open until now, in every channel. */
export async function closeAnswered(
  { clock }: Pick<Deps, 'clock'>,
  within: Within,
  { sessionId, questionIds }: { sessionId: string; questionIds: string[] },
): Promise<FollowUp[]> {
  const closed: FollowUp[] = [];
  for (const questionId of questionIds) {
    const asked = { sessionId, questionId };
    if ((await within.followUps.alike(asked)).every(({ doneAt }) => doneAt)) continue;
    await within.followUps.finish(asked, LIVESTORM, clock());
    closed.push(...(await within.followUps.alike(asked)));
  }
  return closed;
}

/** The items of a digest in one channel: one for each question that is open, and those that were made before. */
export async function itemsOf(
  deps: Pick<Deps, 'clock' | 'timeZone'>,
  within: Within,
  { digest, channel }: { digest: Pick<Digest, 'sessionId' | 'questions'>; channel: string },
): Promise<FollowUp[]> {
  const { sessionId, questions } = digest;
  for (const { id: questionId, question: words, asker, answered } of questions) {
    if (answered !== 'no') continue;
    const askedBy = asker?.name ?? null;
    await addFollowUp(deps, within, { sessionId, channel, questionId, words, askedBy, by: 'digest' });
  }
  return await within.followUps.of(sessionId, channel);
}

const HOUR = 60 * 60 * 1_000;
/** Before it is due. */
const AHEAD = 2 * HOUR;

/** Whether its owner is to hear of it now. */
export function isNudgeDue({ owner, doneAt, dueAt, nudges, nudgedAt }: FollowUp, now: Date, timeZone: string): boolean {
  if (!owner || doneAt || nudges >= MOST_NUDGES || !isWorkingTime(now, timeZone)) return false;
  const first = dueAt.getTime() - AHEAD;
  if (now.getTime() < first) return false;
  if (!nudgedAt || nudgedAt.getTime() < first) return true;
  return now >= dueAt && !isSameDay(nudgedAt, now, timeZone);
}

/** Who is to hear of which of theirs now, the next due first. Locks nothing: for a job that runs once at a time. */
export async function dueNudges(
  { clock, timeZone }: Pick<Deps, 'clock' | 'timeZone'>,
  within: Within,
): Promise<Map<string, FollowUp[]>> {
  const now = clock();
  if (!isWorkingTime(now, timeZone)) return new Map();
  const due = await within.followUps.dueBefore(new Date(now.getTime() + AHEAD + 1), MOST_NUDGES);
  return Map.groupBy(
    due.filter((item) => isNudgeDue(item, now, timeZone)),
    ({ owner }) => owner ?? '',
  );
}
