// Compares our clock with the Date of each answer of Slack's and Livestorm's: a wrong one makes Slack's requests unbelievable (F20).

import type { Logger } from 'pino';
import type { ClockSkew } from '../deps.ts';
import { clockIsOff } from '../views/operator.ts';

export interface ClockWatch extends ClockSkew {
  onAnswer(headers: Headers): void;
}

/** A Date has whole seconds, and an answer may take ten of them. */
const TOLERATED_SECONDS = 60;
const SILENT_MS = 60 * 60 * 1_000;

/** `monotonic` in milliseconds: the clock that may be wrong is not the one to count the hour with. */
export function watchClock(clock: () => Date, log: Logger, monotonic = () => performance.now()): ClockWatch {
  let seconds: number | null = null;
  let said = Number.NEGATIVE_INFINITY;
  return {
    onAnswer(headers) {
      const theirs = Date.parse(headers.get('date') ?? '');
      // What stood in a cache has an old Date.
      if (Number.isNaN(theirs) || headers.has('age')) return;
      seconds = Math.round((clock().getTime() - theirs) / 1_000);
      if (Math.abs(seconds) <= TOLERATED_SECONDS || monotonic() - said < SILENT_MS) return;
      said = monotonic();
      log.warn({ seconds }, clockIsOff(seconds));
    },
    aheadBySeconds: () => seconds,
  };
}
