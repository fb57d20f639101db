// Who takes part in a played webinar: registered before it starts, some of them there, each for a while.
import { addressOf, type MadeUp, madeUp } from './names.ts';
import type { SessionPerson, SessionRecord } from './records.ts';
import { sessionPersonResource } from './resources.ts';
import type { Stage } from './stage.ts';
import type { Webinar } from './webinar.ts';

export interface Cast {
  /** The people of the file, by their key. */
  byKey: Map<string, SessionPerson>;
  /** Who comes and when they come and go, in seconds after the start. */
  attendees: { person: SessionPerson; joins: number; leaves: number }[];
}

const BROWSERS = [
  ['Chrome', '120.0', 'Windows', '11', '1920', '1080'],
  ['Safari', '17.2', 'macOS', '14', '1440', '900'],
  ['Firefox', '121.0', 'Linux', null, '2560', '1440'],
  ['Chrome', '120.0', 'Android', '14', '412', '915'],
] as const;

/** A number in [0, 1) that depends on the index alone. */
const chance = (index: number): number => (Math.imul(index + 1, 2_654_435_761) >>> 0) / 2 ** 32;

const visitOf = (index: number, from: MadeUp) => {
  const [browser_name, browser_version, os_name, os_version, screen_width, screen_height] =
    BROWSERS[index % 4] ?? BROWSERS[0];
  return {
    browser_name,
    browser_version,
    os_name,
    os_version,
    screen_width,
    screen_height,
    ip_city: from.city,
    ip_country_code: from.countryCode,
    ip_country_name: from.country,
    referrer: index % 2 ? 'www.linkedin.com' : null,
    utm_source: index % 3 ? null : 'newsletter',
  };
};

/** The index of somebody tells who they are: the people of the file first, then others without end. */
interface Guest {
  index: number;
  first_name: string;
  last_name: string;
  team: boolean;
}

const guestAt = (index: number, { people }: Webinar): Guest => ({
  index,
  ...(people[index] ?? { ...madeUp(index), team: false }),
});

const isParticipant = (person: SessionPerson) => person.role === 'participant';
const countOf = ({ world }: Stage, session: SessionRecord) => world.peopleOf(session.id).filter(isParticipant).length;

function registered({ world }: Stage, session: SessionRecord, guest: Guest): SessionPerson | undefined {
  const email = addressOf(guest.first_name, guest.last_name, guest.index);
  return world.peopleOf(session.id).find(({ person }) => person.email === email);
}

/** Registers somebody at a moment, and tells the webhooks. */
function join(stage: Stage, session: SessionRecord, guest: Guest, created_at: number): SessionPerson {
  const { index, first_name, last_name, team } = guest;
  const from = madeUp(index);
  const email = addressOf(first_name, last_name, index);
  const role = team ? ('team_member' as const) : ('participant' as const);
  const about = { first_name, last_name, email, timezone: from.timezone, role, registration_type: 'form' };
  const times = { created_at, updated_at: created_at };
  const person = stage.world.addPerson(session, { ...visitOf(index, from), ...about, ...times });
  if (!team) stage.emit('people.registered', sessionPersonResource(person));
  return person;
}

/** Registers now so many more of those who will come to a webinar; how many that were. */
export function arrive(stage: Stage, sessionId: string, webinar: Webinar, howMany: number): number {
  const session = stage.world.sessions.get(sessionId);
  if (!session) throw new Error(`there is no session ${sessionId} to register for`);
  const before = countOf(stage, session);
  const wanted = Math.min(before + howMany, webinar.registrants.total);
  for (let index = 0; countOf(stage, session) < wanted; index += 1) {
    const guest = guestAt(index, webinar);
    if (!guest.team && !registered(stage, session, guest)) join(stage, session, guest, stage.world.now());
  }
  return countOf(stage, session) - before;
}

/** Registers everybody who is not yet there. Registrations spread over the days before it `begins` (Unix seconds). */
export function assemble(stage: Stage, session: SessionRecord, webinar: Webinar, begins: number): Cast {
  const { world } = stage;
  const opening = Math.min(session.created_at, begins - 1);
  const byKey = new Map<string, SessionPerson>();

  function invite(index: number): SessionPerson {
    const guest = guestAt(index, webinar);
    const share = (index + chance(index)) / (webinar.registrants.total + 1);
    const at = opening + Math.floor(Math.min(share, 1) * (begins - opening));
    return registered(stage, session, guest) ?? join(stage, session, guest, at);
  }

  for (const [index, { key }] of webinar.people.entries()) byKey.set(key, invite(index));
  for (let index = webinar.people.length; countOf(stage, session) < webinar.registrants.total; index += 1)
    invite(index);
  const speakers = [...byKey.values()].filter(isParticipant);
  // Speakers first, then everybody in the order of registration.
  const present = new Set([...speakers, ...world.peopleOf(session.id).filter(isParticipant)]);
  const chosen = [...present].slice(0, webinar.registrants.attended);
  return { byKey, attendees: chosen.map((person, index) => stay(person, index, webinar, byKey)) };
}

/** Most come in the first minutes and stay; nobody speaks before coming or after leaving. */
function stay(person: SessionPerson, index: number, webinar: Webinar, byKey: Map<string, SessionPerson>) {
  const key = [...byKey].find(([, one]) => one === person)?.[0];
  const said = [...webinar.messages, ...webinar.questions].filter(({ author }) => author === key && key !== undefined);
  const offsets = said.map(({ offset_s }) => offset_s);
  const late = Math.floor(chance(index) ** 3 * webinar.duration_s * 0.4);
  const early = Math.floor(chance(index + 997) ** 2 * webinar.duration_s * 0.6);
  const joins = Math.min(late, ...offsets.map((offset) => Math.max(0, offset - 5)));
  const leaves = Math.max(webinar.duration_s - early, joins + 1, ...offsets.map((offset) => offset + 5));
  return { person, joins, leaves: Math.min(leaves, webinar.duration_s) };
}
