// When the numbers of a session that has ended are final, as far as anybody can know, and whether it has ended at all.

import type { Deps, Settling } from '../deps.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { isTold } from './check-webhooks.ts';
import type { Digest } from './digest.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export const SETTLING: Settling = { quietMs: 5 * MINUTE_MS, longestMs: 60 * MINUTE_MS, untoldMs: 30 * MINUTE_MS };

/** Clocks differ, and deliveries come in any order (livestorm-api.md 6.4). */
const BEFORE_MS = 2 * MINUTE_MS;

/** One for each registrant, after the end (livestorm-api.md 6.1). */
const ATTENDANCE = ['people.attended', 'people.not_attended'];

type Needs = Pick<Deps, 'store' | 'setup' | 'webhookUrl'>;

/** Whether Livestorm tells who came, one by one: what is not signed does not count. */
export const tellsOfPeople = async (deps: Needs): Promise<boolean> => deps.setup.isSigned && (await isTold(deps));

export interface Settled {
  at: Date;
  /** Whether something that arrives may bring it forward. */
  mayComeSooner: boolean;
}

/**
 * When all that Livestorm counts after the end is there: as soon as everybody was told of, or nobody more for some
 * minutes, or nothing can come. `end` is when it ended, or was heard to have. No call.
 */
export async function settledAt(
  deps: Needs & Pick<Deps, 'settling'>,
  { id, registrantsCount, attendeesCount }: SessionWithEvent,
  end: Date,
): Promise<Settled> {
  const { quietMs, longestMs, untoldMs } = deps.settling;
  const after = (from: Date, ms: number) => new Date(from.getTime() + ms);
  if (registrantsCount === 0 && attendeesCount === 0) return { at: end, mayComeSooner: false };
  if (!(await tellsOfPeople(deps))) return { at: after(end, untoldMs), mayComeSooner: false };
  const latest = after(end, longestMs);
  const { people, lastAt } = await deps.store.deliveries.ofPeople(id, ATTENDANCE, after(end, -BEFORE_MS));
  if (!lastAt) return { at: latest, mayComeSooner: true };
  if (people >= registrantsCount) return { at: lastAt, mayComeSooner: false };
  const quiet = after(lastAt, quietMs);
  return { at: quiet < latest ? quiet : latest, mayComeSooner: true };
}

/** The end, or the moment it was heard of: Livestorm's clock may be ahead. */
export const endOf = ({ endedAt }: Pick<SessionWithEvent, 'endedAt'>, heardAt: Date): Date =>
  endedAt && endedAt < heardAt ? endedAt : heardAt;

/** Who watched the recording since the end, each once. No call; null where Livestorm does not tell. */
export async function watchersOf(deps: Needs, sessionId: string, end: Date): Promise<number | null> {
  if (!(await tellsOfPeople(deps))) return null;
  const since = new Date(end.getTime() - BEFORE_MS);
  return (await deps.store.deliveries.ofPeople(sessionId, ['people.watched_replay'], since)).people;
}

/**
 * Whether it was started again after it had ended. Of its state alone nobody can tell, since it may be older than the
 * moments beside it (livestorm-api.md 4.4): Livestorm must have told of a start since. After a day it is over anyway.
 */
export async function isLiveAgain(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  { id, status, startedAt, endedAt }: SessionWithEvent,
): Promise<boolean> {
  if (status !== 'live' || !endedAt || clock().getTime() - endedAt.getTime() > DAY_MS) return false;
  if (startedAt && startedAt > endedAt) return true;
  const [started, ended] = [
    await store.deliveries.lastOf('session.started', id),
    await store.deliveries.lastOf('session.ended', id),
  ];
  return started !== null && (ended === null || started > ended);
}

/** Nothing took place, and nothing is to be summed up. */
export const isOff = ({
  canceledAt,
  status,
  endedAt,
}: Pick<SessionWithEvent, 'canceledAt' | 'status' | 'endedAt'>): boolean =>
  endedAt === null && (canceledAt !== null || status === 'canceled' || status === 'past_not_started');

/** Ends of one session that lie so close are one: Livestorm may correct it. */
const ONE_END_MS = MINUTE_MS;

/** Whether it has not ended once more since a digest was made. */
export const isOfThisEnd = (digest: Digest, { endedAt }: SessionWithEvent): boolean =>
  !endedAt || !digest.endedAt || endedAt.getTime() - digest.endedAt.getTime() < ONE_END_MS;

/** Whether a digest is of the whole session, and of its final numbers. */
export const isWhole = (digest: Digest, session: SessionWithEvent): boolean =>
  digest.isFinal && isOfThisEnd(digest, session);
