// A session's recordings: there after the end plus processing time; maybe none (livestorm-api.md 7).
import { z } from 'zod';
import type { Send } from './http.ts';
import { list } from './pages.ts';
import { path } from './path.ts';
import { amount, moment, orNull } from './resource.ts';

const words = orNull(z.string());

const recording = z
  .object({
    id: z.string(),
    attributes: z.object({
      event_id: words,
      session_id: words,
      file_type: words,
      mime_type: words,
      file_size: amount,
      file_name: words,
      url: words,
      url_generated_at: moment,
      url_expires_in: amount,
    }),
  })
  .transform(({ id, attributes: a }) => ({
    id,
    eventId: a.event_id,
    sessionId: a.session_id,
    /** `video` is seen. */
    fileType: a.file_type,
    /** A bare extension, such as `mp4`. */
    mimeType: a.mime_type,
    sizeBytes: a.file_size,
    fileName: a.file_name,
    /** Signed: whoever has it can watch until `urlExpiresAt`. */
    url: a.url,
    urlExpiresAt: expiry(a.url_generated_at, a.url_expires_in),
  }));
export type Recording = z.output<typeof recording>;

const expiry = (from: Date | null, seconds: number | null) =>
  from === null || seconds === null ? null : new Date(from.getTime() + seconds * 1000);

export function recordings(send: Send) {
  return {
    /** Scope events:read. `urlExpiresInSeconds`: 3,600 to 604,800; Livestorm's default is 43,200. */
    recordings(id: string, { urlExpiresInSeconds }: { urlExpiresInSeconds?: number } = {}) {
      const query = { url_expires_in: urlExpiresInSeconds };
      return list(send, { operation: 'listRecordings', path: path`/sessions/${id}/recordings`, query }, recording);
    },
  };
}
