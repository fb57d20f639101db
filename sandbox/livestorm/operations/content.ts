// What was said and recorded in a session. Read-only: the API posts no message and answers no question.
import { includes, page } from '../paging.ts';
import { recordingResource } from '../recordings.ts';
import type { Person } from '../records.ts';
import { personResource, plain, type Resource } from '../resources.ts';
import { type Handlers, ok } from '../stage.ts';
import type { World } from '../world.ts';
import { sessionAt } from './sessions.ts';

/** The people behind the ids, each once, as the document's sample of questions shows them. */
function included(world: World, ids: unknown[]): Resource[] {
  const people = [...new Set(ids)].flatMap((id) => (typeof id === 'string' ? (world.people.get(id) ?? []) : []));
  return people.map((person: Person) => personResource(person));
}

export const content: Handlers = {
  listChatMessages: ({ params, query }, { world }) => {
    const rows = world.messagesOf(sessionAt(world, params.id).id);
    const answer = page(rows, query, plain('chat_messages'));
    if (query.include !== 'people') return ok(answer);
    return ok({
      ...answer,
      included: included(
        world,
        answer.data.map(({ attributes }) => attributes.author_id),
      ),
    });
  },
  listQuestions: ({ params, query }, { world }) => {
    const answer = page(world.questionsOf(sessionAt(world, params.id).id), query, plain('questions'));
    if (query.include === undefined) return ok(answer);
    const [asker, responder] = ['asker', 'responder'].map((one) => includes(query, one) || includes(query, 'people'));
    const ids = answer.data.flatMap(({ attributes }) => [
      asker ? attributes.question_author_id : null,
      responder ? attributes.response_author_id : null,
    ]);
    return ok({ ...answer, included: included(world, ids) });
  },
  listRecordings: ({ params, query }, { world, origin }) => {
    const rows = world.recordingsOf(sessionAt(world, params.id).id);
    const lifetime = Number(query.url_expires_in);
    return ok(page(rows, query, (row) => recordingResource(row, origin, world.now(), lifetime)));
  },
};
