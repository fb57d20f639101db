// Webinars played at high speed, as the API and the webhooks tell of them.
import { expect, test } from 'vitest';
import { type Livestorm, startLivestorm } from '../../../sandbox/livestorm/server.ts';
import { readWebinar, type Webinar } from '../../../sandbox/livestorm/webinar.ts';
import { ask, type Row } from './asking.ts';
import { receiver } from './receiver.ts';

const tour = readWebinar(new URL('../../../sandbox/webinars/product-tour.json', import.meta.url));

const tiny: Webinar = {
  source: 'this test',
  title: 'Tiny',
  duration_s: 100,
  registrants: { total: 4, attended: 2 },
  people: [
    { key: 'host', first_name: 'Noa', last_name: 'Host', team: true },
    { key: 'ana', first_name: 'Ana', last_name: 'Guest', team: false },
  ],
  messages: [
    { offset_s: 2, author: 'ana', text: 'Hi' },
    { offset_s: 10, author: 'host', text: 'Welcome' },
    { offset_s: 99, author: 'ana', text: 'Bye <3' },
  ],
  questions: [
    {
      offset_s: 20,
      author: 'ana',
      question: 'Why?',
      response: 'So.',
      responder: 'host',
      responded_offset_s: 30,
      responded_orally: false,
    },
    {
      offset_s: 40,
      author: 'ana',
      question: 'And?',
      response: null,
      responder: 'host',
      responded_offset_s: 50,
      responded_orally: true,
    },
    {
      offset_s: 60,
      author: 'ana',
      question: 'Really?',
      response: null,
      responder: null,
      responded_offset_s: null,
      responded_orally: false,
    },
  ],
};

const EVENTS = ['people.registered', 'session.started', 'session.ended', 'people.attended', 'people.not_attended'];

const detailOf = ({ attributes }: Row) => attributes.registrant_detail as Record<string, unknown>;
const rowsOf = async (livestorm: Livestorm, path: string): Promise<Row[]> => {
  const rows: Row[] = [];
  for (let number: number | null = 0; number !== null; ) {
    const { body } = await ask(livestorm, 'GET', `${path}?page[size]=50&page[number]=${number}`);
    rows.push(...body.data);
    number = body.meta.next_page ?? null;
  }
  return rows;
};

test('a tiny webinar leaves its words, its answers and its figures behind, all on the time of the schedule', async () => {
  await using livestorm = await startLivestorm({ burst: 0 });
  const { world } = livestorm;
  const session = world.addSession(world.addEvent(), { estimated_started_at: 2_000_000_000 });
  await livestorm.play(session.id, tiny, { speed: Number.POSITIVE_INFINITY });

  expect((await ask(livestorm, 'GET', `/sessions/${session.id}`)).one.attributes).toMatchObject({
    status: 'past',
    started_at: 2_000_000_000,
    ended_at: 2_000_000_100,
    duration: 100,
    attendees_count: 2,
    registrants_count: 4,
  });
  const people = await rowsOf(livestorm, `/sessions/${session.id}/people`);
  const [ana] = people.filter(({ attributes }) => attributes.first_name === 'Ana');
  expect(people.map(({ attributes }) => attributes.role).sort()).toEqual([
    ...Array(4).fill('participant'),
    'team_member',
  ]);
  const [host] = people.filter(({ attributes }) => attributes.role === 'team_member');
  expect(host?.attributes.registrant_detail).toBeNull();
  expect(ana?.attributes).toMatchObject({ messages_count: 2, questions_count: 3 });
  const guests = people.filter(({ attributes }) => attributes.role === 'participant').map(detailOf);
  expect(guests.filter(({ attended }) => attended)).toHaveLength(2);
  for (const { attended, attendance_duration, attendance_rate, created_at } of guests) {
    expect(attendance_rate).toBe(attended ? attendance_duration : null);
    expect(attendance_duration).toBeLessThanOrEqual(100);
    expect(created_at).toBeLessThan(2_000_000_000);
  }
  const messages = await rowsOf(livestorm, `/sessions/${session.id}/chat_messages`);
  expect(messages.map(({ attributes }) => attributes)).toMatchObject([
    { text_content: 'Hi', created_at: 2_000_000_002 },
    { text_content: 'Welcome', from_team_member: true, created_at: 2_000_000_010 },
    { text_content: 'Bye <3', html_content: '<p>Bye &lt;3</p>', from_team_member: false, author_id: ana?.id },
  ]);
  const questions = await rowsOf(livestorm, `/sessions/${session.id}/questions`);
  expect(questions.map(({ attributes }) => attributes)).toMatchObject([
    { response: 'So.', responded_orally: false, responded_at: 2_000_000_030, updated_at: 2_000_000_030 },
    { response: null, responded_orally: true, responded_at: 2_000_000_050 },
    { response: null, responded_orally: false, responded_at: null, response_author_id: null },
  ]);
  expect(await rowsOf(livestorm, `/sessions/${session.id}/recordings`)).toHaveLength(1);
  expect(livestorm.problems).toEqual([]);
});

test('the product tour fires one webhook per registration, start, end and person', async () => {
  await using livestorm = await startLivestorm({ burst: 0 });
  await using hook = await receiver();
  const { world } = livestorm;
  for (const event of EVENTS) world.addWebhook({ url: hook.url, event });
  const session = world.addSession(world.addEvent());
  await livestorm.play(session.id, tour, { speed: Number.POSITIVE_INFINITY });
  await livestorm.until(() => livestorm.deliveries.length === 140 + 1 + 1 + 140);
  const count = (event: string) => livestorm.deliveries.filter((delivery) => delivery.event === event).length;
  expect(EVENTS.map(count)).toEqual([140, 1, 1, 63, 77]);

  const people = await rowsOf(livestorm, `/sessions/${session.id}/people`);
  expect(people).toHaveLength(144);
  expect(new Set(people.map(({ attributes }) => attributes.email)).size).toBe(144);
  for (const { attributes } of people) expect(attributes.email).toMatch(/^[a-z.]+\d+@example\.(com|org)$/);
  expect(new Set(people.map(({ attributes }) => `${attributes.first_name} ${attributes.last_name}`)).size).toBe(144);
  for (const speaker of tour.people.filter(({ team }) => !team)) {
    const said = [...tour.messages, ...tour.questions].filter(({ author }) => author === speaker.key);
    const [row] = people.filter(({ attributes }) => attributes.first_name === speaker.first_name);
    const offsets = said.map(({ offset_s }) => offset_s);
    // Nobody speaks before they come or after they leave.
    expect(row && detailOf(row).attendance_duration).toBeGreaterThanOrEqual(
      Math.max(...offsets) - Math.min(...offsets),
    );
  }
  const stays = people.filter(({ attributes }) => attributes.role === 'participant').map(detailOf);
  const rates = stays.filter(({ attended }) => attended).map(({ attendance_rate }) => Number(attendance_rate));
  expect(Math.min(...rates)).toBeGreaterThan(0);
  expect(Math.max(...rates)).toBeLessThanOrEqual(100);
  expect(livestorm.problems).toEqual([]);
});

test('while it runs, the session is live and its words come one by one', async () => {
  await using livestorm = await startLivestorm();
  const { world } = livestorm;
  const session = world.addSession(world.addEvent());
  // 10 webinar seconds in 5 ms: a turn of its own for each step.
  const playing = livestorm.play(session.id, tiny, { speed: 2000 });
  await livestorm.until(() => world.messagesOf(session.id).length === 1);
  expect(session).toMatchObject({ status: 'live', ended_at: 0, duration: null });
  expect(world.questionsOf(session.id)).toHaveLength(0);
  await livestorm.until(() => world.questionsOf(session.id).length === 1);
  expect(world.questionsOf(session.id)[0]?.responded_at).toBeNull();
  await livestorm.until(() => session.status === 'past');
  expect(world.recordingsOf(session.id)).toHaveLength(0);
  await livestorm.stop();
  await playing;
});

test('people who registered earlier count, and come', async () => {
  await using livestorm = await startLivestorm();
  const { world } = livestorm;
  const session = world.addSession(world.addEvent());
  const early = world.addPerson(session, { email: 'early@example.com', first_name: 'Early' });
  await livestorm.play(session.id, tiny, { speed: Number.POSITIVE_INFINITY });
  expect(early.attended).toBe(true);
  expect(session).toMatchObject({ registrants_count: 4, attendees_count: 2 });
});

test('the same webinar brings the same people every time', async () => {
  const cast = async () => {
    await using livestorm = await startLivestorm({ now: () => 1_900_000_000_000 });
    const session = livestorm.world.addSession(livestorm.world.addEvent());
    await livestorm.play(session.id, tiny, { speed: Number.POSITIVE_INFINITY });
    return livestorm.world.peopleOf(session.id);
  };
  expect(await cast()).toEqual(await cast());
});

test('a webinar is played only in a session that is still to come', async () => {
  await using livestorm = await startLivestorm();
  const session = livestorm.world.addSession(livestorm.world.addEvent(), { status: 'past' });
  await expect(livestorm.play(session.id, tiny, { speed: 1 })).rejects.toThrow('is past, not upcoming');
  await expect(livestorm.play('nothing', tiny, { speed: 1 })).rejects.toThrow('there is no session nothing');
});
