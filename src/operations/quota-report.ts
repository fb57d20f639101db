// What is known of Livestorm's allowance from the answers seen: used, left, pace, where it went, what waits. Costs no call.

import type { Deps } from '../deps.ts';
import { PURPOSES, type PurposeKind } from '../livestorm/purpose.ts';
import type { DaySpent, Spender } from '../store/ledger.ts';
import { type Forecast, forecastOf, lookBack } from './forecast.ts';
import { type Period, periodOf } from './period.ts';
import { expectedCommands, keptFor, leavesOf } from './reserve.ts';

/** What waits for more calls. */
export interface Waits {
  /** Calls per period and calls left, as Livestorm's newest answer said; null before the first answer. */
  seen: { limit: number; remaining: number; at: Date } | null;
  /** What does not go now, and how many calls must be left for it. */
  kept: { purpose: PurposeKind; until: number }[];
  /** Sessions that ended and have no digest yet. */
  waiting: { title: string | null; endedAt: Date }[];
}

export interface QuotaReport extends Waits {
  now: Date;
  /** The figures are over an hour old: others may have spent since. */
  isOld: boolean;
  period: Period;
  forecast: Forecast;
  /** Of the last 14 days, newest first; days without a call are left out. */
  days: DaySpent[];
  /** Where the counts of `ours`, `spenders` and `others` begin: with the period, or 30 days ago. */
  since: Date;
  /** Our own calls, by what they were for. */
  ours: { purpose: string; calls: number }[];
  /** What the headers say was used, less what is ours; null while there is nothing to compare. */
  others: number | null;
  /** Most first; `title` is of the session that a digest or following was about. */
  spenders: (Spender & { title: string | null })[];
  contacts: Contacts;
  help: Help[];
}

/** Livestorm's other budget, of which it says nothing before it is spent (402). */
export interface Contacts {
  /** By us, this calendar month; imports are counted by requests of up to 50. */
  registered: number;
  imports: number;
  refusedAt: Date | null;
}

/** What would save calls. */
export type Help = 'others' | 'address' | 'secret' | 'live' | 'more';

type Needs = Pick<Deps, 'store' | 'clock' | 'reserve' | 'webhookUrl' | 'setup'>;

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const PERIOD_MS = 30 * DAY;
const LOOKS_BACK_MS = 14 * DAY;
/** Digests older than that are not made any more by themselves. */
const DIGESTS_MS = 7 * DAY;
/** What ended a moment ago is being read. */
const SOON_MS = 10 * 60 * 1000;
const MOST_SPENDERS = 5;

export async function quotaReport(deps: Needs): Promise<QuotaReport> {
  const { store, clock } = deps;
  const now = clock();
  const back = new Date(now.getTime() - LOOKS_BACK_MS);
  const [allowance, waits, jumps, days, first] = await Promise.all([
    store.allowance.seen(),
    whatWaits(deps),
    store.allowance.jumps(),
    store.ledger.days(back, now),
    store.ledger.firstAt(),
  ]);
  const { seen } = waits;
  const period = periodOf({ now, resetsAt: allowance?.resetsAt ?? null, jumps });
  const since = period.startsAt ?? new Date(now.getTime() - PERIOD_MS);
  const [ours, spenders, contacts, forecast] = await Promise.all([
    store.ledger.since(since),
    spendersOf(deps, since),
    store.ledger.contacts(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth()))),
    foreseen(deps, { now, days, first, period, remaining: seen?.remaining ?? 0 }),
  ]);
  const known = {
    ...waits,
    now,
    isOld: seen !== null && now.getTime() - seen.at.getTime() > HOUR,
    period,
    forecast,
    days,
    since,
    ours: ours.map(({ purposeKind, calls }) => ({ purpose: purposeKind, calls })),
    others: othersOf(seen, period, days, ours),
    spenders,
    contacts,
  };
  return { ...known, help: helpOf(known, deps) };
}

export async function whatWaits(deps: Pick<Deps, 'store' | 'clock' | 'reserve'>): Promise<Waits> {
  const now = deps.clock().getTime();
  const [said, waiting] = await Promise.all([
    deps.store.allowance.seen(),
    deps.store.followed.undigested(new Date(now - DIGESTS_MS), new Date(now - SOON_MS)),
  ]);
  const seen = said && said.limit !== null ? { limit: said.limit, remaining: said.remaining, at: said.at } : null;
  return { seen, kept: await keptNow(deps, seen), waiting };
}

interface Known {
  now: Date;
  days: DaySpent[];
  first: Date | null;
  period: Period;
  remaining: number;
}

async function foreseen({ store }: Needs, known: Known): Promise<Forecast> {
  const { now, days, first, period, remaining } = known;
  const observedDays = first ? (now.getTime() - first.getTime()) / DAY : 0;
  const [endedSessions, scheduled] = await Promise.all([
    store.followed.ended(new Date(now.getTime() - lookBack(observedDays) * DAY), now),
    store.followed.starts(now, new Date(now.getTime() + 2 * PERIOD_MS)),
  ]);
  const endsAt = period.endsAt?.to ?? null;
  return forecastOf({ now, remaining, days, observedDays, endedSessions, scheduled, endsAt });
}

async function spendersOf({ store }: Needs, since: Date): Promise<QuotaReport['spenders']> {
  const most = await store.ledger.spenders(since, MOST_SPENDERS);
  const titleOf = async ({ purposeKind, who }: Spender) =>
    purposeKind === 'command' || who === null ? null : ((await store.catalogue.session(who))?.event.title ?? null);
  return await Promise.all(most.map(async (spender) => ({ ...spender, title: await titleOf(spender) })));
}

async function keptNow(deps: Parameters<typeof whatWaits>[0], seen: Waits['seen']): Promise<Waits['kept']> {
  if (!seen) return [];
  const expected = await expectedCommands(deps);
  return PURPOSES.map((purpose) => ({ purpose, until: keptFor(leavesOf(purpose, deps.reserve, expected), seen.limit) }))
    .filter(({ until }) => seen.remaining <= until)
    .sort((a, b) => b.until - a.until);
}

/** Of the whole period when its beginning is known, of the last 14 days when it is not. */
function othersOf(
  seen: QuotaReport['seen'],
  period: Period,
  days: DaySpent[],
  ours: { calls: number }[],
): number | null {
  if (!seen) return null;
  const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
  if (period.startsAt) return Math.max(0, seen.limit - seen.remaining - sum(ours.map(({ calls }) => calls)));
  return days.length === 0 ? null : Math.max(0, sum(days.map(({ used, ours: own }) => used - own)));
}

function helpOf({ ours, others, forecast }: Omit<QuotaReport, 'help'>, { webhookUrl, setup }: Needs): Help[] {
  const all = ours.reduce((sum, { calls }) => sum + calls, 0);
  const live = ours.find(({ purpose }) => purpose === 'live')?.calls ?? 0;
  const helps: [Help, boolean][] = [
    ['others', others !== null && others > all],
    ['address', webhookUrl === null],
    ['secret', webhookUrl !== null && !setup.isSigned],
    ['live', live > all / 2],
    ['more', forecast.kind === 'known' && forecast.runsOut.likely !== null],
  ];
  return helps.flatMap(([help, isSo]) => (isSo ? [help] : []));
}

/** One call, and then the report: it waits until what the answer said is noted. */
export async function freshReport(deps: Needs & Pick<Deps, 'livestorm' | 'sleep'>): Promise<QuotaReport> {
  const from = deps.clock();
  await deps.livestorm.ping();
  for (let tries = 0; tries < 50; tries++) {
    const seen = await deps.store.allowance.seen();
    if (seen && seen.at >= from) break;
    await deps.sleep(20);
  }
  return await quotaReport(deps);
}
