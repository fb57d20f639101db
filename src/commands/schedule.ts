// `/webinar schedule`: a form, then sessions of an event that exists.

import type { Deps } from '../deps.ts';
import { findEvents } from '../operations/catalogue.ts';
import { knownSession } from '../operations/known.ts';
import { type SessionsRequest, scheduleSessions } from '../operations/schedule-session.ts';
import type { WrittenEach } from '../operations/write-each.ts';
import type { Modal } from '../views/blocks.ts';
import { scheduled } from '../views/created.ts';
import { halfway } from '../views/error.ts';
import { fieldFaults } from '../views/field-faults.ts';
import { momentFault } from '../views/moment-fault.ts';
import { noMatch, severalMatch } from '../views/notes.ts';
import { areShown, plannedBlocks, plannedKey } from '../views/planned.ts';
import { scheduleFormView, scheduleMeta } from '../views/schedule-form.ts';
import { endedInPart, scheduledInPart, seriesScheduled } from '../views/series.ts';
import { loading } from '../views/working.ts';
import { opening, someWords } from './command.ts';
import { form } from './form.ts';
import { readSeries } from './moment.ts';
import { reported } from './outcome.ts';
import { meantWhen, splitThing, zonesOf } from './thing-and-when.ts';

const TITLE = 'Schedule a session';

export const schedule = opening({
  name: 'schedule',
  summary: 'Add a session to an event, or one every week.',
  access: 'operators',
  usage: '<event> [when] [zone] [weekly x8]',
  examples: ['schedule spring tour next Tue 15:00', 'schedule "Product tour" 3 Dec 15:00 Paris weekly x8'],
  read: someWords,
  open: () => loading(TITLE),
  async fill(words, { user, channel }, deps) {
    const { reader, timeZone } = await zonesOf(deps, user);
    const now = deps.clock();
    const find = (name: string) => findEvents(deps, name);
    const split = await splitThing(words, { now, timeZone, find });
    const found = split.name === '' ? null : await find(split.name);
    const meant = meantWhen(split, { now, timeZone });
    const notes = [
      ...(found?.kind === 'none' ? [noMatch('event', split.name, found.nearest)] : []),
      ...(found?.kind === 'several' ? [severalMatch('event', split.name)] : []),
      ...meant.notes,
    ];
    const event = found?.kind === 'one' ? found.match : null;
    return scheduleFormView({ event, sessions: meant.sessions, timeZone, reader, notes, channel });
  },
});

export const scheduleForm = form({
  access: 'operators',
  meta: scheduleMeta,
  read(typed, meta, now) {
    const { event, name } = typed;
    const { sessions, errors: wrong } = readSeries(typed, now);
    const errors = {
      ...(typeof event === 'string' ? {} : { event: fieldFaults.noEvent }),
      ...(sessions.length > 0 || Object.keys(wrong).length > 0 ? {} : { date: momentFault({ kind: 'no_date' }) }),
      ...wrong,
    };
    if (typeof event !== 'string' || Object.keys(errors).length > 0) return { errors };
    if (!areShown(sessions, meta)) {
      const blocks = plannedBlocks(sessions, { verb: 'Schedule', calls: sessions.length });
      return { confirm: { blocks, meta: { ...meta, shown: plannedKey(sessions) } } };
    }
    const named = typeof name === 'string' && name.trim() !== '' ? name.trim() : null;
    return { values: { eventId: event, sessions, name: named } };
  },
  async submit(values, { meta: { reader }, ask, intent }, deps) {
    const written = await scheduleSessions(deps, values, intent);
    const { things, stopped, ...spent } = written;
    const [first] = await Promise.all(things.map(async ({ id }) => (await knownSession(deps, id)).session));
    if (!first) throw new Error('nothing was written, and nothing was thrown');
    if (stopped) return await restOf(values, written, { reader, channel: ask.channel }, deps);
    return things.length === 1 ? scheduled(first, spent) : seriesScheduled(first.event, things, spent);
  },
});

/** What is done is said; the form comes back with what is left to do, when there is any. */
async function restOf(
  { eventId, sessions, name }: SessionsRequest,
  { things, stopped, ...spent }: WrittenEach<{ startsAt: Date | null; timeZone: string }>,
  { reader, channel }: { reader: string | null; channel: string | null },
  deps: Deps,
): Promise<Modal> {
  const rest = sessions.slice(sessions.length - (stopped?.unsent ?? 0));
  const reason = halfway(stopped?.error);
  const reference = reported(stopped?.error, { what: 'form schedule' }, deps) ?? '';
  const next = sessions[things.length];
  const above = next
    ? scheduledInPart({ done: things, next, rest: rest.length, all: sessions.length, reason, reference, spent })
    : [];
  const [first] = rest;
  if (!first) return endedInPart(above);
  const event = await deps.store.catalogue.event(eventId);
  return scheduleFormView({
    event,
    sessions: rest,
    timeZone: first.timeZone,
    reader,
    notes: [],
    name: name ?? '',
    above,
    channel,
  });
}
