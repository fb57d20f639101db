import { expect, test } from 'vitest';
import { take } from '../../src/livestorm/client.ts';
import { example } from './examples.ts';
import { type Answer, type Asked, neighbour, problem, type Script } from './neighbour.ts';
import { stage } from './stage.ts';

const user = (id: string) => ({ ...example('UserListDoc').data[0], id });
const page = (ids: string[], meta?: unknown): Answer => ({ body: { data: ids.map(user), meta } });
const noSuchPage: Answer = { status: 400, body: { errors: [{ detail: 'The requested page does not exist' }] } };
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
const pagesOf = (asked: Asked[]) => asked.map(({ query }) => query.get('page[number]'));

test('a long list is read from page 0 to its end, fifty at a time', async () => {
  await using on = await stage();
  const session = on.world.addSession(on.world.addEvent());
  for (let n = 0; n < 120; n += 1) on.world.addMessage(session, { text_content: String(n) });
  const messages = await take(on.livestorm.sessions.chatMessages(session.id), 1000);
  expect(messages.map(({ text }) => text)).toEqual(Array.from({ length: 120 }, (_, n) => String(n)));
  expect(on.sandbox.calls.map(({ query }) => query)).toEqual(
    ['0', '1', '2'].map((number) => ({ 'page[number]': number, 'page[size]': '50' })),
  );
});

test('the next page is not asked for before it is needed', async () => {
  await using on = await stage();
  const session = on.world.addSession(on.world.addEvent());
  for (let n = 0; n < 60; n += 1) on.world.addMessage(session);
  expect(await take(on.livestorm.sessions.chatMessages(session.id), 50)).toHaveLength(50);
  expect(on.sandbox.calls).toHaveLength(1);
  expect(await take(on.livestorm.sessions.chatMessages(session.id), 51)).toHaveLength(51);
  expect(on.sandbox.calls).toHaveLength(3);
});

test('who can hold nothing asks for nothing', async () => {
  await using livestorm = await neighbour([page(['a'])]);
  expect(await take(livestorm.livestorm.users.list(), 0)).toEqual([]);
  expect(livestorm.asked).toEqual([]);
});

test('an empty list is one call', async () => {
  await using on = await stage();
  expect(await take(on.livestorm.events.list(), 10)).toEqual([]);
  expect(on.sandbox.calls).toHaveLength(1);
});

test('filters go along to every page', async () => {
  await using livestorm = await neighbour([page(['a'], { next_page: 1 }), page(['b'], { next_page: null })]);
  await take(livestorm.livestorm.users.list({ role: 'host' }), 10);
  expect(livestorm.asked.map(({ query }) => query.get('filter[role]'))).toEqual(['host', 'host']);
});

test('a row that moved to a later page while we read is told once', async () => {
  await using livestorm = await neighbour([page(['a', 'b'], { next_page: 1 }), page(['b', 'c'], { next_page: null })]);
  expect(ids(await take(livestorm.livestorm.users.list(), 10))).toEqual(['a', 'b', 'c']);
});

test('a list without meta is one page', async () => {
  await using livestorm = await neighbour([page(['a'])]);
  expect(ids(await take(livestorm.livestorm.users.list(), 10))).toEqual(['a']);
  expect(livestorm.asked).toHaveLength(1);
});

test('a next page that is not further on ends the list', async () => {
  await using livestorm = await neighbour([page(['a'], { next_page: 1 }), page(['b'], { next_page: 1 })]);
  expect(ids(await take(livestorm.livestorm.users.list(), 10))).toEqual(['a', 'b']);
  expect(livestorm.asked).toHaveLength(2);
});

test('a 400 beyond the page count is the end', async () => {
  await using livestorm = await neighbour([page(['a'], { next_page: 1, page_count: 1 }), noSuchPage]);
  expect(ids(await take(livestorm.livestorm.users.list(), 10))).toEqual(['a']);
});

test('a list that grows while we read is read to its new end', async () => {
  await using livestorm = await neighbour([
    page(['a'], { next_page: 1, page_count: 2 }),
    page(['b'], { next_page: 2, page_count: 3 }),
    page(['c'], { next_page: null, page_count: 3 }),
  ]);
  expect(ids(await take(livestorm.livestorm.users.list(), 10))).toEqual(['a', 'b', 'c']);
});

test('a list that shrinks while we read loses nothing: the page before is read again', async () => {
  await using livestorm = await neighbour([
    page(['a', 'b'], { next_page: 1, page_count: 2 }),
    noSuchPage,
    page(['b', 'c'], { next_page: null, page_count: 1 }),
  ]);
  expect(ids(await take(livestorm.livestorm.users.list(), 10))).toEqual(['a', 'b', 'c']);
  expect(pagesOf(livestorm.asked)).toEqual(['0', '1', '0']);
});

test('a 400 on a page that should be there is no end', async () => {
  await using livestorm = await neighbour([
    page(['a'], { next_page: 1, page_count: 2 }),
    noSuchPage,
    page(['a'], { next_page: 1, page_count: 2 }),
  ]);
  expect(await problem(take(livestorm.livestorm.users.list(), 10))).toMatchObject({ code: 'livestorm_rejected' });
});

test.each<[string, Script]>([
  ['a 400 on the first page', noSuchPage],
  ['a 404 on any page', { status: 404 }],
])('%s is no end of a list', async (_name, script) => {
  await using livestorm = await neighbour([script]);
  expect(await problem(take(livestorm.livestorm.users.list(), 10))).toHaveProperty('code');
});
