// Whether the bot can work just now: for /readyz, so that nobody is sent to one that cannot.

import { setTimeout as wait } from 'node:timers/promises';

export interface Parts {
  isEnding(): boolean;
  /** Throws when the database does not answer. */
  ping(): Promise<unknown>;
  isSlackConnected(): boolean;
}

/** A probe waits a second or two; a database that has vanished answers after minutes. */
const PATIENCE_MS = 1_000;

/** Null when it can; else why not, in a few words. Never rejects. */
export async function whyNotReady({ isEnding, ping, isSlackConnected }: Parts): Promise<string | null> {
  if (isEnding()) return 'stopping';
  const answers = ping().then(
    () => true,
    () => false,
  );
  if (!(await Promise.race([answers, wait(PATIENCE_MS, false, { ref: false })]))) return 'the store does not answer';
  return isSlackConnected() ? null : 'not connected to Slack';
}
