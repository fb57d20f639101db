// Days that have been, as people write them: 'yesterday', 'last week', '3 Dec', '1-5 Dec', 'since Monday'. Pure.

import type { Chrono } from 'chrono-node/en';
import { GB as english } from 'chrono-node/en';
import { casual as french } from 'chrono-node/fr';
import { offsetAt, toInstant, type WallTime, wallTime } from './wall-time.ts';

/** From midnight of the first day to midnight after the last, in the zone that was asked for. */
export interface Days {
  from: Date;
  to: Date;
}

type Day = Pick<WallTime, 'year' | 'month' | 'day'>;
type Found = ReturnType<Chrono['parse']>[number];

/** The first and the last day. */
type Span = [Day, Day];

const MONDAY = 1;

const NAMED: [RegExp, (today: Day) => Span][] = [
  [/^(this week|cette semaine)$/, (today) => [monday(today), today]],
  [/^(last week|(la )?semaine dernière)$/, (today) => [plus(monday(today), -7), plus(monday(today), -1)]],
  [/^(this month|ce mois(-ci)?)$/, (today) => [{ ...today, day: 1 }, today]],
  [/^(last month|mois dernier)$/, (today) => [firstOfLast(today), plus({ ...today, day: 1 }, -1)]],
];

/** Null when these are no days, or there are other words among them. English and French; 3/12 is 3 December. */
export function readDays(words: string, context: { now: Date; timeZone: string }): Days | null {
  const typed = words.normalize('NFC').trim().toLowerCase().replace(/\s+/g, ' ');
  const [, since, rest = ''] = /^((?:since|depuis) )?(?:(?:on|le|the) )?(.*)$/.exec(typed) ?? [];
  const today = wallTime(context.now, context.timeZone);
  const named = NAMED.find(([pattern]) => pattern.test(rest));
  const span = named ? named[1](today) : spanOf(rest, today, context);
  if (!span) return null;
  const last = since === undefined ? span[1] : today;
  if (order(span[0]) > order(last)) return null;
  return { from: midnight(span[0], context.timeZone), to: midnight(plus(last, 1), context.timeZone) };
}

function spanOf(words: string, today: Day, { now, timeZone }: { now: Date; timeZone: string }): Span | null {
  const reference = { instant: now, timezone: offsetAt(now, timeZone) / 60_000 };
  for (const reader of [english, french]) {
    const [found, ...more] = reader.parse(words, reference);
    if (!found || more.length > 0 || found.text !== words || !isDay(found)) continue;
    const first = dayOf(found.start);
    // Said without a year, days that have been are meant.
    const back = order(first) > order(today) && !found.start.isCertain('year') ? aPeriod(found) : null;
    const shifted = (day: Day): Day => (back ? back(day) : day);
    return [shifted(first), shifted(found.end ? dayOf(found.end) : first)];
  }
  return null;
}

const isDay = ({ start, end }: Found): boolean =>
  [start, ...(end ? [end] : [])].every((part) => part.isCertain('day') || part.isCertain('weekday')) &&
  !start.isCertain('hour');

/** A week earlier for a day of the week, else a year. */
function aPeriod({ start }: Found): (day: Day) => Day {
  return start.isCertain('day') ? (day) => ({ ...day, year: day.year - 1 }) : (day) => plus(day, -7);
}

function dayOf(part: Found['start']): Day {
  return { year: part.get('year') ?? 0, month: part.get('month') ?? 1, day: part.get('day') ?? 1 };
}

const order = ({ year, month, day }: Day): number => Date.UTC(year, month - 1, day);

function plus(day: Day, days: number): Day {
  const date = new Date(order(day) + days * 24 * 60 * 60 * 1000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

const monday = (day: Day): Day => plus(day, -((new Date(order(day)).getUTCDay() - MONDAY + 7) % 7));

const firstOfLast = (day: Day): Day => ({ ...plus({ ...day, day: 1 }, -1), day: 1 });

/** The first moment of a day; where the clocks skip midnight, the first one there is. */
function midnight({ year, month, day }: Day, timeZone: string): Date {
  const at = toInstant({ year, month, day, hour: 0, minute: 0 }, timeZone);
  if (at.kind === 'ok') return at.at;
  if (at.kind === 'repeated') return at.first;
  const later = toInstant({ year, month, day, hour: 2, minute: 0 }, timeZone);
  return later.kind === 'ok'
    ? new Date(later.at.getTime() - 60 * 60 * 1000)
    : midnight(plus({ year, month, day }, 1), timeZone);
}
