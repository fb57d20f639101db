// Who registered for a session and who came: read once, then leafed through.

import type { Deps } from '../deps.ts';
import { take } from '../livestorm/client.ts';
import type { Person } from '../livestorm/person.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';

export interface ListedPerson {
  id: string;
  /** '' when Livestorm does not say. */
  firstName: string;
  lastName: string;
  email: string;
  /** ISO. */
  registeredAt: string | null;
  /** Null before the session, and where Livestorm does not say. */
  attended: boolean | null;
  attendanceSeconds: number | null;
  /** What was answered to the event's own questions, by field id. */
  answers: Record<string, string>;
}

export interface PeopleReading {
  /** Registrants; those who came first, each part by name. */
  people: ListedPerson[];
  /** There are more than were read. */
  more: boolean;
  calls: number;
  readAt: Date;
}

const PAGE = 50;

/** Beyond this a session's people are not read whole: 200 calls. */
const MOST = 10_000;

const KEPT_MS = 10 * 60 * 1000;

/** What was read before this is too old to be shown. */
export const keptSince = ({ clock }: Pick<Deps, 'clock'>): Date => new Date(clock().getTime() - KEPT_MS);

/** How many calls a reading costs, as far as the catalogue knows. */
export const callsToRead = ({ registrantsCount }: SessionWithEvent): number => pages(Math.min(registrantsCount, MOST));

const pages = (rows: number): number => Math.max(1, Math.ceil(rows / PAGE));

type Kept = Omit<PeopleReading, 'readAt'>;
const named = (sessionId: string) => `people ${sessionId}`;

/** What was read for this person in the last ten minutes; no call. */
export async function keptPeople(
  deps: Pick<Deps, 'store' | 'clock'>,
  sessionId: string,
  reader: string,
): Promise<PeopleReading | null> {
  const kept = await deps.store.readings.get(reader, named(sessionId), keptSince(deps));
  return kept && { ...(kept.data as Kept), readAt: kept.readAt };
}

/** ceil(R/50) calls for R registrants, at least one; the team is left out by Livestorm (`filter[role]`). */
export async function readPeople(
  { livestorm, store, clock }: Pick<Deps, 'livestorm' | 'store' | 'clock'>,
  sessionId: string,
  reader: string,
): Promise<PeopleReading> {
  const readAt = clock();
  const read = await take(livestorm.sessions.people(sessionId, { role: 'participant' }), MOST);
  const people = read.map(listed).sort(byPresence);
  const kept: Kept = { people, more: read.length === MOST, calls: pages(read.length) };
  await store.readings.keep(reader, named(sessionId), { data: kept, readAt });
  return { ...kept, readAt };
}

/** What is kept, or what is read now. */
export const peopleFor = async (deps: Parameters<typeof readPeople>[0], sessionId: string, reader: string) =>
  (await keptPeople(deps, sessionId, reader)) ?? (await readPeople(deps, sessionId, reader));

const NAMED_APART = ['email', 'first_name', 'last_name'];

function listed({ id, firstName, lastName, email, registration }: Person): ListedPerson {
  const answered = registration?.fields.filter((field) => !NAMED_APART.includes(field.id) && field.value !== null);
  return {
    id,
    firstName: firstName ?? '',
    lastName: lastName ?? '',
    email: email ?? '',
    registeredAt: registration?.registeredAt?.toISOString() ?? null,
    attended: registration?.attended ?? null,
    attendanceSeconds: registration?.attendanceSeconds ?? null,
    answers: Object.fromEntries(answered?.map((field) => [field.id, [field.value ?? []].flat().join('; ')]) ?? []),
  };
}

const collator = new Intl.Collator('en');

const byPresence = (a: ListedPerson, b: ListedPerson): number =>
  Number(b.attended === true) - Number(a.attended === true) || collator.compare(sortName(a), sortName(b));

const sortName = ({ firstName, lastName, email }: ListedPerson) => `${lastName} ${firstName} ${email}`.trim();
