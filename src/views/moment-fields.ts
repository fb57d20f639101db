// The three fields of a moment: a day, an hour, and the zone in which they are meant.

import { dateString, isTimeZone, timeString, type WallTime } from '../time.ts';
import type { Block } from './blocks.ts';
import { dateInput, externalSelectInput, timeInput } from './inputs.ts';
import { zoneChoice } from './options.ts';

export interface MomentFields {
  timeZone: string;
  /** What was typed already. */
  wall?: WallTime;
  /** Whether the day and the hour may be left empty. */
  optional?: boolean;
}

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
