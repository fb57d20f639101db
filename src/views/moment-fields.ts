// The fields of a moment: a day, an hour, the zone in which they are meant; and how often it comes again.

import { dateString, isTimeZone, timeString, type WallTime } from '../time/wall-time.ts';
import type { Block } from './blocks.ts';
import { dateInput, externalSelectInput, selectInput, timeInput } from './inputs.ts';
import { zoneChoice } from './options.ts';

export interface MomentFields {
  timeZone: string;
  /** What was typed already. */
  wall?: WallTime;
  /** Whether the day and the hour may be left empty. */
  optional?: boolean;
}

/** Longer series are planned in two goes: half a year of weeks. */
export const MOST_WEEKS = 26;

export const weeksField = (weeks = 1): Block =>
  selectInput({
    name: 'weeks',
    label: 'Repeat',
    hint: 'Each a week after the one before, at the same hour in the zone above.',
    initial: String(weeks),
    choices: Array.from({ length: MOST_WEEKS }, (_, index) => ({
      value: String(index + 1),
      label: index === 0 ? 'Once' : `Every week, ${index + 1} sessions`,
    })),
  });

export function momentFields({ timeZone, wall, optional = false }: MomentFields): Block[] {
  return [
    // Slack's date picker has four places for the year.
    dateInput({
      name: 'date',
      label: 'Day',
      optional,
      ...(wall && wall.year < 10_000 && { initial: dateString(wall) }),
    }),
    timeInput({ name: 'time', label: 'Hour', optional, ...(wall && { initial: timeString(wall) }) }),
    externalSelectInput({
      name: 'zone',
      label: 'Time zone',
      hint: 'The day and the hour above are meant in this zone.',
      placeholder: 'A city, such as Paris',
      ...(isTimeZone(timeZone) && { initial: zoneChoice(timeZone) }),
    }),
  ];
}
