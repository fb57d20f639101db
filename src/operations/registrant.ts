// How the audit log names somebody who was registered: not by their address.

import { createHmac, randomBytes } from 'node:crypto';
import type { Deps } from '../deps.ts';

/** The address under a key of this installation: the same for the same address, and nobody reads it back from the log. */
export async function registrantOf({ store }: Pick<Deps, 'store'>, email: string): Promise<string> {
  const key = await store.settings.getOrCreate('audit.key', () => randomBytes(32).toString('base64url'));
  return createHmac('sha256', key).update(email.trim().toLowerCase()).digest('hex').slice(0, 32);
}
