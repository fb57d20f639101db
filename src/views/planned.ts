// Moments that are planned, shown back before anything is done: as their zone means them, and in the reader's own.

import { z } from 'zod';
import type { Planned } from '../operations/create-event.ts';
import { dateTimeString, isTimeZone, isWallTime, toInstant } from '../time/wall-time.ts';
import { type Block, context, section } from './blocks.ts';
import { count } from './numbers.ts';
import { moment } from './session-line.ts';
import { join, md } from './text.ts';

/** What a form with moments in it carries; an older form, without it, shows them once more. */
export const plannedMeta = z
  .object({
    /** The moments that stood above the form, as `plannedKey` names them. */
    shown: z.string().nullable(),
    /** The reader's own zone, when Slack told it. */
    reader: z.string().nullable(),
  })
  .catch({ shown: null, reader: null });

export type PlannedMeta = z.output<typeof plannedMeta>;

/** Names a series by its first moment and its length. */
export function plannedKey(sessions: Planned[]): string | null {
  const [first] = sessions;
  return first ? `${dateTimeString(first.wall)} ${first.timeZone} x${sessions.length}` : null;
}

/**
 * Whether the moments are to be shown back first. One in the reader's own zone stands in the form's fields as both mean
 * it; all others are read differently by somebody.
 */
export function areShown(sessions: Planned[], { shown, reader }: PlannedMeta): boolean {
  const [first, ...more] = sessions;
  if (!first || plannedKey(sessions) === shown) return true;
  return more.length === 0 && first.timeZone === reader;
}

/** Null for one that is not in the calendar, or that a clock change skips or repeats. */
export function instantOf({ wall, timeZone }: Planned): Date | null {
  if (!isTimeZone(timeZone) || !isWallTime(wall)) return null;
  const instant = toInstant(wall, timeZone);
  return instant.kind === 'ok' ? instant.at : null;
}

/** Above a form before it is sent once more. `verb` is what its button says; `calls` what it costs. */
export const plannedBlocks = (sessions: Planned[], { verb, calls }: { verb: string; calls: number }): Block[] => [
  section(
    sessions.length === 1
      ? 'Nothing is done yet. The session is to start on:'
      : `Nothing is done yet. ${sessions.length} sessions, one a week, at the same hour in their own zone:`,
  ),
  ...momentSections(sessions),
  context(md`Press *${verb}* once more to do it: ${count(calls, 'Livestorm call')}.`),
];

/** Above a form whose moments were typed in words. */
export function understoodBlocks(sessions: Planned[]): Block[] {
  const [first] = sessions;
  const at = first && instantOf(first);
  if (!at) return [];
  if (sessions.length === 1) return [section(md`Understood as ${moment(at, first.timeZone)}.`)];
  return [section(`Understood as ${sessions.length} sessions, one a week:`), ...momentSections(sessions)];
}

const LINES_A_SECTION = 10;

const momentSections = (sessions: Planned[]): Block[] =>
  momentLines(sessions.map((planned) => ({ startsAt: instantOf(planned), timeZone: planned.timeZone })));

export function momentLines(sessions: { startsAt: Date | null; timeZone: string }[]): Block[] {
  const lines = sessions.map(({ startsAt, timeZone }) => md`• ${moment(startsAt, timeZone)}`);
  return Array.from({ length: Math.ceil(lines.length / LINES_A_SECTION) }, (_, index) =>
    section(join(lines.slice(index * LINES_A_SECTION, (index + 1) * LINES_A_SECTION), '\n')),
  );
}
