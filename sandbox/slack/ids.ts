// Ids and timestamps as Slack makes them.

import { randomBytes } from 'node:crypto';

/** A short random id, for what the app left unnamed. */
export const freshId = (): string => randomBytes(3).toString('hex').slice(0, 5);

export const upperId = (letter: string): string => `${letter}${randomBytes(5).toString('hex').toUpperCase()}`;

export function createTs(now: () => number): () => string {
  let last = 0;
  return () => {
    // Microseconds, like Slack's; a frozen clock still gives different ones.
    last = Math.max(last + 1, Math.floor(now() * 1000));
    return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`;
  };
}
