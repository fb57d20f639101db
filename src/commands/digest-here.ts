// A digest as a channel gets it, whoever asked for it: people as that channel wants them named, questions to claim.

import type { Deps } from '../deps.ts';
import { peopleIn } from '../operations/channel-people.ts';
import type { Digest, DigestFormat } from '../operations/digest.ts';
import { digestKey, type Placed, place } from '../operations/make-digest.ts';
import type { StoreTransaction } from '../store/store.ts';
import { digestMessages } from '../views/digest.ts';
import { digestItems } from './follow-up-shown.ts';

interface Here {
  digest: Digest;
  channel: string;
  format: DigestFormat;
}

/** Posts it, or edits what stands there. */
export async function placeDigest(
  deps: Pick<Deps, 'jobs' | 'clock' | 'timeZone'>,
  within: StoreTransaction,
  { digest, channel, format }: Here,
): Promise<Placed> {
  const { sessionId, eventId } = digest;
  const people = await peopleIn({ store: within }, channel, eventId);
  const items = await digestItems(deps, within, { digest, channel });
  const { root, thread } = digestMessages(digest, { people, format, items });
  return await place(deps, within, { channel, key: digestKey(sessionId, channel), messages: [root, ...thread] });
}

/** The same, when nothing else is kept with it. */
export const placeHere = (deps: Deps, here: Here): Promise<Placed> =>
  deps.store.transaction((within) => placeDigest(deps, within, here));
