// What the queue cannot do, in the log: a database that is away fails twenty workers, each every second or two.

import { failure } from './failure.ts';
import type { Log } from './runner.ts';

/** The same error again within so long is counted, and the count is said with the next one. */
const SILENT_MS = 10_000;
/** Different errors that are remembered. */
const MOST = 50;

/** `monotonic` in milliseconds. */
export function sayQueueErrors(log: Pick<Log, 'error'>, monotonic = () => performance.now()) {
  const said = new Map<string, { until: number; more: number }>();
  return (error: unknown): void => {
    const what = failure(error);
    // 'connect ECONNREFUSED 127.0.0.1:5432 (Queue: card, Worker: …)', of each worker.
    const name = what.message.replace(/ \(Queue: [^)]*\)$/, '');
    const before = said.get(name);
    if (before && monotonic() < before.until) {
      before.more += 1;
      return;
    }
    if (said.size >= MOST) said.clear();
    said.set(name, { until: monotonic() + SILENT_MS, more: 0 });
    log.error({ ...what, ...(before && before.more > 0 && { more: before.more }) }, 'queue');
  };
}
