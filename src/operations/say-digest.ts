// Saying a session's digest in one channel, once for each time it is asked for.

import type { Deps } from '../deps.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { StoredMessage } from '../store/tables.ts';
import { buildDigest } from './build-digest.ts';
import { type Digest, digestFromJson } from './digest.ts';
import { say } from './outbox.ts';

interface Saying {
  session: SessionWithEvent;
  channel: string;
  /** Names this time: said again under it, it stays one. */
  asked: string;
  messagesOf(digest: Digest): StoredMessage[];
}

/** No call when it was made before and is still kept, else those of `buildDigest`. */
export async function sayDigest(deps: Deps, { session, channel, asked, messagesOf }: Saying): Promise<void> {
  const known = await deps.store.digests.get(session.id);
  const built = known?.data ? digestFromJson(known.data) : await buildDigest(deps, session);
  await deps.store.transaction(async (within) => {
    if (!known) await within.digests.save(session.id, built, deps.clock());
    await say(deps, within, { channel, key: `digest ${session.id} ${channel} ${asked}`, messages: messagesOf(built) });
  });
}
