// Sessions that should have begun or ended and of which nothing was heard are looked at: always without webhooks, once in a while with them.

import type { Deps } from '../deps.ts';
import { callsAreKept, isGone, LivestormError } from '../errors.ts';
import type { Session } from '../livestorm/session.ts';
import type { DueSession } from '../store/followed.ts';
import { remember } from './catalogue.ts';
import { isTold, renewWebhooks } from './check-webhooks.ts';
import { beginDigests, DIGEST } from './gap.ts';
import { isOff } from './settling.ts';

/** The job that does this, by name: jobs/follow.ts. */
export const FOLLOW = 'follow';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Without webhooks a session is looked at when it should be over, and again after growing pauses; with them only when it
 * should have begun, or be long over, and nothing came (reliability.md F57).
 */
const WAYS = {
  untold: { startLateMs: null, endLateMs: 5 * MINUTE, pausesMs: [10, 20, 40, 80, 160, 360].map((one) => one * MINUTE) },
  told: { startLateMs: 10 * MINUTE, endLateMs: 2 * HOUR, pausesMs: [HOUR, 6 * HOUR, DAY] },
};

/** What is not over after three days is nobody's session any more. */
const GIVEN_UP_MS = 3 * DAY;
/** In one run. */
const MOST_LOOKS = 20;
/** With webhooks, in 30 days (reliability.md F57). */
const MOST_ABSENCES = 60;
/** A start that is younger may still be told of. */
const TOLD_WITHIN_MS = 3 * MINUTE;
const RENEWED = 'webhooks.renewed';
const ABSENCE = { kind: 'upkeep', who: 'absence' } as const;

/** No call while nothing is due, one for each session that is. */
export async function followSchedule(deps: Deps): Promise<void> {
  const { store, clock } = deps;
  const now = clock();
  const told = await isTold(deps);
  const way = told ? WAYS.told : WAYS.untold;
  // Without webhooks this is how digests come; with them it is upkeep.
  const livestorm = deps.livestorm.for(told ? ABSENCE : { kind: 'digest', who: 'schedule' });
  const due = await store.followed.due({
    now,
    startLateMs: way.startLateMs,
    endLateMs: way.endLateMs,
    notBefore: new Date(now.getTime() - GIVEN_UP_MS),
    limit: told ? Math.min(MOST_LOOKS, await absencesLeft(deps)) : MOST_LOOKS,
  });
  const missed: Session[] = [];
  for (const session of due) {
    const found = await look({ ...deps, livestorm }, session, way.pausesMs);
    if (found === 'kept') break;
    // Who waits for its digest is told that there is none.
    if (found && isOff(found)) await deps.jobs.send(DIGEST, { sessionId: found.id }, { key: found.id });
    if (found && told && wasMissed(found, session, now)) missed.push(found);
  }
  if (missed.length > 0) await renew({ ...deps, livestorm: deps.livestorm.for(ABSENCE) }, missed);
  await beginDigests(deps, new Date(now.getTime() + 6 * HOUR));
}

async function absencesLeft({ store, clock }: Pick<Deps, 'store' | 'clock'>): Promise<number> {
  const since = new Date(clock().getTime() - 30 * DAY);
  return Math.max(0, MOST_ABSENCES - (await store.ledger.spentFor(ABSENCE.kind, since, ABSENCE.who)));
}

/** One call. `kept`: it may not go now. Null: Livestorm has it no more, or did not answer. */
async function look(deps: Deps, due: DueSession, pausesMs: number[]): Promise<Session | 'kept' | null> {
  const { livestorm, store, clock, log } = deps;
  const inMs = (ms: number) => new Date(clock().getTime() + ms);
  try {
    const found = await livestorm.sessions.get(due.id);
    await remember(deps, { sessions: [found] });
    await store.followed.looked(due, inMs(pausesMs[Math.min(due.looks, pausesMs.length - 1)] ?? HOUR));
    return found;
  } catch (error) {
    if (!(error instanceof LivestormError)) throw error;
    if (isGone(error)) {
      await store.catalogue.removeSession(due.id);
      return null;
    }
    await store.followed.looked(due, inMs(HOUR));
    log.warn({ session: due.id, problem: error.problem }, 'a session could not be looked at: again in an hour');
    return callsAreKept(error) ? 'kept' : null;
  }
}

/** Livestorm knows what it should have told a while ago. */
function wasMissed({ startedAt, endedAt }: Session, { isStarted }: DueSession, now: Date): boolean {
  const untold = isStarted ? endedAt : startedAt;
  return untold !== null && now.getTime() - untold.getTime() > TOLD_WITHIN_MS;
}

/** At most once a day. */
async function renew(deps: Deps, missed: Session[]): Promise<void> {
  const { store, clock, log } = deps;
  const renewed = await store.settings.get(RENEWED);
  if (renewed && clock().getTime() - Date.parse(renewed) < DAY) return;
  log.error(
    { sessions: missed.map(({ id }) => id) },
    'Livestorm did not tell that a session began or ended: its webhooks are made anew',
  );
  // Followed sessions that were missed before are looked at by themselves.
  const began = missed.map(({ startedAt }) => (startedAt ?? clock()).getTime());
  await store.settings.set(RENEWED, clock().toISOString());
  try {
    await renewWebhooks(deps, new Date(Math.min(...began) - DAY));
  } catch (error) {
    if (!callsAreKept(error)) throw error;
    log.info('making the webhooks anew waits: the last calls are kept for people');
  }
}

export interface FollowingCost {
  /** Followed sessions in 30 days. */
  sessions: number;
  /** Calls in 30 days, digests left out. */
  calls: number;
}

/** Most sessions are over at the second look. The list of events is read four times a day, 50 at a time. */
export async function followingCost({ store, clock }: Pick<Deps, 'store' | 'clock'>): Promise<FollowingCost> {
  const [now, month] = [clock(), 30 * DAY];
  const coming = await store.followed.starts(now, new Date(now.getTime() + month));
  const past = await store.followed.ended(new Date(now.getTime() - month), now);
  const events = (await store.catalogue.allEvents(2_000)).length;
  const sessions = Math.max(coming.length, past);
  return { sessions, calls: 2 * sessions + 4 * 30 * Math.max(1, Math.ceil(events / 50)) };
}
