// Pages, as a client that walks through a list meets them.
import { expect, test } from 'vitest';
import { startLivestorm } from '../../../sandbox/livestorm/server.ts';
import { ask, detail } from './asking.ts';

async function withEvents(count: number) {
  const livestorm = await startLivestorm({ burst: 0 });
  for (let number = 0; number < count; number += 1) livestorm.world.addEvent();
  return livestorm;
}

test('pages count from 0, hold 20 rows and end with a null next page', async () => {
  await using livestorm = await withEvents(45);
  const first = await ask(livestorm, 'GET', '/events');
  expect(first.body.meta).toEqual({
    current_page: 0,
    previous_page: null,
    next_page: 1,
    record_count: 45,
    page_count: 3,
    items_per_page: 20,
  });
  const last = await ask(livestorm, 'GET', '/events?page[number]=2');
  expect(last.body.data).toHaveLength(5);
  expect(last.body.meta).toMatchObject({ previous_page: 1, next_page: null, items_per_page: 5 });
});

test('every row comes on exactly one page', async () => {
  await using livestorm = await withEvents(7);
  const ids: unknown[] = [];
  for (let number: number | null = 0; number !== null; ) {
    const { body } = await ask(livestorm, 'GET', `/events?page[size]=3&page[number]=${number}`);
    ids.push(...body.data.map((row) => row.id));
    number = body.meta.next_page ?? null;
  }
  expect(ids).toEqual([...livestorm.world.events.keys()]);
});

test('a page past the last is a bad request, page 0 of nothing is empty', async () => {
  await using livestorm = await withEvents(20);
  const told = await ask(livestorm, 'GET', '/events?page[number]=1');
  expect([told.status, detail(told)]).toEqual([400, 'The requested page does not exist']);
  const empty = await ask(livestorm, 'GET', '/sessions');
  expect(empty.body).toMatchObject({ data: [], meta: { record_count: 0, page_count: 0, next_page: null } });
});

test('a page larger than 50 is cut to 50', async () => {
  await using livestorm = await withEvents(60);
  const { body } = await ask(livestorm, 'GET', '/events?page%5Bsize%5D=100');
  expect(body.data).toHaveLength(50);
  expect(body.meta.next_page).toBe(1);
});

test('bounds are read as Unix seconds or as ISO 8601, both ends included', async () => {
  await using livestorm = await startLivestorm({ burst: 0 });
  const event = livestorm.world.addEvent();
  for (const day of ['2030-01-01', '2030-01-02', '2030-01-03']) {
    livestorm.world.addSession(event, { name: day, estimated_started_at: Date.parse(`${day}T09:00:00Z`) / 1000 });
  }
  const names = async (query: string) =>
    (await ask(livestorm, 'GET', `/sessions?${query}`)).body.data.map((row) => row.attributes.name);
  expect(await names('filter[date_from]=2030-01-02T09:00:00Z')).toEqual(['2030-01-02', '2030-01-03']);
  expect(await names(`filter[date_to]=${Date.parse('2030-01-02T09:00:00Z') / 1000}`)).toEqual([
    '2030-01-01',
    '2030-01-02',
  ]);
});
