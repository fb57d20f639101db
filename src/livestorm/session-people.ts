// People of a session: who registered, who came, who speaks. Reading needs events:read, writing events:write.
import { LivestormError } from '../errors.ts';
import type { Send } from './http.ts';
import { job } from './jobs.ts';
import { list, pages, type Rows } from './pages.ts';
import { attributes, filters, path } from './path.ts';
import { type Person, person } from './person.ts';
import { nothing, one, page } from './resource.ts';

export interface SessionPeopleFilter {
  role?: 'participant' | 'team_member';
  attended?: boolean;
  /** Exact. */
  email?: string;
  createdSince?: Date;
  createdUntil?: Date;
  updatedSince?: Date;
  updatedUntil?: Date;
}

/** `fields` holds at least `email`; a choice of several is a list of its values (livestorm-api.md 4.5). */
export interface Registration {
  fields: readonly { id: string; value: string | readonly string[] }[];
  referrer?: string;
  utmSource?: string;
  utmMedium?: string;
  utmTerm?: string;
  utmContent?: string;
  utmCampaign?: string;
}

export type Registered = { outcome: 'registered'; person: Person } | { outcome: 'already_registered' };

/** Livestorm takes so many in one job (livestorm-api.md 4.8). */
const MOST_REGISTRATIONS = 50;

const listing = page(person, {});

export function sessionPeople(send: Send) {
  /** Someone who is registered already is a result, not an error (Q12). Throws `livestorm_contacts` on a 402. */
  async function register(id: string, registration: Registration): Promise<Registered> {
    const body = { data: { type: 'people', attributes: attributes(registration) } };
    const request = { operation: 'registerPerson', path: path`/sessions/${id}/people`, body };
    try {
      return { outcome: 'registered', person: await send({ ...request, method: 'POST' }, one(person)) };
    } catch (error) {
      if (error instanceof LivestormError && error.problem.code === 'livestorm_conflict') {
        return { outcome: 'already_registered' };
      }
      throw error;
    }
  }

  return {
    people: (id: string, filter: SessionPeopleFilter = {}) =>
      list(
        send,
        { operation: 'listSessionPeople', path: path`/sessions/${id}/people`, query: filters(filter) },
        person,
      ),
    /** Page by page, from the page `first` on (0). */
    async *peoplePages(id: string, first = 0): AsyncGenerator<Rows<Person>> {
      const request = { operation: 'listSessionPeople', path: path`/sessions/${id}/people` };
      for await (const { data, meta } of pages(send, request, listing, first)) yield { rows: data, ...meta };
    },
    person: (id: string, personId: string) =>
      send({ operation: 'getSessionPerson', path: path`/sessions/${id}/people/${personId}` }, one(person)),
    register,
    async updatePerson(id: string, personId: string, changes: Registration) {
      const body = { data: { type: 'people', attributes: attributes(changes) } };
      const request = { operation: 'updateSessionPerson', path: path`/sessions/${id}/people/${personId}`, body };
      return await send({ ...request, method: 'PATCH' }, one(person));
    },
    /** Livestorm also drops what the person wrote in the room (livestorm-api.md 4.5). */
    unregister: (id: string, email: string) =>
      send(
        {
          operation: 'removePersonByEmail',
          method: 'DELETE',
          path: path`/sessions/${id}/people`,
          query: filters({ email }),
        },
        nothing,
      ),
    removePerson: (id: string, personId: string) =>
      send(
        { operation: 'removePersonById', method: 'DELETE', path: path`/sessions/${id}/people/${personId}` },
        nothing,
      ),
    /** Starts a job of 1 to 50 registrations; throws RangeError for other numbers. */
    async registerMany(id: string, registrations: readonly Registration[]) {
      if (registrations.length < 1 || registrations.length > MOST_REGISTRATIONS) {
        throw new RangeError(`a job takes 1 to ${MOST_REGISTRATIONS} registrations`);
      }
      const body = { data: { type: 'jobs', attributes: { tasks: registrations.map(attributes) } } };
      const request = { operation: 'bulkRegisterPeople', path: path`/sessions/${id}/people/bulk`, body };
      return await send({ ...request, method: 'POST' }, job);
    },
  };
}
