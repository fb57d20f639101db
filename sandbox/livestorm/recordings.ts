// Signed, temporary links to recordings, and the tiny file behind them.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Recording } from './records.ts';
import type { Resource } from './resources.ts';

const KEY = 'a key that only the local Livestorm knows';

/** What a right link gives: enough bytes to be a file. */
export const TINY_VIDEO = Buffer.from('the recording, in spirit\n');

const sign = (path: string, expires: number): string =>
  createHmac('sha256', KEY).update(`${path}?${expires}`).digest('hex');

/** `origin` is scheme, host and port; `now` in Unix seconds, `lifetime` in seconds. */
export function recordingResource(recording: Recording, origin: string, now: number, lifetime: number): Resource {
  const { id, ...attributes } = recording;
  const path = `/recordings/${id}/${encodeURIComponent(recording.file_name)}`;
  const url = `${origin}${path}?expires=${now + lifetime}&signature=${sign(path, now + lifetime)}`;
  return {
    id,
    type: 'recordings',
    attributes: { ...attributes, url, url_generated_at: now, url_expires_in: lifetime },
  };
}

/** True when the link is ours and has not expired at `now` (Unix seconds). */
export function isLinkGood(url: URL, now: number): boolean {
  const expires = Number(url.searchParams.get('expires'));
  const given = Buffer.from(url.searchParams.get('signature') ?? '');
  const right = Buffer.from(sign(url.pathname, expires));
  return given.length === right.length && timingSafeEqual(given, right) && now < expires;
}
