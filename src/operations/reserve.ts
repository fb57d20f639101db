// What is kept of Livestorm's calls: for people's commands, and in which order everything else waits.

import type { Deps } from '../deps.ts';
import type { Purpose } from '../livestorm/client.ts';
import type { Leaves } from '../store/allowance.ts';
import { periodOf } from './period.ts';

type Kind = Purpose['kind'];

/**
 * How many reserves each purpose leaves untouched: upkeep stops first, then following live sessions, then digests;
 * an import was asked for by a person, and what people do goes until nothing is left (product.md, section 6).
 */
const LEAVES: Record<Kind, number> = { command: 0, import: 0.5, digest: 1, live: 1.5, upkeep: 2 };

const DAY = 24 * 60 * 60 * 1000;
const LOOKS_BACK_DAYS = 14;
const PERIOD_DAYS = 30;
const HOUR = 60 * 60 * 1000;
/** Days differ. */
const MARGIN = 1.1;

/** `expected`: calls that people will probably need until there are more. `reserve`: a part of the period's calls. */
export function leavesOf(kind: Kind, reserve: number, expected: number): Leaves {
  const share = reserve * LEAVES[kind];
  if (kind === 'command') return { share, calls: 0, above: 0 };
  return { share, calls: expected, above: reserve * Math.max(0, LEAVES[kind] - 1) };
}

/** The same in calls: as store/allowance.ts decides. */
export const keptFor = ({ share, calls, above }: Leaves, limit: number): number =>
  Math.floor(Math.max(limit * share, Math.min(calls, limit / 2) + limit * above));

/** Calls of people's commands until the period ends, by their last 14 days. While its end is not known, a whole period's. */
export async function expectedCommands({ store, clock }: Pick<Deps, 'store' | 'clock'>): Promise<number> {
  const now = clock();
  const since = new Date(now.getTime() - LOOKS_BACK_DAYS * DAY);
  const [calls, first, seen, jumps] = await Promise.all([
    store.ledger.spentFor('command', since),
    store.ledger.firstAt(),
    store.allowance.seen(),
    store.allowance.jumps(),
  ]);
  if (first === null) return 0;
  // A first day with ten calls in its first hour is not one of 240.
  const observed = Math.max(DAY, now.getTime() - Math.max(first.getTime(), since.getTime()));
  const { endsAt } = periodOf({ now, resetsAt: seen?.resetsAt ?? null, jumps });
  const ahead = endsAt ? Math.max(0, endsAt.to.getTime() - now.getTime()) : PERIOD_DAYS * DAY;
  return Math.ceil((calls / observed) * ahead * MARGIN);
}

/** The same, asked of the store once an hour. */
export function createExpectation(deps: Pick<Deps, 'store' | 'clock'>): () => Promise<number> {
  let known: { at: number; calls: Promise<number> } | null = null;
  return async () => {
    const now = deps.clock().getTime();
    if (!known || Math.abs(now - known.at) >= HOUR) known = { at: now, calls: expectedCommands(deps) };
    try {
      return await known.calls;
    } catch (error) {
      known = null;
      throw error;
    }
  };
}
