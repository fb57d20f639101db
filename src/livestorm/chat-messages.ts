// What was written in a session's room, oldest first. Nothing can be written there (livestorm-api.md 4.6).
import { z } from 'zod';
import type { Send } from './http.ts';
import { list, pages, type Rows } from './pages.ts';
import { path } from './path.ts';
import { flag, moment, orNull, page } from './resource.ts';

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

const listing = page(chatMessage, {});

export function chatMessages(send: Send) {
  const request = (id: string) => ({ operation: 'listChatMessages', path: path`/sessions/${id}/chat_messages` });
  return {
    /** Page by page, from the page `first` on (0). Scope events:read. */
    async *chatMessagePages(id: string, first = 0): AsyncGenerator<Rows<ChatMessage>> {
      for await (const { data, meta } of pages(send, request(id), listing, first)) yield { rows: data, ...meta };
    },
    /** Scope events:read. */
    chatMessages: (id: string) => list(send, request(id), chatMessage),
  };
}
