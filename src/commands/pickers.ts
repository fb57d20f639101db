// Selects whose options come while a person types. They cost no call: the catalogue and the zone list are here.

import type { Deps } from '../deps.ts';
import { type Found, findEvents, findSessions } from '../operations/catalogue.ts';
import { listSessions } from '../operations/list-sessions.ts';
import { findZones } from '../time/zones.ts';
import { eventOption, type Option, sessionOption, zoneOption } from '../views/options.ts';
import { tidy } from './words.ts';

export type Picker = (typed: string, deps: Deps) => Promise<Option[]>;

/** Slack takes at most this many (block suggestion, 100 options). */
const MOST_OPTIONS = 100;

export const pickZone: Picker = async (letters) => findZones(tidy(letters), MOST_OPTIONS).map(zoneOption);

export const pickEvent: Picker = async (letters, deps) => {
  const typed = tidy(letters);
  const events = typed === '' ? await deps.store.catalogue.allEvents(MOST_OPTIONS) : all(await findEvents(deps, typed));
  return events.slice(0, MOST_OPTIONS).map(eventOption);
};

export const pickSession: Picker = async (letters, deps) => {
  const typed = tidy(letters);
  const sessions =
    typed === '' ? (await listSessions(deps, 'upcoming', MOST_OPTIONS)).sessions : all(await findSessions(deps, typed));
  return sessions.slice(0, MOST_OPTIONS).map(sessionOption);
};

function all<T>(found: Found<T>): T[] {
  if (found.kind === 'one') return [found.match];
  return found.kind === 'several' ? found.matches : [];
}
