// The quirks of Livestorm's API. Numbers are those of the API notes, section 8.
import { expect, test } from 'vitest';
import { take } from '../../src/livestorm/client.ts';
import { example } from './examples.ts';
import { neighbour, problem } from './neighbour.ts';
import { type Stage, stage } from './stage.ts';

const email = (value: string) => ({ fields: [{ id: 'email', value }] });
const aSession = ({ world }: Stage) => world.addSession(world.addEvent());

test('Q1: the answer to a ping is empty', async () => {
  await using on = await stage();
  expect(await on.livestorm.ping()).toBeUndefined();
});

test("Q2: a job's tasks are asked for without pages, which would be a 500", async () => {
  await using on = await stage();
  const job = on.world.addJob(50);
  expect(await on.livestorm.jobs.tasks(job.id)).toHaveLength(50);
  expect(on.sandbox.calls[0]?.query).toEqual({});
});

test('Q3: a page shorter than asked for is not the last one', async () => {
  const row = example('UserListDoc').data[0];
  const page = (from: number, next: number | null) => ({
    body: { data: Array.from({ length: 20 }, (_, n) => ({ ...row, id: `u${from + n}` })), meta: { next_page: next } },
  });
  await using livestorm = await neighbour([page(0, 1), page(20, 2), page(40, null)]);
  expect(await take(livestorm.livestorm.users.list(), 1000)).toHaveLength(60);
});

test('Q4: a page that does not exist is a 400, and is not asked for', async () => {
  await using on = await stage();
  const session = aSession(on);
  for (let n = 0; n < 50; n += 1) on.world.addMessage(session);
  expect(await take(on.livestorm.sessions.chatMessages(session.id), 1000)).toHaveLength(50);
  expect(on.sandbox.calls).toHaveLength(1);
});

test.each([
  [0, null],
  ['0', null],
  [null, null],
  [undefined, null],
  ['', null],
  [1_767_225_600, '2026-01-01T00:00:00.000Z'],
  ['1767225600', '2026-01-01T00:00:00.000Z'],
  [1_767_225_600_000, '2026-01-01T00:00:00.000Z'],
  ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z'],
])('Q5: started_at of %j is %s', async (startedAt, moment) => {
  const body = example('SessionDoc');
  body.data.attributes.started_at = startedAt;
  await using livestorm = await neighbour([{ body }]);
  expect((await livestorm.livestorm.sessions.get('s1')).startedAt?.toISOString() ?? null).toBe(moment);
});

test.each(['soon', 9e15])('Q5: started_at of %j is a change we must hear of', async (startedAt) => {
  const body = example('SessionDoc');
  body.data.attributes.started_at = startedAt;
  await using livestorm = await neighbour([{ body }]);
  expect(await problem(livestorm.livestorm.sessions.get('s1'))).toMatchObject({ field: 'data.attributes.started_at' });
});

test('Q6: an event is cancelled and a session canceled, whatever the other spelling', async () => {
  const event = example('EventDoc');
  event.data.attributes.scheduling_status = 'canceled';
  const session = example('SessionDoc');
  const { canceled_at: _, ...attributes } = session.data.attributes;
  session.data.attributes = { ...attributes, status: 'cancelled', cancelled_at: 1_767_225_600 };
  await using livestorm = await neighbour([{ body: event }, { body: session }]);
  expect((await livestorm.livestorm.events.get('e1')).event.schedulingStatus).toBe('cancelled');
  expect(await livestorm.livestorm.sessions.get('s1')).toMatchObject({
    status: 'canceled',
    canceledAt: new Date('2026-01-01T00:00:00Z'),
  });
});

test('Q7: a session names its event in one of two ways', async () => {
  const body = example('SessionDoc');
  const { event_id, ...attributes } = body.data.attributes;
  body.data.attributes = { ...attributes, event_type_id: event_id };
  await using livestorm = await neighbour([{ body }]);
  expect((await livestorm.livestorm.sessions.get('s1')).eventId).toBe(event_id);
});

test('Q7: an answer given aloud is named in one of two ways', async () => {
  const body = example('QuestionListDoc');
  const { responded_orally: _, ...attributes } = body.data[0].attributes;
  body.data[0].attributes = { ...attributes, response_orally: true };
  await using livestorm = await neighbour([{ body }]);
  expect(await take(livestorm.livestorm.sessions.questions('s1'), 1)).toMatchObject([{ respondedOrally: true }]);
});

test.each([
  { total_items: 5, total_processed_items: 4, total_fail: 1, total_success: 3 },
  { total_items: 5, total_processed_items: 4, total_failed: 1, total_succeeded: 3 },
  { total_tasks: 5, total_processed_tasks: 4, total_failed: 1, total_succeeded: 3 },
])("Q7: a job's counters are read as %j", async (counters) => {
  const attributes = { status: 'processing', ...counters };
  await using livestorm = await neighbour([{ body: { data: { id: 'j1', type: 'jobs', attributes } } }]);
  expect(await livestorm.livestorm.jobs.get('j1')).toEqual({
    id: 'j1',
    status: 'processing',
    total: 5,
    processed: 4,
    failed: 1,
    succeeded: 3,
  });
});

test('Q7: a job is read without its envelope too', async () => {
  const { data: body } = example('JobEndedDoc');
  await using livestorm = await neighbour([{ status: 202, body }]);
  const job = await livestorm.livestorm.sessions.registerMany('s1', [email('a@example.com')]);
  expect(job).toMatchObject({ id: body.id, status: 'ended' });
});
