// What is kept of live sessions: one look at a time, each thing once, and no state that makes no sense.

import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { NewHeard } from '../../src/store/heard.ts';
import type { Store } from '../../src/store/store.ts';
import { forget, openTestStore } from '../support/store.ts';

let store: Store;
const at = (minutes: number) => new Date(Date.parse('2026-12-03T14:00:00Z') + minutes * 60_000);

beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(async () => {
  await forget(store);
  await store.live.begin('s1', { beganAt: at(0), nextAt: at(2), everySeconds: 120 });
});
afterAll(() => store.close());

const asked = (id: string, over: Partial<NewHeard> = {}): NewHeard => ({
  sessionId: 's1',
  kind: 'questions',
  id,
  page: 0,
  pageReadAt: at(2),
  at: at(1),
  answered: 'no',
  data: { words: `${id} \u0000` },
  ...over,
});

test('a session is begun once, and is due when its look is', async () => {
  expect(await store.live.begin('s1', { beganAt: at(9), nextAt: at(9), everySeconds: 15 })).toBe(false);
  expect(await store.live.due(at(1))).toEqual([]);
  expect(await store.live.due(at(2))).toEqual(['s1']);
});

test('of two that want to look one does, and the other when the first did not come back', async () => {
  expect(await store.live.take('s1', at(2), at(3))).toBe(true);
  expect(await store.live.take('s1', at(2), at(3))).toBe(false);
  expect(await store.live.due(at(2))).toEqual([]);
  expect(await store.live.take('s1', at(3), at(4))).toBe(true);
});

test('a thing that is read again is new once, and is told again when it was answered or marked', async () => {
  expect(await store.live.heard.keep([asked('a'), asked('b')])).toBe(2);
  expect((await store.live.heard.takeUntold('s1')).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(await store.live.heard.keep([asked('a'), asked('b')])).toBe(0);
  expect(await store.live.heard.takeUntold('s1')).toEqual([]);
  await store.live.heard.keep([asked('a', { answered: 'aloud', data: { words: 'a', aloud: true } })]);
  await store.live.heard.mark({ sessionId: 's1', id: 'b' }, { mark: 'taken', by: 'U1' });
  expect(await store.live.heard.takeUntold('s1')).toMatchObject([
    { id: 'a', answered: 'aloud' },
    { id: 'b', mark: 'taken', markedBy: 'U1' },
  ]);
});

test('pages with a question that waits are known, and when they were read', async () => {
  await store.live.heard.keep([asked('a'), asked('b', { answered: 'written' })]);
  await store.live.heard.keep([
    asked('c', { page: 1, answered: 'written' }),
    asked('d', { page: 1, pageReadAt: at(4) }),
  ]);
  const pages = await store.live.heard.openPages('s1');
  expect(pages.map(({ page }) => page)).toEqual([0, 1]);
});

test.each([
  ['update live_follows set ended_at = now()', 'it ended and is looked at'],
  ['update live_follows set every_seconds = 5', 'it is looked at every five seconds'],
  ['update live_lists set closed_at = now()', 'a list was closed and never read'],
  ['update heard set answered = null', 'a question is neither answered nor open'],
  ["update heard set mark = 'taken'", 'nobody has taken it'],
  [
    "insert into heard (session_id, kind, id, page, page_read_at, data) values ('s2', 'chat', 'x', 0, now(), '{}')",
    'nobody follows it',
  ],
])('%s is refused: %s', async (statement) => {
  await store.live.heard.keep([asked('a')]);
  await expect(sql.raw(statement).execute(store.database.kysely)).rejects.toThrow();
});

test('what Livestorm gives no moment for stands first', async () => {
  await store.live.heard.keep([asked('a'), asked('b', { at: null }), asked('c', { at: at(0) })]);
  expect((await store.live.heard.of('s1', 'questions')).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  expect((await store.live.heard.takeUntold('s1')).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
});

test('what a stretch of a list lacks is gone, also for who counts; the rest stays, and what comes again is told anew', async () => {
  const heard = store.live.heard;
  await heard.keep([asked('a', { at: at(0) }), asked('b'), asked('c', { at: at(2) }), asked('d', { at: null })]);
  await heard.takeUntold('s1');
  const stretch = { sessionId: 's1', kind: 'questions' as const, ids: ['a'], readAt: at(2) };
  await heard.dropMissing([{ ...stretch, after: at(0), before: at(2) }]);
  expect((await heard.of('s1', 'questions')).map(({ id }) => id)).toEqual(['d', 'a', 'c']);
  expect(await heard.counts('s1')).toEqual({ questions: 3, chat: 0 });
  expect(await heard.takeUntold('s1')).toMatchObject([{ id: 'b', data: { id: 'b', isGone: true } }]);
  await heard.dropMissing([{ ...stretch, after: null, before: null, readAt: at(1) }]);
  expect(await heard.takeUntold('s1')).toEqual([]);
  await heard.keep([asked('b')]);
  expect(await heard.takeUntold('s1')).toMatchObject([{ id: 'b', data: { words: 'b \u0000' } }]);
});

test('who was forgotten stays so when their question is gone and comes again', async () => {
  const heard = store.live.heard;
  await heard.keep([asked('a', { data: { question: '(erased)', isErased: true } })]);
  await heard.dropMissing([{ sessionId: 's1', kind: 'questions', ids: [], after: null, before: null, readAt: at(2) }]);
  await heard.keep([asked('a', { data: { question: 'Mine', asker: 'Ada' } })]);
  expect((await heard.of('s1', 'questions')).map(({ data }) => data)).toEqual([
    { question: '(erased)', isErased: true, aloud: false, response: null },
  ]);
});
