// What the steps of workflows have in common: their parameters, moments, addresses, and the thing that is meant.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { AskError, LivestormError } from '../errors.ts';
import { eventMeant, type Meant, sessionMeant } from '../operations/meant.ts';
import type { Intent } from '../operations/write-once.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { CatalogueEvent } from '../store/catalogue-save.ts';
import { toInstant, wallTime } from '../time/wall-time.ts';
import { eventName } from '../views/names.ts';
import { sessionTitle } from '../views/session-line.ts';
import { stepFaults } from '../views/step.ts';
import { readAddress } from './address.ts';
import type { Parameter } from './step.ts';

const YEARS_3_MS = 3 * 366 * 24 * 60 * 60 * 1000;

export const text = (title: string, description: string, isRequired = true): Parameter => ({
  type: 'string',
  title,
  description,
  isRequired,
});
export const start = (isRequired: boolean): Parameter => ({
  type: 'slack#/types/timestamp',
  title: 'Start',
  description: 'When the session starts',
  isRequired,
});
export const theSession = text('Session', 'Words of its title, its id or its Livestorm link');
export const sessionId = text('Session id', 'For the steps after this one');
export const page = text('Registration page', 'Its address; empty while the event is a draft', false);

/** Unix seconds, as Slack gives a timestamp. */
export const moment = z.coerce
  .number(stepFaults.notADate)
  .int(stepFaults.notADate)
  .min(1, stepFaults.notADate)
  .transform((seconds) => new Date(seconds * 1000))
  .refine((at) => !Number.isNaN(at.getTime()), stepFaults.notADate);

export const address = z.string(stepFaults.missing).transform((given, context) => {
  const read = readAddress(given);
  if ('address' in read) return read.address;
  context.addIssue({ code: 'custom', message: stepFaults.notAnAddress });
  return z.NEVER;
});

export const fault = (input: string, reason: string) => new AskError({ code: 'step_input', input, reason });

/** In the zone of who runs the workflow; an hour that a clock change repeats there is named in UTC. */
export async function wallOf(at: Date, user: string, now: Date, deps: Pick<Deps, 'slack' | 'timeZone'>) {
  if (at <= now) throw fault('Start', stepFaults.past);
  if (at.getTime() > now.getTime() + YEARS_3_MS) throw fault('Start', stepFaults.far);
  const zone = (await deps.slack.zoneOf(user)) ?? deps.timeZone;
  const wall = wallTime(at, zone);
  if (toInstant(wall, zone).kind === 'ok') return { wall, timeZone: zone };
  return { wall: wallTime(at, 'UTC'), timeZone: 'UTC' };
}

export const namedEvent = async (words: string, intent: Intent, deps: Deps): Promise<CatalogueEvent> =>
  onlyOne(await eventMeant(deps, words, null), { what: 'event', words, nameOf: eventName, intent });

export const namedSession = async (words: string, intent: Intent, deps: Deps): Promise<SessionWithEvent> =>
  onlyOne(await sessionMeant(deps, words, null), { what: 'session', words, nameOf: sessionTitle, intent });

interface Sought<T> {
  what: 'event' | 'session';
  words: string;
  nameOf: (thing: T) => string;
  intent: Intent;
}

/** Nobody is there to choose. What may have been written before a crash is not denied. */
function onlyOne<T>(meant: Meant<T>, { what, words, nameOf, intent }: Sought<T>): T {
  if (meant.kind === 'one') return meant.match;
  if (intent.since !== null) throw new LivestormError({ code: 'livestorm_unsure', detail: 'a restart' });
  if (meant.kind !== 'several') {
    throw new AskError({ code: 'not_found', what, words, nearest: meant.kind === 'none' ? meant.nearest : [] });
  }
  throw new AskError({ code: 'ambiguous', what, words, matches: meant.matches.map(nameOf) });
}
