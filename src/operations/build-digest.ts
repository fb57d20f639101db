// Reading what a session left behind: people, questions and chat, each page once, and never all of them in memory.

import { setImmediate as breath } from 'node:timers/promises';
import type { Deps } from '../deps.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { PersonName } from '../store/person-name.ts';
import { activity } from './activity.ts';
import type { Digest, DigestPerson, DigestQuestion, Highlights } from './digest.ts';
import type { Heard, HeardMessage, HeardPerson, HeardQuestion, ListName } from './heard.ts';
import { type Found, listen } from './highlights.ts';
import { personName } from './person-name.ts';
import { type Known, openList, type Reading, type Span } from './read-pages.ts';
import { grouping, type Theme } from './themes.ts';

type Needs = Pick<Deps, 'livestorm' | 'store' | 'clock'>;

/** Beyond this a list is not read, and the digest says so: what one process holds, and a fifth of a month's calls. */
export const MOST: Record<ListName, number> = { people: 10_000, questions: 2_000, chat: 100_000 };

/** More calls than this are asked about before they are spent: two per cent of a month. */
export const MOST_UNASKED = 200;

export interface HowMuch {
  /** A session of more calls is read only so far as it is known for few of them; see `unread` of the digest. */
  mostCalls?: number;
  /** What was heard of a list before, and needs no call. */
  known?: { [L in ListName]?: Known<Heard[L]> };
}

/**
 * The digest of a session that has ended: ceil(P/50) + ceil(M/50) + ceil(Q/50) calls for P people, M chat messages
 * and Q questions, at least one each. What the `session.ended` webhook said (counts, times) is not read again. When it
 * throws, what was read is kept, and the next time goes on from there.
 */
export async function buildDigest(deps: Needs, session: SessionWithEvent, how: HowMuch = {}): Promise<Digest> {
  const readAt = deps.clock();
  const start = session.startedAt ?? session.startsAt;
  const offset = (at: number | null) =>
    start && at !== null ? Math.max(0, Math.round((at - start.getTime()) / 1_000)) : 0;
  const people = await readPeople(deps, session.id, how.known?.people);
  const questions = await readQuestions(deps, session.id, how.known?.questions);
  const chat = await readChat(deps, session.id, offset, how.known?.chat);
  const lists = { questions: questions.list, people: people.list, chat: chat.list };
  const all = Object.values(lists);
  try {
    await readWithin(all, how.mostCalls ?? MOST_UNASKED);
  } catch (error) {
    await Promise.allSettled(all.map((list) => list.keep()));
    throw error;
  }
  const isLong = all.some(({ state }) => state.next !== null || state.calls > LONG);
  if (isLong) for (const list of all) await list.keep();
  const named = (id: string | null) => (id === null ? undefined : people.names.get(id));
  const asked = questions.rows.sort(inOrder);
  const isHeard = lists.chat.state.next === null;
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
    ...(lists.people.state.next === null ? people.stays() : { averageStaySeconds: null, stayKnownFor: 0 }),
    questions: asked.map((question) => digestQuestion(question, named, offset(question.at))),
    messageCount: isHeard ? chat.offsets.length : (lists.chat.state.count ?? chat.offsets.length),
    chatters: isHeard ? chat.authors.size : 0,
    highlights: isHeard ? await chat.highlights(named) : { links: [], moments: [] },
    activity: activity(
      { chat: isHeard ? chat.offsets : [], questions: asked.map(({ at }) => offset(at)) },
      session.durationSeconds,
    ),
    themes: await themesOf(asked),
    history: null,
    ...sizes(lists),
    readAt,
    isFinal: false,
    recording: null,
    watched: null,
  };
}

/** A list of so many pages is kept whole: it is worth more than the room it takes. */
const LONG = 20;

/** The first page of each tells how long it is. Above `most` calls in all a list is read whole or not at all. */
async function readWithin(lists: Pick<Reading<unknown>, 'state' | 'left' | 'read'>[], most: number): Promise<void> {
  for (const list of lists) if (list.state.calls === 0) await list.read(1);
  const room = () => most - lists.reduce((all, { state }) => all + state.calls, 0);
  const wanted = lists.reduce((all, list) => all + (list.left() ?? 0), 0);
  for (const list of lists) {
    const left = list.left() ?? room();
    if (wanted <= room() || left <= room()) await list.read(left);
  }
}

function sizes(lists: Record<ListName, Pick<Reading<unknown>, 'state' | 'left'>>) {
  const all = Object.entries(lists) as [ListName, (typeof lists)[ListName]][];
  return {
    cutOff: all.flatMap(([what, { state }]) => (state.isCut ? [{ what, read: state.rows }] : [])),
    unread: all.flatMap(([what, list]) =>
      list.state.next === null ? [] : [{ what, rows: list.state.count, calls: list.left() }],
    ),
    calls: all.reduce((sum, [, { state }]) => sum + state.calls, 0),
  };
}

/** Who was there: of each the name, of all how long they stayed. */
export async function readPeople(deps: Needs, sessionId: string, known?: Known<HeardPerson>) {
  const names = new Map<string, DigestPerson>();
  let [stays, sum] = [0, 0];
  const hear = ({ id, name, team, registered, came, stay }: HeardPerson) => {
    names.set(id, { name, team });
    if (registered && came && stay !== null) [stays, sum] = [stays + 1, sum + stay];
  };
  const list = await openList(deps, { sessionId, list: 'people', most: MOST.people, hear, ...(known && { known }) });
  return { list, names, stays: () => ({ averageStaySeconds: stays === 0 ? null : sum / stays, stayKnownFor: stays }) };
}

/** What was asked, whole. */
export async function readQuestions(deps: Needs, sessionId: string, known?: Known<HeardQuestion>) {
  const rows: HeardQuestion[] = [];
  const hear = (question: HeardQuestion) => void rows.push(question);
  const wanted = { sessionId, list: 'questions', most: MOST.questions, hear, ...(known && { known }) } as const;
  return { rows, list: await openList(deps, wanted) };
}

/** What was written: when, by how many, and what stood out. */
export async function readChat(
  deps: Needs,
  sessionId: string,
  offset: (at: number | null) => number,
  known?: Known<HeardMessage>,
) {
  const authors = new Set<string>();
  const listening = listen<HeardMessage>();
  const hear = (row: HeardMessage) => {
    if (row.authorId !== null) authors.add(row.authorId);
    listening.hear(row, offset(row.at));
  };
  const list = await openList(deps, { sessionId, list: 'chat', most: MOST.chat, hear, ...(known && { known }) });

  async function highlights(named: Named): Promise<Highlights> {
    const quoting = listening.end();
    const wants = (span: Span) => span === null || quoting.wants(offset(span[0]), offset(span[1]));
    for await (const rows of list.again(wants)) for (const row of rows) quoting.quote(row, offset(row.at));
    return withNames(quoting.found(), named);
  }
  return { list, authors, offsets: listening.offsets, highlights };
}

type Named = (id: string | null) => DigestPerson | undefined;

function withNames({ links, moments }: Found<HeardMessage>, named: Named): Highlights {
  const by = ({ authorId, team }: HeardMessage): DigestPerson | null => {
    const author = named(authorId);
    if (author) return { ...author, team: author.team || team };
    return team ? { name: personName(), team } : null;
  };
  return {
    links: links.map(({ url, said, offset, times }) => ({ url, by: by(said), offset, times })),
    moments: moments.map((moment) => ({
      ...moment,
      quotes: moment.quotes.map(({ said, offset }) => ({ id: said.id, text: said.text, author: by(said), offset })),
    })),
  };
}

/** Others have their turn after so many: some milliseconds. */
const SLICE = 100;

async function themesOf(asked: HeardQuestion[]): Promise<Theme[]> {
  const groups = grouping();
  for (const [index, { id, question, askerId }] of asked.entries()) {
    groups.add({ id, text: question, askerId });
    if (index % SLICE === SLICE - 1) await breath();
  }
  return groups.themes();
}

/** In which order Livestorm lists them is not documented. What has no time comes first, as at the start. */
const inOrder = (a: HeardQuestion, b: HeardQuestion): number => (a.at ?? 0) - (b.at ?? 0) || (a.id < b.id ? -1 : 1);

const digestQuestion = (heard: HeardQuestion, named: Named, offset: number): DigestQuestion => ({
  id: heard.id,
  question: heard.question,
  asker: known(heard.askerId, heard.asker, false, named),
  offset,
  response: heard.response,
  responder: known(heard.responderId, heard.responder, true, named),
  answered: heard.response ? 'written' : heard.aloud ? 'aloud' : 'no',
});

/** The names of the people's list first; `include=asker,responder` names those who are not on it. */
const known = (id: string | null, name: PersonName | null, team: boolean, named: Named): DigestPerson | null =>
  named(id) ?? (name === null ? null : { name, team });
