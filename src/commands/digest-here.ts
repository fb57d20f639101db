// A digest as a channel gets it, whoever asked for it: people as that channel wants them named, questions to claim.

import type { Deps } from '../deps.ts';
import { peopleIn } from '../operations/channel-people.ts';
import type { Digest, DigestFormat } from '../operations/digest.ts';
import { type Placed, placeDigest } from '../operations/make-digest.ts';
import { digestMessages } from '../views/digest.ts';
import { digestItems } from './follow-up-shown.ts';

/** Posts it, or edits what stands there. */
export async function placeHere(
  deps: Deps,
  { digest, channel, format }: { digest: Digest; channel: string; format: DigestFormat },
): Promise<Placed> {
  const { sessionId, eventId } = digest;
  const people = await peopleIn(deps, channel, eventId);
  const items = await deps.store.transaction((within) => digestItems(deps, within, { digest, channel }));
  const { root, thread } = digestMessages(digest, { people, format, items });
  return await placeDigest(deps, { sessionId, channel, messages: [root, ...thread] });
}
