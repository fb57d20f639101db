// Noticing, without a call, that half, 80 % and 95 % of a period's calls are used: once each a period.

import type { Deps } from '../deps.ts';

const LEVELS = [95, 80, 50] as const;

/** The name in the settings of the last level that was told: a percentage and a moment. */
export const WARNED = 'quota.warned';

export interface Reached {
  /** Percent; 0 under the first. */
  level: number;
  /** It was not told in this period. */
  isNew: boolean;
  /** What to keep under WARNED. */
  mark: string;
}

/** Null while Livestorm has not said how many there are. */
export async function levelReached({ store, clock }: Pick<Deps, 'store' | 'clock'>): Promise<Reached | null> {
  const seen = await store.allowance.seen();
  if (!seen?.limit) return null;
  const used = (1 - seen.remaining / seen.limit) * 100;
  const level = LEVELS.find((one) => used >= one) ?? 0;
  const [told = '0', at = ''] = ((await store.settings.get(WARNED)) ?? '').split(' ');
  const [jump] = await store.allowance.jumps();
  // A figure that fell belongs to a new period, seen or not.
  const isSamePeriod = !(jump && at !== '' && jump.afterAt > new Date(at)) && level >= Number(told);
  return { level, isNew: level > (isSamePeriod ? Number(told) : 0), mark: `${level} ${clock().toISOString()}` };
}
