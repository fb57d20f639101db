// Looking whether a message stands in its channel, by its metadata: needs channels:history, or groups:history.

import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Look, LookFor } from '../deps.ts';
import { slackCode } from './slack-errors.ts';

export const EVENT_TYPE = 'showrunner_post';

/** A minute for clocks that differ: Slack counts by its own. */
const EARLIER_S = 60;
const MOST_PAGES = 20;

const page = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      // Others' metadata may look otherwise: then it is not ours.
      metadata: z
        .object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) })
        .optional()
        .catch(undefined),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** The bot may not look there, today or tomorrow: somebody must change a scope or invite it. */
const forbidden = new Set([
  'missing_scope',
  'no_permission',
  'not_in_channel',
  'channel_not_found',
  'access_denied',
  'method_not_supported_for_channel_type',
  'not_allowed_token_type',
]);

export async function lookUp(client: WebClient, sought: LookFor): Promise<Look> {
  try {
    return await search(client, sought);
  } catch (error) {
    const code = slackCode(error);
    if (code === 'thread_not_found') return { kind: 'not_found' };
    if (code !== undefined && forbidden.has(code)) return { kind: 'forbidden', reason: code };
    return { kind: 'unknown', reason: code ?? (error instanceof Error ? error.name : 'failed') };
  }
}

async function search(client: WebClient, { channel, key, part, threadTs, triedAt }: LookFor): Promise<Look> {
  const oldest = String(triedAt.getTime() / 1_000 - EARLIER_S);
  const where = { channel, oldest, limit: 999, include_all_metadata: true };
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const from = { ...where, ...(cursor && { cursor }) };
    const answer =
      threadTs === null
        ? await client.conversations.history(from)
        : await client.conversations.replies({ ...from, ts: threadTs });
    const { messages, response_metadata: more } = page.parse(answer);
    const found = messages.find(
      ({ metadata }) =>
        metadata?.event_type === EVENT_TYPE &&
        metadata.event_payload.key === key &&
        metadata.event_payload.part === part,
    );
    if (found) return { kind: 'found', ts: found.ts };
    cursor = more?.next_cursor;
    if (!cursor) return { kind: 'not_found' };
  }
  return { kind: 'unknown', reason: 'too_many_messages' };
}
