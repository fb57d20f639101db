// `<event> [when] [zone]`: where the name ends, and what the date means.

import type { Deps } from '../deps.ts';
import type { Found } from '../operations/catalogue.ts';
import type { Planned } from '../operations/create-event.ts';
import { toInstant } from '../time/wall-time.ts';
import { readWhen } from '../time/words-to-time.ts';
import { momentFault } from '../views/moment-fault.ts';
import { MOST_WEEKS } from '../views/moment-fields.ts';
import { unreadWhen, weeksNote } from '../views/notes.ts';
import { weekly as everyWeek } from './moment.ts';
import { type Series, splitSeries } from './words.ts';

/** `name` names the thing, `when` is left for the date; `typed` is all that stood behind the name. */
export interface Split extends Series {
  typed: string;
}

/**
 * The date at the end of the words is cut off. Where what is left names nothing, the longest beginning of it that does is
 * the name, and what follows was meant as a date.
 */
export async function splitThing<T>(
  words: string,
  { now, timeZone, find }: { now: Date; timeZone: string; find: (name: string) => Promise<Found<T>> },
): Promise<Split> {
  const series = splitSeries(words, now, timeZone);
  const { name, when, weekly } = series;
  const parts = name.split(' ').filter(Boolean);
  for (let kept = parts.length; kept > 0; kept--) {
    const beginning = parts.slice(0, kept).join(' ');
    if ((await find(beginning)).kind === 'none') continue;
    const rest = [...parts.slice(kept), when].join(' ').trim();
    return { ...series, name: beginning, when: rest, typed: `${rest} ${weekly}`.trim() };
  }
  return { ...series, typed: `${when} ${weekly}`.trim() };
}

/** What was meant with a date in words: none, one, or one a week; and a sentence for each thing that will not do. */
export function meantWhen(
  { when, weeks }: Pick<Split, 'when' | 'weeks'>,
  { now, timeZone }: { now: Date; timeZone: string },
): { sessions: Planned[]; notes: string[] } {
  if (when === '') return { sessions: [], notes: [] };
  const read = readWhen(when, { now, timeZone });
  if (read.kind === 'unread') return { sessions: [], notes: [unreadWhen(when, read.reason)] };
  const { wall, instant } = read;
  const first = { wall, timeZone: read.timeZone };
  const sessions = everyWeek(first, Math.min(MOST_WEEKS, Math.max(1, weeks)));
  const notes = weeks === 0 || weeks > MOST_WEEKS ? [weeksNote(weeks)] : [];
  if (instant.kind === 'ok' && instant.at <= now)
    return { sessions, notes: [...notes, momentFault({ kind: 'past', at: instant.at, timeZone: first.timeZone })] };
  const faults = sessions.flatMap((planned) => {
    const each = toInstant(planned.wall, planned.timeZone);
    return each.kind === 'ok' ? [] : [momentFault({ ...each, ...planned })];
  });
  return { sessions, notes: [...notes, ...faults.slice(0, 1)] };
}

/** The zone of the reader, and the one to read dates in. */
export async function zonesOf(deps: Deps, user: string): Promise<{ reader: string | null; timeZone: string }> {
  const reader = await deps.slack.zoneOf(user);
  return { reader, timeZone: reader ?? deps.timeZone };
}
