// What was asked and written in a session: read once for one person, then leafed through.

import type { Deps } from '../deps.ts';
import type { ChatMessage } from '../livestorm/chat-messages.ts';
import type { Livestorm } from '../livestorm/client.ts';
import type { Rows } from '../livestorm/pages.ts';
import type { Author, Question } from '../livestorm/questions.ts';
import { keptPeople, keptSince } from './session-people.ts';

export const TALKS = ['questions', 'chat'] as const;
export type TalkKind = (typeof TALKS)[number];

export interface Said {
  id: string;
  /** ISO; null when Livestorm does not say. */
  at: string | null;
  text: string;
  /** '' when it is not known: a chat message has only its author's id (livestorm-api.md 4.6). */
  by: string;
  authorId: string | null;
  team: boolean;
  /** Of a question only. 'aloud' when the team marked it so and wrote nothing. */
  answered: 'no' | 'aloud' | 'written' | null;
  response: string | null;
  responder: string;
}

export interface TalkReading {
  /** In the order of time, then of the id. */
  rows: Said[];
  /** The page at which the list goes on; null when it was read whole. */
  next: number | null;
  /** Pages that were not read, a call each, as far as Livestorm says. */
  left: number | null;
  calls: number;
  readAt: Date;
}

/** What the next calls for a list would be. */
export interface TalkPrice {
  /** Of reading it anew: a long list is begun only. */
  again: number;
  /** Of reading on; null when there is nothing more, or Showrunner reads no further. */
  more: { calls: number; isExact: boolean; isCapped: boolean; isMuch: boolean } | null;
}

export function priceOf({ next, left, calls }: TalkReading): TalkPrice {
  const room = MOST_CALLS - calls;
  const wanted = left ?? room;
  return {
    again: calls + (left ?? 0) > MOST_UNASKED ? 1 : calls,
    more:
      next === null || room <= 0
        ? null
        : { calls: Math.min(wanted, room), isExact: left !== null, isCapped: wanted > room, isMuch: wanted >= room },
  };
}

interface Talk {
  kind: TalkKind;
  sessionId: string;
  /** The Slack user it is read for. */
  reader: string;
}

/** More calls than this for one list are asked for first. */
const MOST_UNASKED = 20;
/** A reading ends here: 10,000 rows, two per cent of a month. */
const MOST_CALLS = 200;

type Kept = Omit<TalkReading, 'readAt'>;
const named = ({ kind, sessionId }: Talk) => `${kind} ${sessionId}`;

/** What was read for this person in the last ten minutes; no call. */
export async function keptTalk(deps: Pick<Deps, 'store' | 'clock'>, talk: Talk): Promise<TalkReading | null> {
  const kept = await deps.store.readings.get(talk.reader, named(talk), keptSince(deps));
  return kept && { ...(kept.data as Kept), readAt: kept.readAt };
}

/**
 * ceil(n/50) calls for n rows, at least one, if these are 20 at most. How many they are only the first page tells: with
 * more than 20 it is the only one that is read, and `readOn` reads the others, so that all of it costs ceil(n/50) too.
 */
export const readTalk = (deps: Pick<Deps, 'livestorm' | 'store' | 'clock'>, talk: Talk): Promise<TalkReading> =>
  read(
    deps,
    talk,
    { rows: [], next: 0, left: null, calls: 0 },
    (calls, pages) => calls < (pages !== null && pages > MOST_UNASKED ? 1 : MOST_UNASKED),
  );

/** The pages that were left, up to 200 in all; the same as `readTalk` when nothing is kept. */
export async function readOn(deps: Pick<Deps, 'livestorm' | 'store' | 'clock'>, talk: Talk): Promise<TalkReading> {
  const kept = await keptTalk(deps, talk);
  if (!kept) return await readTalk(deps, talk);
  return kept.calls < MOST_CALLS ? await read(deps, talk, kept, (calls) => calls < MOST_CALLS) : kept;
}

async function read(
  { livestorm, store, clock }: Pick<Deps, 'livestorm' | 'store' | 'clock'>,
  talk: Talk,
  { rows: before, next: first, calls: spent }: Kept,
  goesOn: (calls: number, pages: number | null) => boolean,
): Promise<TalkReading> {
  const readAt = clock();
  const rows = new Map(before.map((row) => [row.id, row]));
  let [next, left, calls]: [number | null, number | null, number] = [first, null, spent];
  if (first !== null) {
    next = null; // a page that is gone by now is the end
    for await (const page of SOURCES[talk.kind](livestorm, talk.sessionId, first)) {
      for (const row of page.rows) rows.set(row.id, row);
      calls += 1;
      next = page.next;
      left = page.pages === null ? null : Math.max(0, page.pages - calls);
      if (next === null || !goesOn(calls, page.pages)) break;
    }
  }
  const kept: Kept = { rows: [...rows.values()].sort(byTime), next, left: next === null ? 0 : left, calls };
  await store.readings.keep(talk.reader, named(talk), { data: kept, readAt });
  return { ...kept, readAt };
}

type Source = (livestorm: Livestorm, id: string, first: number) => AsyncGenerator<Rows<Said>>;

const SOURCES: Record<TalkKind, Source> = {
  async *questions(livestorm, id, first) {
    for await (const page of livestorm.sessions.questionPages(id, first)) yield { ...page, rows: page.rows.map(asked) };
  },
  async *chat(livestorm, id, first) {
    for await (const page of livestorm.sessions.chatMessagePages(id, first))
      yield { ...page, rows: page.rows.map(written) };
  },
};

function asked({ id, question, createdAt, askerId, asker, response, respondedOrally, responder }: Question): Said {
  const words = response?.trim() ? response : null;
  return {
    id,
    at: createdAt?.toISOString() ?? null,
    text: question,
    by: fullName(asker),
    authorId: askerId,
    team: asker?.role === 'team_member',
    answered: words ? 'written' : respondedOrally ? 'aloud' : 'no',
    response: words,
    responder: fullName(responder),
  };
}

const written = ({ id, authorId, text, fromTeam, createdAt }: ChatMessage): Said => ({
  id,
  at: createdAt?.toISOString() ?? null,
  text,
  by: '',
  authorId,
  team: fromTeam,
  answered: null,
  response: null,
  responder: '',
});

const fullName = (author: Pick<Author, 'firstName' | 'lastName'> | null) =>
  [author?.firstName, author?.lastName].filter(Boolean).join(' ');

/** What has no time comes first, as at the start. */
const byTime = (a: Said, b: Said): number => (a.at ?? '').localeCompare(b.at ?? '') || (a.id < b.id ? -1 : 1);

/** The same rows with the names of the people who were read for this person; false when none were. No call. */
export async function withNames(
  deps: Pick<Deps, 'store' | 'clock'>,
  reading: TalkReading,
  { sessionId, reader }: Omit<Talk, 'kind'>,
): Promise<{ reading: TalkReading; named: boolean }> {
  const kept = await keptPeople(deps, sessionId, reader);
  if (!kept) return { reading, named: false };
  const names = new Map(kept.people.map((one) => [one.id, fullName(one)]));
  const rows = reading.rows.map((row) => ({ ...row, by: row.by || (names.get(row.authorId ?? '') ?? '') }));
  return { reading: { ...reading, rows }, named: true };
}
