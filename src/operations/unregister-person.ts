// Taking one person's registration for a session back.

import type { Deps } from '../deps.ts';
import { isGone } from '../errors.ts';
import { type Intent, type Written, writeOnce } from './write-once.ts';

export type UnregisterOutcome = 'unregistered' | 'not_registered';

/**
 * One call; one more in small letters when nobody has the address as it was typed (Livestorm compares it exactly,
 * livestorm-api.md 4.5). After a lost answer it is sent again: who is not registered then was unregistered by us.
 */
export async function unregisterPerson(
  { livestorm }: Pick<Deps, 'livestorm'>,
  { sessionId, email }: { sessionId: string; email: string },
  intent: Intent,
): Promise<Written<UnregisterOutcome>> {
  const spellings = [...new Set([email, email.toLowerCase()])];
  let tries = intent.since === null ? 0 : 1;
  let more = 0;

  async function send(): Promise<UnregisterOutcome> {
    tries += 1;
    for (const [index, spelling] of spellings.entries()) {
      if (index > 0) more += 1;
      if (await removed(spelling)) return 'unregistered';
    }
    return tries > 1 ? 'unregistered' : 'not_registered';
  }

  async function removed(spelling: string): Promise<boolean> {
    try {
      await livestorm.sessions.unregister(sessionId, spelling);
      return true;
    } catch (error) {
      if (isGone(error)) return false;
      throw error;
    }
  }

  const written = await writeOnce(intent, { send });
  return { ...written, calls: written.calls + more };
}
