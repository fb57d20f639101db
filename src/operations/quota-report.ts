// What is known of Livestorm's allowance from the answers seen. Costs no call.

import type { Deps } from '../deps.ts';

export interface QuotaReport {
  /** Calls per period and calls left, as Livestorm's newest answer said; null before the first answer. */
  seen: { limit: number; remaining: number; at: Date } | null;
  /** When the period ends, when an answer has said so. */
  resetsAt: Date | null;
  /** Our own calls over the last 30 days, by what they were for. */
  ours: { purpose: string; calls: number }[];
}

const PERIOD_MS = 30 * 24 * 60 * 60 * 1000;

export async function quotaReport({ store, clock }: Pick<Deps, 'store' | 'clock'>): Promise<QuotaReport> {
  const since = new Date(clock().getTime() - PERIOD_MS);
  const [latest, ours] = await Promise.all([store.ledger.latest(), store.ledger.since(since)]);
  const seen =
    latest && latest.monthlyLimit !== null && latest.monthlyRemaining !== null
      ? { limit: latest.monthlyLimit, remaining: latest.monthlyRemaining, at: latest.at }
      : null;
  const purposes = ours.map(({ purposeKind, calls }) => ({ purpose: purposeKind, calls }));
  return { seen, resetsAt: latest?.resetsAt ?? null, ours: purposes };
}
