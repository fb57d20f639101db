// The sentence under a date or an hour that cannot be used.

import { formatWall, formatWhen } from '../time/format.ts';
import type { WallTime } from '../time/wall-time.ts';

export type MomentFault =
  | { kind: 'no_date' }
  | { kind: 'no_time' }
  | { kind: 'no_zone' }
  | { kind: 'no_such_day' }
  | { kind: 'past'; at: Date; timeZone: string }
  | { kind: 'far' }
  | { kind: 'skipped'; before: string; after: string; wall: WallTime; timeZone: string }
  | { kind: 'repeated'; first: Date; second: Date; wall: WallTime; timeZone: string };

/** Plain text: Slack shows it under the field. */
export function momentFault(fault: MomentFault): string {
  switch (fault.kind) {
    case 'no_date':
      return 'Choose a day as well.';
    case 'no_time':
      return 'Choose an hour as well.';
    case 'no_zone':
      return 'Choose a time zone.';
    case 'no_such_day':
      return 'There is no such day.';
    case 'past':
      return `${formatWhen(fault.at, fault.timeZone)} has passed. Choose a later moment.`;
    case 'far':
      return 'That is more than three years ahead. Check the year.';
    case 'skipped':
      return `${formatWall(fault.wall)} does not exist in ${fault.timeZone}: the clocks go from ${fault.before} to ${fault.after} that day. Choose another hour.`;
    case 'repeated':
      return `${formatWall(fault.wall)} comes twice in ${fault.timeZone}: the clocks go back that day. Choose an hour before or after.`;
  }
}
