// An event's tags. Taking one off leaves it in the workspace (livestorm-api.md 4.3).
import { tag } from './event.ts';
import type { Send } from './http.ts';
import { path } from './path.ts';
import { nothing, one } from './resource.ts';

export function tags(send: Send) {
  const body = (title: string) => ({ data: { type: 'tags', attributes: { title } } });
  return {
    /** Scope events:write. */
    addTag: (id: string, title: string) =>
      send(
        { operation: 'assignEventTag', method: 'POST', path: path`/events/${id}/tags`, body: body(title) },
        one(tag),
      ),
    /** Scope events:write. The title goes in the body of the DELETE (Q11). */
    removeTag: (id: string, title: string) =>
      send(
        { operation: 'removeEventTag', method: 'DELETE', path: path`/events/${id}/tags`, body: body(title) },
        nothing,
      ),
  };
}
