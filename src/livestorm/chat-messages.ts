// What was written in a session's room, oldest first. Nothing can be written there (livestorm-api.md 4.6).
import { z } from 'zod';
import type { Send } from './http.ts';
import { list } from './pages.ts';
import { path } from './path.ts';
import { flag, moment, orNull } from './resource.ts';

const chatMessage = z
  .object({
    id: z.string(),
    attributes: z.object({
      author_id: orNull(z.string()),
      text_content: orNull(z.string()),
      from_team_member: flag,
      from_guest_speaker: flag,
      created_at: moment,
    }),
  })
  .transform(({ id, attributes: a }) => ({
    id,
    /** A people id: the name is among the session's people. */
    authorId: a.author_id,
    text: a.text_content ?? '',
    /** A team member or a guest speaker. */
    fromTeam: a.from_team_member || a.from_guest_speaker,
    createdAt: a.created_at,
  }));
export type ChatMessage = z.output<typeof chatMessage>;

export function chatMessages(send: Send) {
  return {
    /** Scope events:read. */
    chatMessages: (id: string) =>
      list(send, { operation: 'listChatMessages', path: path`/sessions/${id}/chat_messages` }, chatMessage),
  };
}
