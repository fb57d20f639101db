// The quota as pictures made of characters; the numbers stand beside them, and screen readers read those.

import type { MrkdwnElement } from '@slack/types';
import type { QuotaReport } from '../operations/quota-report.ts';
import { number } from './numbers.ts';
import { md } from './text.ts';

/** '45%'; a part too small to be seen is 'under 0.1%'. */
export function share(part: number, whole: number): string {
  if (whole <= 0) return '0%';
  if (part > 0 && part / whole < 0.001) return 'under 0.1%';
  return (part / whole).toLocaleString('en-US', { style: 'percent', maximumFractionDigits: 1 });
}

const CELLS = 20;

export function bar({ limit, remaining }: { limit: number; remaining: number }): string {
  const used = Math.max(0, limit - Math.max(0, remaining));
  const full = limit > 0 ? Math.min(CELLS, Math.round((used / limit) * CELLS)) : 0;
  return '▓'.repeat(full) + '░'.repeat(CELLS - full);
}

const HEIGHTS = [...'▁▂▃▄▅▆▇█'];
const DAYS = 14;

/** The calls of each of the last days, oldest first. Slack's chart block is not sure to be taken in a message for one person. */
export function sparks({ days }: Pick<QuotaReport, 'days'>): MrkdwnElement[] {
  const each = Array.from({ length: DAYS }, (_, index) => {
    const day = days.find(({ daysAgo }) => daysAgo === DAYS - 1 - index);
    return day ? Math.max(0, day.used, day.ours) : 0;
  });
  const most = Math.max(...each);
  if (most === 0) return [];
  const heights = each.map(
    (calls) => HEIGHTS[Math.min(HEIGHTS.length - 1, Math.ceil((calls / most) * HEIGHTS.length) - 1)] ?? ' ',
  );
  return [
    md`${heights.map((height, index) => (each[index] ? height : '·')).join('')} the last 14 days; ${number(most)} on the busiest, ${number(each.at(-1) ?? 0)} in the last 24 hours`,
  ];
}
