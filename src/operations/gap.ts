// After webhooks were missing: what happened meanwhile is read with the fewest calls, and what was late is kept and said.

import type { Deps } from '../deps.ts';
import { take } from '../livestorm/client.ts';
import { catalogueEvents, remember } from './catalogue.ts';

/** The job that makes a digest, by name: jobs/digest.ts. */
export const DIGEST = 'digest';

/** Since when Livestorm may have told nothing; '' when there is no such gap. */
const GAP = 'webhooks.gap';
const LATE = 'webhooks.late';

/** What came late, for `doctor`. */
export interface Late {
  from: Date;
  to: Date;
  /** That changed meanwhile. */
  sessions: number;
  /** Digests that only then could be begun. */
  digests: number;
}

/** More changes than this are read by the next whole reading of the catalogue. */
const MOST_CHANGES = 500;
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
/** Clocks differ. */
const BEFORE_MS = 2 * 60 * 1000;

type Needs = Pick<Deps, 'livestorm' | 'store' | 'clock' | 'log' | 'jobs'>;

export const hasGap = async ({ store }: Pick<Deps, 'store'>): Promise<boolean> =>
  Boolean(await store.settings.get(GAP));

/** At most a week back: older sessions have no digest made by itself. */
export async function noteGap({ store, clock }: Pick<Deps, 'store' | 'clock'>, from: Date): Promise<void> {
  const known = await store.settings.get(GAP);
  const earliest = Math.max(
    clock().getTime() - WEEK_MS,
    Math.min(from.getTime(), known ? Date.parse(known) : Number.POSITIVE_INFINITY),
  );
  await store.settings.set(GAP, new Date(earliest).toISOString());
}

/** One call per fifty sessions that changed, and one when one of them belongs to an event that is not known. */
export async function fillGap(deps: Needs): Promise<void> {
  const { livestorm, store, clock, log } = deps;
  const noted = await store.settings.get(GAP);
  if (!noted) return;
  const [from, to] = [new Date(noted), clock()];
  const updatedSince = new Date(from.getTime() - BEFORE_MS);
  const sessions = await take(livestorm.sessions.list({ updatedSince }), MOST_CHANGES);
  await remember(deps, { sessions });
  const events = await Promise.all([...new Set(sessions.map(({ eventId }) => eventId))].map(store.catalogue.event));
  if (events.some((event) => !event || event.title === null)) await catalogueEvents(deps, updatedSince);
  const digests = await store.followed.undigested(from, to);
  for (const { id } of digests) await deps.jobs.send(DIGEST, { sessionId: id }, { key: id });
  const late = { from, to, sessions: sessions.length, digests: digests.length };
  log.warn(late, 'Livestorm had not told what happened for a while: it was read');
  await store.settings.set(LATE, JSON.stringify(late));
  await store.settings.set(GAP, '');
}

/** Null when there was none in the last week. */
export async function lateOf({ store, clock }: Pick<Deps, 'store' | 'clock'>): Promise<Late | null> {
  const kept = await store.settings.get(LATE);
  if (!kept) return null;
  const { from, to, ...counts } = JSON.parse(kept);
  const late: Late = { ...counts, from: new Date(from), to: new Date(to) };
  return clock().getTime() - late.to.getTime() < WEEK_MS ? late : null;
}

/** Digests of sessions that are known to have ended, and that nothing has begun. */
export async function beginDigests(
  { store, clock, jobs, log }: Pick<Deps, 'store' | 'clock' | 'jobs' | 'log'>,
  again: Date,
): Promise<void> {
  const now = clock();
  const left = await store.followed.undigested(new Date(now.getTime() - WEEK_MS), now, now);
  for (const { id, endedAt } of left) {
    await jobs.send(DIGEST, { sessionId: id }, { key: id });
    await store.followed.looked({ id, dueSince: endedAt }, again);
    log.info({ session: id }, 'a session has ended that nobody told of: its digest is begun');
  }
}
