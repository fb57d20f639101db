// The one place that lets a call go to Livestorm: four a second over all instances, and the last ones for people.

import type { Deps } from '../deps.ts';
import { LivestormError } from '../errors.ts';
import type { Purpose } from '../livestorm/client.ts';
import type { Gate } from '../livestorm/gate.ts';
import type { Leaves, Seen } from '../store/allowance.ts';
import { createExpectation, keptFor, leavesOf } from './reserve.ts';

/** Livestorm allows 5 a second (livestorm-api.md 5); 250 ms apart, none of four instances was refused (reliability.md 0.9). */
const SPACING_MS = 250;

/** Who asks a person to wait longer than this lets them go instead. */
const LONGEST_WAIT_MS = 30_000;

/** Half of the spacing: the other half is for the way to Livestorm. */
const LATE_MS = SPACING_MS / 2;

/** Then it goes all the same, and Livestorm decides. */
const MOST_TURNS = 10;

export interface GovernorOptions extends Pick<Deps, 'store' | 'clock' | 'sleep'> {
  /** The part of the period's calls that is kept for people's commands, 0 to 0.5. */
  reserve: number;
}

export function createGovernor({ store, clock, sleep, reserve }: GovernorOptions): Gate {
  // By this process's steady clock: a wall clock that is set back must not stop all calls until it has caught up.
  let heldUntil = 0;
  const held = () => Math.max(0, heldUntil - performance.now());
  const expected = createExpectation({ store, clock });

  /** Resolves at its turn: true, unless so much later that the calls whose turn came meanwhile would meet this one. */
  async function waited(kind: Purpose['kind']): Promise<boolean> {
    const expects = await expected();
    const asked = performance.now();
    const leaves = leavesOf(kind, reserve, expects);
    const turn = await store.allowance.take({ spacingMs: SPACING_MS, leaves, now: clock() });
    if (turn.kind === 'spent') throw refusal(turn.seen, leaves);
    if (turn.heldMs > LONGEST_WAIT_MS) {
      throw new LivestormError({ code: 'livestorm_busy', retryAfterSeconds: Math.ceil(turn.heldMs / 1_000) });
    }
    if (turn.waitMs <= 0) return true;
    // The wait was counted by the store, somewhere between question and answer.
    const due = (asked + performance.now()) / 2 + turn.waitMs;
    await sleep(turn.waitMs);
    // Livestorm may have asked for quiet meanwhile.
    if (held() > 0) await sleep(held());
    return performance.now() - due < LATE_MS;
  }

  return {
    async turn({ kind }) {
      // A process that stood still finds several of its turns gone by: to use them all now would be a burst.
      for (let tries = 1; !(await waited(kind)) && tries < MOST_TURNS; tries++);
    },
    async hold(milliseconds) {
      heldUntil = Math.max(heldUntil, performance.now() + milliseconds);
      await store.allowance.hold(milliseconds);
    },
    spent: (resetsAt) => store.allowance.see({ at: clock(), limit: null, remaining: 0, resetsAt }),
  };
}

const refusal = ({ limit, remaining, resetsAt }: Seen, leaves: Leaves) =>
  new LivestormError(
    remaining <= 0
      ? { code: 'livestorm_quota', resetsAt }
      : { code: 'livestorm_reserved', remaining, reserved: keptFor(leaves, limit ?? 0), resetsAt },
  );
