// The recordings of a session: their links are asked for when somebody wants one, and kept nowhere.

import type { Deps } from '../deps.ts';
import { take } from '../livestorm/client.ts';
import type { Recording } from '../livestorm/recordings.ts';

/** Whoever has a link can watch until it expires: the shortest time Livestorm gives (livestorm-api.md 4.6). */
const VALID_SECONDS = 3_600;

/** More files of one session than this have not been seen. */
const MOST = 50;

/** One call. Videos first. The links are for the person who asked: not for a channel, a log or the store. */
export async function mintRecordings({ livestorm }: Pick<Deps, 'livestorm'>, sessionId: string): Promise<Recording[]> {
  const all = await take(livestorm.sessions.recordings(sessionId, { urlExpiresInSeconds: VALID_SECONDS }), MOST);
  const isVideo = ({ fileType }: Recording) => Number(fileType === 'video');
  return all.toSorted((a, b) => isVideo(b) - isVideo(a));
}
