// What was asked in a session, and answered. Nothing can be answered through the API (livestorm-api.md 4.6).
import { z } from 'zod';
import type { Send } from './http.ts';
import { pages, type Rows } from './pages.ts';
import { path } from './path.ts';
import { flag, many, moment, orNull, page, sideLoaded, spelt } from './resource.ts';

const words = orNull(z.string());

const question = z
  .object({
    id: z.string(),
    attributes: spelt(
      { responded_orally: 'response_orally' },
      z.object({
        question: z.string(),
        response: words,
        question_author_id: words,
        response_author_id: words,
        responded_orally: flag,
        created_at: moment,
        responded_at: moment,
      }),
    ),
  })
  .transform(({ id, attributes: a }) => ({
    id,
    question: a.question,
    response: a.response,
    askerId: a.question_author_id,
    responderId: a.response_author_id,
    respondedOrally: a.responded_orally,
    createdAt: a.created_at,
    respondedAt: a.responded_at,
  }));

const author = z
  .object({ id: z.string(), attributes: z.object({ first_name: words, last_name: words, role: words }) })
  .transform(({ id, attributes: a }) => ({ id, firstName: a.first_name, lastName: a.last_name, role: a.role }));

/** Who asked or answered, as far as Livestorm says. */
export type Author = z.output<typeof author>;

const listing = page(question, { included: sideLoaded({ people: many(author) }) });

export type Question = z.output<typeof question> & { asker: Author | null; responder: Author | null };

export function questions(send: Send) {
  async function* questionPages(id: string, first = 0): AsyncGenerator<Rows<Question>> {
    const query = { include: 'asker,responder' };
    const request = { operation: 'listQuestions', path: path`/sessions/${id}/questions`, query };
    for await (const { data, included, meta } of pages(send, request, listing, first)) {
      const who = new Map(included.people.map((one) => [one.id, one]));
      const find = (authorId: string | null) => (authorId === null ? null : (who.get(authorId) ?? null));
      const rows = data.map((row) => ({ ...row, asker: find(row.askerId), responder: find(row.responderId) }));
      yield { rows, ...meta };
    }
  }
  return {
    /** Page by page, from the page `first` on (0). Scope events:read. */
    questionPages,
    /** Scope events:read. */
    async *questions(id: string): AsyncGenerator<Question> {
      for await (const { rows } of questionPages(id)) yield* rows;
    },
  };
}
