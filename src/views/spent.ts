// What something cost, under its result.

import { count } from './numbers.ts';

export interface Spent {
  calls: number;
  /** Livestorm's answer was lost, and the thing was looked for and was there. */
  found: boolean;
}

export const ONE_CALL: Spent = { calls: 1, found: false };

export const spentWords = ({ calls, found }: Spent): string =>
  `${found ? 'Livestorm did not say so at once: Showrunner looked, and it is there. ' : ''}This cost ${count(calls, 'Livestorm call')}.`;
