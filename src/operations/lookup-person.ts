// One person across webinars: the contact in one call, then session by session as far as somebody asks.

import type { Deps } from '../deps.ts';
import { take } from '../livestorm/client.ts';
import type { Person } from '../livestorm/person.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { listSessions } from './list-sessions.ts';
import { keptSince } from './session-people.ts';

export interface Contact {
  firstName: string;
  lastName: string;
  isTeam: boolean;
  /** ISO. */
  since: string | null;
}

/** A registration that was found. */
export interface Seen {
  sessionId: string;
  attended: boolean | null;
  attendanceSeconds: number | null;
}

export interface Looked {
  seen: Seen[];
  /** Sessions that were looked in: all there are, or the nearest. */
  sessions: number;
  of: number;
}

export type Side = 'upcoming' | 'past';

export interface Lookup {
  email: string;
  contact: Contact | null;
  /** Null where nobody has asked to look. */
  upcoming: Looked | null;
  past: Looked | null;
  /** So far. */
  calls: number;
}

/** How many sessions one press looks in, a call each. */
export const MOST_SESSIONS = 10;

const MOST_LISTED = 200;

const named = (email: string) => `lookup ${email}`;

/**
 * One call, `GET /people?filter[email]`: the only operation that knows a person without their events. It says nothing
 * of registrations, and people of an event have neither session nor attendance (livestorm-api.md 4.3, 4.7): those are
 * one call for each session, `GET /sessions/{id}/people?filter[email]`. One more in small letters, as in `unregister`.
 */
export async function lookUpPerson(
  deps: Pick<Deps, 'livestorm' | 'store' | 'clock'>,
  typed: string,
  reader: string,
): Promise<Lookup> {
  let calls = 0;
  for (const email of new Set([typed, typed.toLowerCase()])) {
    calls += 1;
    const [found] = await take(deps.livestorm.people.list({ email }), 1);
    if (!found) continue;
    return await keep(deps, reader, { email, contact: contactOf(found), upcoming: null, past: null, calls });
  }
  return await keep(deps, reader, { email: typed, contact: null, upcoming: null, past: null, calls });
}

/** A call for each session that is looked in, ten at most: those nearest to now. */
export async function lookInSessions(
  deps: Pick<Deps, 'livestorm' | 'store' | 'clock'>,
  { email, side, reader }: { email: string; side: Side; reader: string },
): Promise<Lookup> {
  const lookup = (await kept(deps, email, reader)) ?? (await lookUpPerson(deps, email, reader));
  const { sessions } = await listSessions(deps, side, MOST_LISTED);
  const near = sessions.slice(0, MOST_SESSIONS);
  const seen: Seen[] = [];
  for (const session of near) seen.push(...(await seenIn(deps, session, lookup.email)));
  const looked: Looked = { seen, sessions: near.length, of: sessions.length };
  return await keep(deps, reader, { ...lookup, [side]: looked, calls: lookup.calls + near.length });
}

async function seenIn({ livestorm }: Pick<Deps, 'livestorm'>, { id }: SessionWithEvent, email: string) {
  const [found] = await take(livestorm.sessions.people(id, { email }), 1);
  if (!found) return [];
  const { attended = null, attendanceSeconds = null } = found.registration ?? {};
  return [{ sessionId: id, attended, attendanceSeconds }];
}

async function kept(deps: Pick<Deps, 'store' | 'clock'>, email: string, reader: string): Promise<Lookup | null> {
  const reading = await deps.store.readings.get(reader, named(email), keptSince(deps));
  return reading && (reading.data as Lookup);
}

async function keep({ store, clock }: Pick<Deps, 'store' | 'clock'>, reader: string, lookup: Lookup): Promise<Lookup> {
  await store.readings.keep(reader, named(lookup.email), { data: lookup, readAt: clock() });
  return lookup;
}

const contactOf = ({ firstName, lastName, role, createdAt }: Person): Contact => ({
  firstName: firstName ?? '',
  lastName: lastName ?? '',
  isTeam: role === 'team_member',
  since: createdAt?.toISOString() ?? null,
});
