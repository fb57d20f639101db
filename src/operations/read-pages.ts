// Reading a list of a session page by page: heard as it comes, kept now and then, gone on with where it was cut.

import { setImmediate as breath } from 'node:timers/promises';
import type { Deps } from '../deps.ts';
import type { Rows } from '../livestorm/pages.ts';
import { type HeardLists, type ListName, SOURCES } from './heard.ts';
import { add, packed, rowBuffer, rowsOf, type Span, spanOf, unpacked } from './row-buffer.ts';

export type Needs = Pick<Deps, 'livestorm' | 'store' | 'clock'>;

/** Rows that were heard before and need no call, and the page at which the list goes on; null at its end. */
export interface Known<T> {
  rows: T[];
  next: number | null;
}

export interface Reading<T> {
  /** Pages that are not read yet, of those that will be; null when Livestorm does not say how many there are. */
  left(): number | null;
  /** Reads on for at most so many calls. */
  read(calls: number): Promise<void>;
  /** All that was heard, once more, without a call: the parts that `wants` names. Null stands for a part without moments. */
  again(wants: (span: Span) => boolean): AsyncGenerator<T[]>;
  /** What is only in memory goes into the store, so that a later reading goes on from here. */
  keep(): Promise<void>;
  state: Readonly<State>;
}

interface State {
  /** The page at which it goes on; null at its end. */
  next: number | null;
  /** As Livestorm says; null when it does not. */
  pages: number | null;
  count: number | null;
  rows: number;
  /** Pages that were read, now and before, and now. */
  calls: number;
  spent: number;
  /** It ends here although Livestorm has more. */
  isCut: boolean;
}

/** Pages that are kept together: a crash costs at most so many calls. */
const TOGETHER = 20;
const PAGE = 50;

export interface Wanted<L extends ListName> {
  sessionId: string;
  list: L;
  /** Rows; what is beyond them is not read. */
  most: number;
  /** The session's end: what was kept at another one is not about it. */
  endedAt: Date | null;
  /** What was kept before is too old; null when nothing is. */
  since: Date | null;
  known?: Known<HeardLists[L]>;
  hear: (row: HeardLists[L]) => void;
}

/** What was kept of it is heard at once; nothing is read yet. */
export async function openList<L extends ListName>(deps: Needs, wanted: Wanted<L>): Promise<Reading<HeardLists[L]>> {
  type Row = HeardLists[L];
  const { sessionId, list, most, endedAt, since, known, hear } = wanted;
  const { heardPages } = deps.store;
  const state: State = { next: 0, pages: null, count: null, rows: 0, calls: 0, spent: 0, isCut: false };
  const kept: { first: number; span: Span }[] = [];
  /** What was read since, with its length and its moments. */
  let [tail, first] = [rowBuffer(), 0];
  /** The ids of the page before: a row of it may come again after a pause. */
  let before = new Set<string>();
  /** Where Livestorm goes on, also beyond what is read. */
  let beyond: number | null = 0;

  function take(rows: Row[], next: number | null): Row[] {
    const room = most - state.rows;
    const fresh = rows.filter(({ id }) => !before.has(id)).slice(0, room);
    before = new Set(rows.slice(-PAGE).map(({ id }) => id));
    for (const row of fresh) hear(row);
    state.rows += fresh.length;
    beyond = next;
    state.isCut = state.rows >= most && (next !== null || rows.length > room);
    state.next = state.rows >= most ? null : next;
    return fresh;
  }

  async function keep(): Promise<void> {
    if (tail.rows === 0 || beyond === first) return;
    const { pages, count } = state;
    const [data, readAt] = [packed(tail), deps.clock()];
    await heardPages.keep({
      sessionId,
      list,
      first,
      next: beyond,
      pages,
      count,
      rows: tail.rows,
      data,
      readAt,
      endedAt,
    });
    kept.push({ first, span: tail.span });
    [tail, first] = [rowBuffer(tail.bytes), beyond ?? 0];
  }

  async function stored(page: number): Promise<Row[]> {
    const data = await heardPages.data({ sessionId, list }, page);
    return data === null ? [] : unpacked(data);
  }

  for (const batch of await heardPages.of({ sessionId, list })) {
    // Two that read at once may have kept different parts: one that does not join is read again.
    const isOld = batch.endedAt?.getTime() !== endedAt?.getTime() || (since !== null && batch.readAt < since);
    if (isOld || batch.first !== state.next) continue;
    const rows = take(await stored(batch.first), batch.next);
    kept.push({ first: batch.first, span: spanOf(rows) });
    Object.assign(state, { pages: batch.pages, count: batch.count });
    first = batch.next ?? 0;
  }
  state.calls = state.next ?? state.pages ?? 0;
  if (known && state.next === 0) add(tail, take(known.rows, known.next));

  let source: AsyncGenerator<Rows<Row>> | null = null;
  return {
    state,
    keep,
    left: () => leftOf(state, most),
    async read(calls) {
      for (let spent = 0; spent < calls && state.next !== null; spent++) {
        source ??= SOURCES[list](deps.livestorm, sessionId, state.next) as AsyncGenerator<Rows<Row>>;
        const page = await source.next();
        const { rows, next, ...size } = page.done ? { rows: [], next: null } : page.value;
        Object.assign(state, size);
        if (!page.done) [state.calls, state.spent] = [state.calls + 1, state.spent + 1];
        add(tail, take(rows, next));
        if (state.calls % TOGETHER === 0) await keep();
        await breath();
      }
      if (state.next === null) await source?.return(undefined);
    },
    async *again(wants) {
      for (const part of kept) if (wants(part.span)) yield await stored(part.first);
      if (tail.rows > 0 && wants(tail.span)) yield rowsOf(tail);
    },
  };
}

function leftOf({ next, pages, rows }: State, most: number): number | null {
  if (next === null) return 0;
  return pages === null ? null : Math.max(0, Math.min(pages - next, Math.ceil((most - rows) / PAGE)));
}
