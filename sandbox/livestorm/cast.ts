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

/** Registers everybody who is not yet there, and tells the webhooks. Registrations spread over the days before. */
export function assemble(stage: Stage, session: SessionRecord, webinar: Webinar): Cast {
  const { world } = stage;
  const opening = Math.min(session.created_at, session.estimated_started_at - 1);
  const byKey = new Map<string, SessionPerson>();
  const isParticipant = (person: SessionPerson) => person.role === 'participant';
  const count = () => world.peopleOf(session.id).filter(isParticipant).length;

  function join(index: number, name: { first_name: string; last_name: string }, team: boolean): SessionPerson {
    const from = madeUp(index);
    const email = addressOf(name.first_name, name.last_name, index);
    const known = world.peopleOf(session.id).find(({ person }) => person.email === email);
    if (known) return known;
    const share = (index + chance(index)) / (webinar.registrants.total + 1);
    const created_at = opening + Math.floor(Math.min(share, 1) * (session.estimated_started_at - opening));
    const role = team ? ('team_member' as const) : ('participant' as const);
    const times = { created_at, updated_at: created_at };
    const { first_name, last_name } = name;
    const about = { first_name, last_name, email, timezone: from.timezone, role, registration_type: 'form' };
    const person = world.addPerson(session, { ...visitOf(index, from), ...about, ...times });
    if (!team) stage.emit('people.registered', sessionPersonResource(person));
    return person;
  }

  for (const [index, person] of webinar.people.entries()) byKey.set(person.key, join(index, person, person.team));
  for (let index = webinar.people.length; count() < webinar.registrants.total; index += 1) {
    join(index, madeUp(index), false);
  }
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
