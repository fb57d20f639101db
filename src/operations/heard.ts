// What is heard of a session, for its digest and live: rows of Livestorm's lists as small and plain JSON, so that they can be kept.

import type { ChatMessage } from '../livestorm/chat-messages.ts';
import type { Livestorm } from '../livestorm/client.ts';
import type { Rows } from '../livestorm/pages.ts';
import type { Person } from '../livestorm/person.ts';
import type { Author, Question } from '../livestorm/questions.ts';
import type { Heard, NewHeard } from '../store/heard.ts';
import type { Stretch } from '../store/heard-missing.ts';
import type { PersonName } from '../store/person-name.ts';
import { personName } from './person-name.ts';

export interface HeardPerson {
  id: string;
  /** '' when Livestorm does not say. */
  name: PersonName;
  /** A team member or a guest speaker. */
  team: boolean;
  /** Of those who registered, not of the team. */
  registered: boolean;
  came: boolean;
  /** Seconds in the room. */
  stay: number | null;
}

export interface HeardQuestion {
  id: string;
  /** Unix milliseconds; null when Livestorm does not say. */
  at: number | null;
  question: string;
  askerId: string | null;
  /** The name that came with it; null for none. */
  asker: PersonName | null;
  /** Null without words. */
  response: string | null;
  aloud: boolean;
  responderId: string | null;
  responder: PersonName | null;
}

export interface HeardMessage {
  id: string;
  at: number | null;
  text: string;
  authorId: string | null;
  team: boolean;
}

/** What is heard of one row, by the name of its list. */
export interface HeardLists {
  people: HeardPerson;
  questions: HeardQuestion;
  chat: HeardMessage;
}
export type ListName = keyof HeardLists;

/** Its pages from the page `first` on, as they are heard. */
type Source<T> = (livestorm: Livestorm, sessionId: string, first: number) => AsyncGenerator<Rows<T>>;

export const SOURCES: { [L in ListName]: Source<HeardLists[L]> } = {
  async *people({ sessions }, id, first) {
    for await (const page of sessions.peoplePages(id, first)) yield { ...page, rows: page.rows.map(heardPerson) };
  },
  async *questions({ sessions }, id, first) {
    for await (const page of sessions.questionPages(id, first)) yield { ...page, rows: page.rows.map(heardQuestion) };
  },
  async *chat({ sessions }, id, first) {
    for await (const page of sessions.chatMessagePages(id, first)) yield { ...page, rows: page.rows.map(heardMessage) };
  },
};

const heardPerson = ({ id, firstName, lastName, role, registration }: Person): HeardPerson => ({
  id,
  name: fullName({ firstName, lastName }),
  team: role === 'team_member' || registration?.isGuestSpeaker === true,
  registered: role !== 'team_member',
  came: registration?.attended === true,
  stay: registration?.attendanceSeconds ?? null,
});

const heardQuestion = (row: Question): HeardQuestion => ({
  id: row.id,
  at: row.createdAt?.getTime() ?? null,
  question: row.question,
  askerId: row.askerId,
  asker: row.asker && fullName(row.asker),
  response: row.response?.trim() ? row.response : null,
  aloud: row.respondedOrally,
  responderId: row.responderId,
  responder: row.responder && fullName(row.responder),
});

export const heardMessage = ({ id, createdAt, text, authorId, fromTeam }: ChatMessage): HeardMessage => ({
  id,
  at: createdAt?.getTime() ?? null,
  text,
  authorId,
  team: fromTeam,
});

const fullName = ({ firstName, lastName }: Pick<Author, 'firstName' | 'lastName'>) => personName(firstName, lastName);

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
