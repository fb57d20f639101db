// Reading what can have changed in a session's questions and chat: a page that was full is not read again, unless a
// question on it waits for an answer.

import type { Livestorm } from '../livestorm/client.ts';
import type { NewHeard } from '../store/heard.ts';
import type { Stretch } from '../store/heard-missing.ts';
import type { LiveList } from '../store/live.ts';
import { kept, SOURCES, stretchOf } from './heard.ts';

const PAGE_SIZE = 50;
/** In one look: what is more comes with the next one. */
const MOST_PAGES = 20;

export interface ListRead {
  things: NewHeard[];
  /** Parts of the list that were read whole: what was there before and is not now was deleted. */
  stretches: Stretch[];
  /** The first page that may hold more. */
  page: number;
  /** There is more to read at once. */
  isCut: boolean;
  calls: number;
  /** What ended it; null when it was read to its end. What was read before it holds. */
  error: unknown;
}

interface Needs {
  livestorm: Livestorm;
  readAt: Date;
}

/** From the page on that may hold more: one call for each, one at least. Never throws. */
export async function readOnward({ livestorm, readAt }: Needs, list: LiveList): Promise<ListRead> {
  const { sessionId, kind, page: first } = list;
  const read: ListRead = { things: [], stretches: [], page: first, isCut: false, calls: 0, error: null };
  let page = first;
  try {
    for await (const { rows, next } of SOURCES[kind](livestorm, sessionId, first)) {
      read.calls += 1;
      const things = rows.map((row) => kept(row, { sessionId, page, readAt }));
      read.things.push(...things);
      const stretch = stretchOf(things, { isFirst: page === 0, isLast: next === null });
      if (stretch) read.stretches.push({ sessionId, kind, readAt, ...stretch, ids: read.things.map(({ id }) => id) });
      // One that is full stays as it is; the next one may not be there yet.
      read.page = next ?? (rows.length >= PAGE_SIZE ? page + 1 : page);
      page = read.page;
      read.isCut = next !== null && page - first >= MOST_PAGES;
      if (read.isCut) break;
    }
  } catch (error) {
    return { ...read, calls: read.calls + 1, error };
  }
  read.calls = Math.max(1, read.calls);
  // Not there, or not any more: something before it may have been deleted, and what is new stands on the page before.
  if (read.things.length === 0) read.page = Math.max(0, first - 1);
  return read;
}

/** One page of questions once more: one call. Never throws. */
export async function readAgain(
  { livestorm, readAt }: Needs,
  { sessionId, page }: { sessionId: string; page: number },
): Promise<Pick<ListRead, 'things' | 'stretches' | 'error'>> {
  try {
    for await (const { rows, next } of SOURCES.questions(livestorm, sessionId, page)) {
      const things = rows.map((row) => kept(row, { sessionId, page, readAt }));
      const stretch = stretchOf(things, { isFirst: page === 0, isLast: next === null });
      const place = { sessionId, kind: 'questions' as const, readAt, ids: things.map(({ id }) => id) };
      return { things, stretches: stretch ? [{ ...place, ...stretch }] : [], error: null };
    }
  } catch (error) {
    return { things: [], stretches: [], error };
  }
  return { things: [], stretches: [], error: null };
}
