// Reading what a session left behind: people, questions and chat, each once.

import type { Deps } from '../deps.ts';
import type { ChatMessage } from '../livestorm/chat-messages.ts';
import { take } from '../livestorm/client.ts';
import type { Person } from '../livestorm/person.ts';
import type { Question } from '../livestorm/questions.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { activity } from './activity.ts';
import type { Digest, DigestMessage, DigestPerson, DigestQuestion } from './digest.ts';
import { highlights } from './highlights.ts';
import { themes } from './themes.ts';

/** Beyond this a session's lists are not read whole, and the digest says so: 200 pages are two per cent of a month. */
const MOST_READ = 10_000;

/**
 * The digest of a session that has ended: ceil(P/50) + ceil(M/50) + ceil(Q/50) calls for P people, M chat messages
 * and Q questions, at least one each. What the `session.ended` webhook said (counts, times) is not read again.
 */
export async function buildDigest(
  { livestorm, clock }: Pick<Deps, 'livestorm' | 'clock'>,
  session: SessionWithEvent,
): Promise<Digest> {
  const readAt = clock();
  const cutOff: Digest['cutOff'] = [];
  let calls = 0;
  /** One more than can be held tells that there are more. */
  async function read<T>(list: AsyncIterable<T>, what: Digest['cutOff'][number]['what']): Promise<T[]> {
    const found = await take(list, MOST_READ + 1);
    calls += pages(found.length);
    if (found.length <= MOST_READ) return found;
    cutOff.push({ what, read: MOST_READ });
    return found.slice(0, MOST_READ);
  }
  const people = await read(livestorm.sessions.people(session.id), 'people');
  const questions = await read(livestorm.sessions.questions(session.id), 'questions');
  const chat = await read(livestorm.sessions.chatMessages(session.id), 'chat');
  return { ...assembleDigest({ session, people, questions, chat, readAt }), cutOff, calls };
}

const PAGE = 50;
const pages = (rows: number): number => Math.max(1, Math.ceil(rows / PAGE));

interface Read {
  session: SessionWithEvent;
  people: Person[];
  questions: Question[];
  chat: ChatMessage[];
  readAt: Date;
}

function assembleDigest({ session, people, questions, chat, readAt }: Read): Omit<Digest, 'cutOff' | 'calls'> {
  const names = new Map(people.map((person) => [person.id, digestPerson(person)]));
  const start = session.startedAt ?? session.startsAt;
  const offset = (at: Date | null) =>
    start && at ? Math.max(0, Math.round((at.getTime() - start.getTime()) / 1000)) : 0;
  const messages = inOrder(chat).map((message) => chatMessage(message, names, offset(message.createdAt)));
  const registrants = people.filter((person) => person.role !== 'team_member');
  const attendees = registrants.filter((person) => person.registration?.attended);
  const stays = attendees.flatMap((person) => person.registration?.attendanceSeconds || []);

  return {
    eventId: session.eventId,
    sessionId: session.id,
    title: session.event.title ?? session.event.slug,
    sessionName: session.name,
    timeZone: session.timeZone,
    startedAt: session.startedAt,
    endedAt: session.endedAt,
    durationSeconds: session.durationSeconds,
    registrants: session.registrantsCount,
    attendees: session.attendeesCount,
    averageStaySeconds: stays.length === 0 ? null : stays.reduce((sum, stay) => sum + stay, 0) / stays.length,
    stayKnownFor: stays.length,
    questions: inOrder(questions).map((question) => digestQuestion(question, names, offset(question.createdAt))),
    messageCount: messages.length,
    chatters: new Set(chat.flatMap((message) => message.authorId ?? [])).size,
    highlights: highlights(messages),
    activity: activity(
      { chat: messages.map((one) => one.offset), questions: questions.map((one) => offset(one.createdAt)) },
      session.durationSeconds,
    ),
    themes: themes(inOrder(questions).map(({ id, question, askerId }) => ({ id, text: question, askerId }))),
    history: null,
    readAt,
  };
}

/** In which order Livestorm lists them is not documented. What has no time comes first, as at the start. */
function inOrder<T extends { id: string; createdAt: Date | null }>(things: T[]): T[] {
  const time = ({ createdAt }: T) => createdAt?.getTime() ?? 0;
  return things.toSorted((a, b) => time(a) - time(b) || (a.id < b.id ? -1 : 1));
}

const digestPerson = ({ firstName, lastName, role, registration }: Person): DigestPerson => ({
  name: fullName(firstName, lastName),
  team: role === 'team_member' || registration?.isGuestSpeaker === true,
});

const fullName = (first: string | null, last: string | null) => [first, last].filter(Boolean).join(' ');

type Names = Map<string, DigestPerson>;

function chatMessage({ id, authorId, text, fromTeam }: ChatMessage, names: Names, offset: number): DigestMessage {
  const author = authorId === null ? undefined : names.get(authorId);
  return { id, text, author: author ? { ...author, team: author.team || fromTeam } : someone(fromTeam), offset };
}

const someone = (team: boolean): DigestPerson | null => (team ? { name: '', team } : null);

function digestQuestion(question: Question, names: Names, offset: number): DigestQuestion {
  const written = question.response?.trim() ? question.response : null;
  return {
    id: question.id,
    question: question.question,
    asker: known(question.askerId, question.asker, false, names),
    offset,
    response: written,
    responder: known(question.responderId, question.responder, true, names),
    answered: written ? 'written' : question.respondedOrally ? 'aloud' : 'no',
  };
}

/** The names of the people's list first; `include=asker,responder` names those who are not on it. */
function known(
  id: string | null,
  included: { firstName: string | null; lastName: string | null } | null,
  team: boolean,
  names: Names,
): DigestPerson | null {
  const listed = id === null ? undefined : names.get(id);
  if (listed) return listed;
  return included ? { name: fullName(included.firstName, included.lastName), team } : null;
}
