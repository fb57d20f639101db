// What is heard of a live session, as it is kept.

import type { Heard, NewHeard } from '../store/heard.ts';
import type { Stretch } from '../store/heard-missing.ts';
import type { HeardMessage, HeardQuestion } from './heard.ts';

/** What a page shows: no more than stands between its first row and its last, which may be of the same second as others. */
export function stretchOf(
  rows: { id: string; at: Date | null }[],
  { isFirst, isLast }: { isFirst: boolean; isLast: boolean },
): Pick<Stretch, 'after' | 'before'> | null {
  if (isFirst && isLast) return { after: null, before: null };
  const times = rows.map(({ at }) => at?.getTime() ?? Number.NaN);
  const isInOrder = times.every((time, index) => index === 0 || time >= (times[index - 1] ?? time));
  const [first, last] = [rows[0]?.at, rows.at(-1)?.at];
  if (!first || !last || !isInOrder) return null;
  return { after: isFirst ? null : first, before: isLast ? null : last };
}

interface Place {
  sessionId: string;
  page: number;
  readAt: Date;
}

export function kept(row: HeardQuestion | HeardMessage, { sessionId, page, readAt: pageReadAt }: Place): NewHeard {
  const at = row.at === null ? null : new Date(row.at);
  const place = { sessionId, id: row.id, page, pageReadAt, at, data: row };
  if (!('question' in row)) return { ...place, kind: 'chat', answered: null };
  return { ...place, kind: 'questions', answered: row.response ? 'written' : row.aloud ? 'aloud' : 'no' };
}

export const questionOf = ({ data }: Pick<Heard, 'data'>): HeardQuestion => data as HeardQuestion;
export const messageOf = ({ data }: Pick<Heard, 'data'>): HeardMessage => data as HeardMessage;
