// What is left of Livestorm's calls for following live sessions.

import type { Deps } from '../deps.ts';
import { expectedCommands, keptFor, leavesOf } from './reserve.ts';

/** Few: so few that upkeep waits already. The gate itself refuses when they are fewer still. */
export async function areCallsFew({
  store,
  clock,
  reserve,
}: Pick<Deps, 'store' | 'clock' | 'reserve'>): Promise<boolean> {
  const seen = await store.allowance.seen();
  if (!seen?.limit) return false;
  const leaves = leavesOf('upkeep', reserve, await expectedCommands({ store, clock }));
  return seen.remaining <= keptFor(leaves, seen.limit);
}

/** Calls that following may still spend in this period; null while Livestorm has said nothing. */
export async function leftForLive({
  store,
  clock,
  reserve,
}: Pick<Deps, 'store' | 'clock' | 'reserve'>): Promise<{ remaining: number; forLive: number } | null> {
  const seen = await store.allowance.seen();
  if (!seen?.limit) return null;
  const kept = keptFor(leavesOf('live', reserve, await expectedCommands({ store, clock })), seen.limit);
  return { remaining: seen.remaining, forLive: Math.max(0, seen.remaining - kept) };
}
