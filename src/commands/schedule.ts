// `/webinar schedule`: a form, then a session of an event that exists.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { AskError } from '../errors.ts';
import { findEvents } from '../operations/catalogue.ts';
import { scheduleSession } from '../operations/schedule-session.ts';
import type { CatalogueEvent } from '../store/catalogue-save.ts';
import type { WallTime } from '../time.ts';
import { scheduled } from '../views/created.ts';
import { fieldFaults } from '../views/field-faults.ts';
import { momentFault } from '../views/moment-fault.ts';
import { noMatch, severalMatch, unreadWhen } from '../views/notes.ts';
import { scheduleFormView, scheduleMeta } from '../views/schedule-form.ts';
import { loading } from '../views/working.ts';
import { readWhen } from '../words-to-time.ts';
import { opening } from './command.ts';
import { form } from './form.ts';
import { readMoment } from './moment.ts';
import { splitWhen } from './words.ts';

const TITLE = 'Schedule a session';

export const schedule = opening({
  name: 'schedule',
  summary: 'Add a session to an event.',
  access: 'operators',
  usage: '<event> [when] [zone]',
  examples: ['schedule spring tour next Tue 15:00', 'schedule "Product tour" 3 Dec 15:00 Paris'],
  read: z.string().max(500, 'is longer than 500 characters'),
  open: () => loading(TITLE),
  async fill(words, { user, channel }, deps) {
    const zone = (await deps.slack.zoneOf(user)) ?? deps.timeZone;
    const { name, when } = splitWhen(words, deps.clock(), zone);
    const found = await eventAndRest(deps, name);
    const moment = understood(`${found.rest} ${when}`.trim(), deps.clock(), zone);
    return scheduleFormView({
      event: found.event,
      wall: moment.wall,
      timeZone: moment.timeZone,
      notes: [...found.notes, ...moment.notes],
      channel,
    });
  },
});

interface FoundEvent {
  event: CatalogueEvent | null;
  /** Words after the event's name that belong to the date. */
  rest: string;
  notes: string[];
}

/** The longest beginning of the words that names one event; what follows was meant as a date. */
async function eventAndRest(deps: Deps, words: string): Promise<FoundEvent> {
  if (words === '') return { event: null, rest: '', notes: [] };
  const whole = await findEvents(deps, words);
  const parts = words.split(' ');
  for (let kept = parts.length; kept > 0; kept--) {
    const found = kept === parts.length ? whole : await findEvents(deps, parts.slice(0, kept).join(' '));
    const rest = parts.slice(kept).join(' ');
    if (found.kind === 'one') return { event: found.match, rest, notes: [] };
    if (found.kind === 'several') {
      return { event: null, rest, notes: [severalMatch('event', parts.slice(0, kept).join(' '))] };
    }
  }
  return { event: null, rest: '', notes: [noMatch('event', words, whole.kind === 'none' ? whole.nearest : [])] };
}

function understood(
  words: string,
  now: Date,
  timeZone: string,
): { wall: WallTime | null; timeZone: string; notes: string[] } {
  if (words === '') return { wall: null, timeZone, notes: [] };
  const read = readWhen(words, { now, timeZone });
  if (read.kind === 'unread') return { wall: null, timeZone, notes: [unreadWhen(words, read.reason)] };
  const { wall, instant } = read;
  const zone = read.timeZone;
  if (instant.kind !== 'ok')
    return { wall, timeZone: zone, notes: [momentFault({ ...instant, wall, timeZone: zone })] };
  const notes = instant.at <= now ? [momentFault({ kind: 'past', at: instant.at, timeZone: zone })] : [];
  return { wall, timeZone: zone, notes };
}

export const scheduleForm = form({
  access: 'operators',
  meta: scheduleMeta,
  read(typed, _meta, now) {
    const { event, name } = typed;
    const moment = readMoment(typed, now);
    const errors = {
      ...(typeof event === 'string' ? {} : { event: fieldFaults.noEvent }),
      ...(moment.session || Object.keys(moment.errors).length > 0 ? {} : { date: momentFault({ kind: 'no_date' }) }),
      ...moment.errors,
    };
    if (typeof event !== 'string' || !moment.session || Object.keys(errors).length > 0) return { errors };
    const named = typeof name === 'string' && name.trim() !== '' ? name.trim() : null;
    return { values: { eventId: event, ...moment.session, name: named } };
  },
  async submit(values, { intent }, deps) {
    const { thing, ...spent } = await scheduleSession(deps, values, intent);
    const session = await deps.store.catalogue.session(thing.id);
    if (!session) throw new AskError({ code: 'not_found', what: 'session', words: thing.id, nearest: [] });
    return scheduled(session, spent);
  },
});
