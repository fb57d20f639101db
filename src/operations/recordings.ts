// The recordings of a session: their links are asked for when somebody wants one, and kept nowhere.

import type { Deps } from '../deps.ts';
import { take } from '../livestorm/client.ts';
import type { Recording } from '../livestorm/recordings.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { RecordingState } from './digest.ts';

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

/** The job that looks whether there is one, by name: jobs/recording.ts. */
export const RECORDING = 'recording';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** After the end. Nothing announces a recording (livestorm-api.md 7), so it is looked for: one call each, until it is there. */
const LOOKS_MS = [75 * MINUTE_MS, 3 * HOUR_MS, 8 * HOUR_MS, 24 * HOUR_MS];

/** When it is looked for next; null when the last look is over. */
export function nextLook(end: Date, now: Date): Date | null {
  const after = LOOKS_MS.find((ms) => end.getTime() + ms > now.getTime());
  return after === undefined ? null : new Date(end.getTime() + after);
}

/** What a digest says of it before anybody looked; null when nobody will. */
export function recordingAtFirst({ event, endedAt }: SessionWithEvent, now: Date): RecordingState | null {
  if (event.recordingEnabled === false) return { state: 'off' };
  return nextLook(endedAt ?? now, now) === null ? null : { state: 'awaited' };
}

/** One call. Whether there is something to watch: a list may hold none (livestorm-api.md 7). */
export const hasRecording = async (deps: Pick<Deps, 'livestorm'>, sessionId: string): Promise<boolean> =>
  (await mintRecordings(deps, sessionId)).some(({ url }) => url !== null);
