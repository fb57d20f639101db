// Reading what a session left behind: people, questions and chat, each page once, and never all of them in memory.

import { setImmediate as breath } from 'node:timers/promises';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { PersonName } from '../store/person-name.ts';
import { activity } from './activity.ts';
import { type Digest, type DigestPerson, type DigestQuestion, digestFromJson } from './digest.ts';
import type { HeardLists, HeardQuestion, ListName } from './heard.ts';
import type { Known, Needs, Reading } from './read-pages.ts';
import { type Named, readChat, readPeople, readQuestions } from './read-session.ts';
import { grouping, type Theme } from './themes.ts';

/** More calls than this are asked about before they are spent: two per cent of a month. */
const MOST_UNASKED = 200;

export interface HowMuch {
  /**
   * A session of more calls is read only so far as it is known for few of them; see `unread` of the digest. Unless told, 200
   * until somebody has decided that the rest is read.
   */
  mostCalls?: number;
  /** What was heard of a list before, and needs no call. */
  known?: { [L in ListName]?: Known<HeardLists[L]> };
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
  const { decided, left, made } = await before(deps, session);
  const of = { sessionId: session.id, endedAt: session.endedAt, since: made };
  const people = await readPeople(deps, { ...of, ...knownOf('people', how) });
  const questions = await readQuestions(deps, { ...of, ...knownOf('questions', how) });
  // A chat is over with its session.
  const chat = await readChat(deps, { ...of, since: null, ...knownOf('chat', how) }, offset);
  const lists = { people: people.list, questions: questions.list, chat: chat.list };
  const all = Object.values(lists);
  try {
    await readWithin(lists, how.mostCalls ?? (decided?.what === 'read' ? Number.POSITIVE_INFINITY : MOST_UNASKED));
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
    rest: all.some(({ state }) => state.next !== null) ? { left, decided } : null,
    readAt,
    isFinal: false,
    recording: null,
    watched: null,
  };
}

/** What was decided about its rest, the calls that are left, and since when what was kept of people and questions holds. */
async function before({ store }: Needs, { id }: SessionWithEvent) {
  const [decided, seen, kept] = [
    await store.longSessions.get(id),
    await store.allowance.seen(),
    await store.digests.get(id),
  ];
  const isWhole = kept?.data ? digestFromJson(kept.data).unread.length === 0 : false;
  return {
    decided: decided && { what: decided.decision, by: decided.decidedBy },
    left: seen && { remaining: seen.remaining, limit: seen.limit },
    made: isWhole ? (kept?.builtAt ?? null) : null,
  };
}

const knownOf = <L extends ListName>(list: L, { known }: HowMuch): { known?: Known<HeardLists[L]> } =>
  known?.[list] ? { known: known[list] } : {};

/** A list of so many pages is kept whole: it is worth more than the room it takes. */
const LONG = 20;

type Lists = Record<ListName, Pick<Reading<unknown>, 'state' | 'left' | 'read'>>;

/**
 * The first page of each tells how long it is. Above `most` calls in all a list is read whole or not at all, what was asked
 * before the others.
 */
async function readWithin({ people, questions, chat }: Lists, most: number): Promise<void> {
  const lists = [people, questions, chat];
  for (const list of lists) if (list.state.calls === 0) await list.read(1);
  const room = () => most - lists.reduce((all, { state }) => all + state.calls, 0);
  const wanted = lists.reduce((all, list) => all + (list.left() ?? 0), 0);
  for (const list of wanted <= room() ? lists : [questions, people, chat]) {
    const left = list.left() ?? room();
    if (left <= room()) await list.read(left);
  }
}

function sizes(lists: Lists) {
  const all = Object.entries(lists) as [ListName, Lists[ListName]][];
  return {
    cutOff: all.flatMap(([what, { state }]) => (state.isCut ? [{ what, read: state.rows }] : [])),
    unread: all.flatMap(([what, list]) =>
      list.state.next === null ? [] : [{ what, rows: list.state.count, calls: list.left() }],
    ),
    calls: all.reduce((sum, [, { state }]) => sum + state.calls, 0),
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
