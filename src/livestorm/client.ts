// The Livestorm client: every operation of the public API.
import { chatMessages } from './chat-messages.ts';
import { eventPeople } from './event-people.ts';
import { events } from './events.ts';
import { createHttp, type LivestormOptions, type Send } from './http.ts';
import { identity } from './identity.ts';
import { jobs } from './jobs.ts';
import { people } from './people.ts';
import { peopleAttributes } from './people-attributes.ts';
import type { Purpose } from './purpose.ts';
import { questions } from './questions.ts';
import { recordings } from './recordings.ts';
import { sessionPeople } from './session-people.ts';
import { eventSessions, sessions } from './sessions.ts';
import { tags } from './tags.ts';
import { users } from './users.ts';
import { webhookSubscriptions } from './webhook-subscriptions.ts';

export type { Call, LivestormOptions } from './http.ts';
export type { Purpose, Tally } from './purpose.ts';
export type { RateLimits } from './rate-limits.ts';

export interface Livestorm extends ReturnType<typeof operations> {
  /** The same client, whose calls are spent for `purpose`. Until then they count as upkeep. */
  for(purpose: Purpose): Livestorm;
}

/** Throws `livestorm_token` for a token that no header can carry. */
export function createLivestorm(options: LivestormOptions): Livestorm {
  const sender = createHttp(options);
  const bind = (purpose: Purpose): Livestorm => ({ ...operations(sender(purpose)), for: bind });
  return bind({ kind: 'upkeep' });
}

const operations = (send: Send) => ({
  ...identity(send),
  events: { ...events(send), ...tags(send), ...eventPeople(send), ...eventSessions(send) },
  sessions: {
    ...sessions(send),
    ...sessionPeople(send),
    ...chatMessages(send),
    ...questions(send),
    ...recordings(send),
  },
  people: { ...people(send), ...peopleAttributes(send) },
  users: users(send),
  webhooks: webhookSubscriptions(send),
  jobs: jobs(send),
});

/** The first `limit` of a list: its reader says how many it can hold. Asks for no page beyond them. */
export async function take<T>(list: AsyncIterable<T>, limit: number): Promise<T[]> {
  const taken: T[] = [];
  if (limit <= 0) return taken;
  for await (const item of list) {
    taken.push(item);
    if (taken.length >= limit) break;
  }
  return taken;
}
