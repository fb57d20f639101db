// Contacts of the whole workspace.
import type { Send } from './http.ts';
import { list } from './pages.ts';
import { filters, path } from './path.ts';
import { person } from './person.ts';
import { one } from './resource.ts';

export interface PeopleFilter {
  role?: 'participant' | 'team_member';
  /** Exact. */
  email?: string;
}

export function people(send: Send) {
  return {
    /** Scope events:read. */
    list: (filter: PeopleFilter = {}) =>
      list(send, { operation: 'listPeople', path: path`/people`, query: filters(filter) }, person),
    /** Scope events:read. */
    get: (id: string) => send({ operation: 'getPerson', path: path`/people/${id}` }, one(person)),
  };
}
