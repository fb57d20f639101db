// Notes each call to Livestorm in the ledger and in the metrics, and what its answer said is left, without making anybody wait.

import type { Logger } from 'pino';
import type { Call } from '../livestorm/client.ts';
import type { Metrics } from '../metrics.ts';
import type { Store } from '../store/store.ts';

export interface CallNotes {
  onCall(call: Call): void;
  /** Resolves when all is written, or could not be. */
  written(): Promise<unknown>;
}

export function createCallNotes(
  { ledger, allowance }: Pick<Store, 'ledger' | 'allowance'>,
  metrics: Pick<Metrics, 'call'>,
  log: Logger,
  clock: () => Date,
): CallNotes {
  const writes = new Set<Promise<unknown>>();
  return {
    onCall({ purpose, headers, ...told }) {
      // By the bot's clock, as everything that is compared with it.
      const call = { ...told, at: new Date(clock().getTime() - told.milliseconds) };
      metrics.call({ ...call, purpose: purpose.kind });
      const { monthlyLimit, monthlyRemaining, resetsAt } = headers;
      const row = {
        ...call,
        purposeKind: purpose.kind,
        who: purpose.who ?? null,
        monthlyLimit,
        monthlyRemaining,
        resetsAt,
      };
      const seen = { at: call.at, limit: monthlyLimit, resetsAt };
      const write = Promise.all([
        ledger.record(row),
        monthlyRemaining === null ? null : allowance.see({ ...seen, remaining: monthlyRemaining }),
      ])
        .catch((error) => log.warn({ err: error }, 'a call was not written into the ledger'))
        .finally(() => writes.delete(write));
      writes.add(write);
    },
    written: () => Promise.allSettled([...writes]),
  };
}
