// People of an event. Their registration says when and with which fields, not whether they came (livestorm-api.md 4.3).
import type { Send } from './http.ts';
import { list } from './pages.ts';
import { filters, path } from './path.ts';
import type { PeopleFilter } from './people.ts';
import { person } from './person.ts';
import { one } from './resource.ts';

export function eventPeople(send: Send) {
  return {
    /** Scope events:read. */
    people: (id: string, filter: PeopleFilter = {}) =>
      list(send, { operation: 'listEventPeople', path: path`/events/${id}/people`, query: filters(filter) }, person),
    /** Scope events:read. */
    person: (eventId: string, personId: string) =>
      send({ operation: 'getEventPerson', path: path`/events/${eventId}/people/${personId}` }, one(person)),
  };
}
