// What the App Home tells: sessions, subscriptions, quota and health, all from what is known. Costs no call.

import type { Deps } from '../deps.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { CatalogueEvent } from '../store/catalogue-save.ts';
import type { FollowUp } from '../store/follow-ups.ts';
import type { Subscription } from '../store/subscriptions.ts';
import { checkCatalogue, checkRights, checkStore, type Finding } from './doctor.ts';
import { listSessions } from './list-sessions.ts';
import { type Waits, whatWaits } from './quota-report.ts';

export interface HomeReport {
  /** What this person took to follow up, the next due first. */
  mine: FollowUp[];
  live: SessionWithEvent[];
  upcoming: SessionWithEvent[];
  subscriptions: {
    first: (Pick<Subscription, 'channel' | 'thing'> & { event: CatalogueEvent | null })[];
    count: number;
  };
  quota: Waits;
  findings: Finding[];
  /** When the whole catalogue was last read; null before the first time. */
  readAt: Date | null;
}

/** Far more than a page shows, so that it can say how many are left out. */
const MOST = 200;
const MOST_SUBSCRIPTIONS = 40;

type Asking = Pick<Deps, 'store' | 'clock' | 'setup' | 'operators' | 'clockSkew' | 'reserve'>;

export async function homeReport(deps: Asking, user: string): Promise<HomeReport> {
  const [mine, live, upcoming, subscriptions, quota, findings] = await Promise.all([
    deps.store.followUps.openOf(user),
    listSessions(deps, 'live', MOST),
    listSessions(deps, 'upcoming', MOST),
    deps.store.subscriptions.all(MOST_SUBSCRIPTIONS),
    whatWaits(deps),
    knownFindings(deps),
  ]);
  const first = await Promise.all(
    subscriptions.first.map(async ({ channel, thing }) => ({
      channel,
      thing,
      event: thing.kind === 'event' ? await deps.store.catalogue.event(thing.eventId) : null,
    })),
  );
  return {
    mine,
    live: live.sessions,
    upcoming: upcoming.sessions,
    subscriptions: { first, count: subscriptions.count },
    quota,
    findings,
    readAt: upcoming.readAt,
  };
}

/** Those checks of the doctor that ask nobody. */
async function knownFindings(deps: Asking): Promise<Finding[]> {
  const { publicUrl, transport } = deps.setup;
  return [
    await tokenAsSeen(deps),
    await checkRights(deps),
    await checkStore(deps),
    await checkCatalogue(deps),
    { check: 'clock', aheadBySeconds: deps.clockSkew.aheadBySeconds() },
    { check: 'address', publicUrl, transport },
    ...(deps.operators ? [] : [{ check: 'operators' as const, operators: null, people: [], groups: [] }]),
  ];
}

/** By the newest answer of Livestorm's. */
async function tokenAsSeen({ store }: Pick<Deps, 'store'>): Promise<Finding> {
  const newest = (await store.ledger.statuses()).at(-1);
  return { check: 'token', problem: newest?.status === 401 ? { code: 'livestorm_token' } : null };
}
