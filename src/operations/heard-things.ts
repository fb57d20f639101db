// What is heard of a live session, as it is kept.

import type { Heard, NewHeard } from '../store/heard.ts';
import type { HeardMessage, HeardQuestion } from './heard.ts';

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
