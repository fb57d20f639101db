// The digest of what Livestorm lists, in whatever order and however much.

import fc from 'fast-check';
import { afterAll, afterEach, expect, test } from 'vitest';
import { LivestormError } from '../../src/errors.ts';
import type { ChatMessage } from '../../src/livestorm/chat-messages.ts';
import { createLivestorm, type Livestorm } from '../../src/livestorm/client.ts';
import type { Rows } from '../../src/livestorm/pages.ts';
import type { Person } from '../../src/livestorm/person.ts';
import type { Question } from '../../src/livestorm/questions.ts';
import { buildDigest } from '../../src/operations/build-digest.ts';
import { heardMessage } from '../../src/operations/heard.ts';
import type { SessionWithEvent } from '../../src/store/catalogue-rows.ts';
import { silent } from '../livestorm/mishaps.ts';
import { openGate } from '../support/gate.ts';
import { forget, openTestStore } from '../support/store.ts';

const START = new Date('2026-12-03T14:00:00Z');
const session = {
  id: 's1',
  eventId: 'e1',
  startedAt: START,
  endedAt: null,
  event: { title: 'Tour' },
} as SessionWithEvent;
const at = (seconds: number | null) => (seconds === null ? null : new Date(START.getTime() + seconds * 1_000));

const message = (id: string, seconds: number | null, authorId: string | null = null): ChatMessage =>
  ({ id, authorId, text: `Message ${id} says a thing or two`, fromTeam: false, createdAt: at(seconds) }) as ChatMessage;
const question = (id: string, seconds: number | null): Question =>
  ({ id, question: `Why ${id}?`, askerId: null, asker: null, responderId: null, createdAt: at(seconds) }) as Question;

const PAGE = 50;

/** A Livestorm that lists these, page by page; `calls` are the pages that were asked for, in their order. */
function listing(lists: { people?: Person[]; chat?: ChatMessage[]; questions?: Question[] }) {
  const calls: string[] = [];
  let left = Number.POSITIVE_INFINITY;
  const pagesOf = <T>(name: string, rows: T[]) =>
    async function* (_id: string, first = 0): AsyncGenerator<Rows<T>> {
      const pages = Math.max(1, Math.ceil(rows.length / PAGE));
      for (let page = first; page < pages; page++) {
        if (left-- <= 0)
          throw new LivestormError({ code: 'livestorm_reserved', remaining: 0, reserved: 0, resetsAt: null });
        calls.push(`${name} ${page}`);
        const next = page + 1 < pages ? page + 1 : null;
        yield { rows: rows.slice(page * PAGE, (page + 1) * PAGE), next, pages, count: rows.length };
      }
    };
  const real = createLivestorm({ token: 'none', baseUrl: 'http://127.0.0.1:9', log: silent, gate: openGate });
  const sessions = {
    ...real.sessions,
    peoplePages: pagesOf('people', lists.people ?? []),
    questionPages: pagesOf('questions', lists.questions ?? []),
    chatMessagePages: pagesOf('chat', lists.chat ?? []),
  };
  function allow(more: number): void {
    left = more;
  }
  return { livestorm: { ...real, sessions } as Livestorm, calls, allow };
}

const store = await openTestStore();
afterEach(() => forget(store));
afterAll(() => store.close());
const clock = () => START;

const digestOf = async (lists: Parameters<typeof listing>[0], mostCalls = Number.POSITIVE_INFINITY) =>
  await buildDigest({ ...listing(lists), store, clock }, session, { mostCalls });

test('questions stand in the order they were asked, however Livestorm lists them; of one second, by their id', async () => {
  const questions = [question('c', 60), question('a', null), question('e', 5), question('b', 60), question('d', 0)];
  const built = await digestOf({ questions });
  expect(built.questions.map(({ id, offset }) => [id, offset])).toEqual([
    ['a', 0],
    ['d', 0],
    ['e', 5],
    ['b', 60],
    ['c', 60],
  ]);
});

test('whatever the order of the lists, the digest is the same', async () => {
  const seconds = fc.option(fc.integer({ min: -60, max: 900 }), { nil: null });
  const entry = fc.record({ id: fc.uuid(), seconds, author: fc.constantFrom('p1', 'p2', null) });
  const entries = fc.uniqueArray(entry, { selector: ({ id }) => id, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(
      entries.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      async ([one, other]) => {
        const read = (all: typeof one) =>
          digestOf({
            chat: all.map(({ id, seconds: when, author }) => message(id, when, author)),
            questions: all.map(({ id, seconds: when }) => question(id, when)),
          });
        expect(await read(one)).toEqual(await read(other));
      },
    ),
    { numRuns: 300 },
  );
});

test('who wrote is counted by who they are, not by their name: fifty of one name are fifty', async () => {
  const chat = Array.from({ length: 100 }, (_, index) => message(`${index}`, index, `p${index % 50}`));
  expect(await digestOf({ chat })).toMatchObject({ messageCount: 100, chatters: 50 });
});

const chatOf = (count: number) =>
  Array.from({ length: count }, (_, index) => message(`${index}`.padStart(6, '0'), index % 3_600, `p${index % 7}`));
const peopleOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `p${index}`,
    role: 'participant',
    firstName: 'Ada',
    lastName: `Of ${index}`,
    registration: { attended: true, attendanceSeconds: 600, isGuestSpeaker: false },
  })) as Person[];

test('of more than can be held the first are read, and it is on record that there are more', async () => {
  const questions = Array.from({ length: 2_001 }, (_, index) => question(`${index}`.padStart(6, '0'), index));
  const built = await digestOf({ questions });
  expect(built).toMatchObject({ cutOff: [{ what: 'questions', read: 2_000 }], unread: [], calls: 42 });
  expect(built.questions).toHaveLength(2_000);
  await forget(store);
  expect(await digestOf({ questions: questions.slice(0, 2_000) })).toMatchObject({ cutOff: [] });
});

test('a long chat says the same however it was kept on the way', async () => {
  const chat = chatOf(2_345);
  const short = await digestOf({ chat: chat.slice(0, 900) });
  expect(await store.heardPages.of({ sessionId: 's1', list: 'chat' })).toEqual([]);
  expect(short.messageCount).toBe(900);
  const long = await digestOf({ chat });
  const kept = await store.heardPages.of({ sessionId: 's1', list: 'chat' });
  expect(kept.map(({ first, next, rows }) => [first, next, rows])).toEqual([
    [0, 20, 1_000],
    [20, 40, 1_000],
    [40, null, 345],
  ]);
  // What is kept is heard again, and nothing is asked of Livestorm.
  const again = listing({ chat });
  expect(await buildDigest({ ...again, store, clock }, session)).toEqual(long);
  expect(again.calls).toEqual(['people 0', 'questions 0']);
});

test('a reading that is refused half-way goes on from there: no page is read twice', async () => {
  const lists = { chat: chatOf(3_001), people: peopleOf(120), questions: [question('a', 1)] };
  const whole = await digestOf(lists);
  await forget(store);
  const livestorm = listing(lists);
  const reading = () => buildDigest({ ...livestorm, store, clock }, session);
  for (const calls of [0, 2, 3, 27]) {
    livestorm.allow(calls);
    await expect(reading()).rejects.toThrow('livestorm_reserved');
  }
  livestorm.allow(1_000);
  expect(await reading()).toEqual(whole);
  expect(livestorm.calls).toHaveLength(61 + 3 + 1);
  expect(new Set(livestorm.calls).size).toBe(livestorm.calls.length);
});

test('above what may be spent a list is read whole or only counted, and the digest says which', async () => {
  const lists = { chat: chatOf(5_000), people: peopleOf(120), questions: [question('a', 1)] };
  const few = listing(lists);
  const built = await buildDigest({ ...few, store, clock }, session, { mostCalls: 50 });
  expect(few.calls).toHaveLength(1 + 3 + 1);
  expect(built).toMatchObject({ unread: [{ what: 'chat', rows: 5_000, calls: 99 }], messageCount: 5_000, chatters: 0 });
  expect(built).toMatchObject({ highlights: { links: [], moments: [] }, stayKnownFor: 120, calls: 5 });
  const rest = listing(lists);
  expect(await buildDigest({ ...rest, store, clock }, session)).toMatchObject({ unread: [], chatters: 7, calls: 104 });
  expect(rest.calls).toEqual(Array.from({ length: 99 }, (_, index) => `chat ${index + 1}`));
});

test('what was heard of a list before needs no call', async () => {
  const chat = chatOf(120);
  const lists = listing({ chat });
  const known = { chat: { rows: chat.slice(0, 70).map(heardMessage), next: 1 } };
  const built = await buildDigest({ ...lists, store, clock }, session, { known });
  expect(lists.calls).toEqual(['people 0', 'questions 0', 'chat 1', 'chat 2']);
  expect(built.messageCount).toBe(120);
});
