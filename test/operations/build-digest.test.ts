// The digest of what Livestorm lists, in whatever order and however much.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChatMessage } from '../../src/livestorm/chat-messages.ts';
import { createLivestorm, type Livestorm } from '../../src/livestorm/client.ts';
import type { Question } from '../../src/livestorm/questions.ts';
import { buildDigest } from '../../src/operations/build-digest.ts';
import type { SessionWithEvent } from '../../src/store/catalogue-rows.ts';
import { silent } from '../livestorm/mishaps.ts';
import { openGate } from '../support/gate.ts';

const START = new Date('2026-12-03T14:00:00Z');
const session = { id: 's1', eventId: 'e1', startedAt: START, event: { title: 'Tour' } } as SessionWithEvent;
const at = (seconds: number | null) => (seconds === null ? null : new Date(START.getTime() + seconds * 1_000));

const message = (id: string, seconds: number | null, authorId: string | null = null): ChatMessage =>
  ({ id, authorId, text: `Message ${id} says a thing or two`, fromTeam: false, createdAt: at(seconds) }) as ChatMessage;
const question = (id: string, seconds: number | null): Question =>
  ({ id, question: `Why ${id}?`, askerId: null, asker: null, responderId: null, createdAt: at(seconds) }) as Question;

async function digestOf({ chat = [], questions = [] }: { chat?: ChatMessage[]; questions?: Question[] }) {
  async function* list<T>(things: T[]): AsyncGenerator<T> {
    yield* things;
  }
  const real = createLivestorm({
    token: 'none',
    baseUrl: 'http://127.0.0.1:9',
    log: silent,
    gate: openGate,
  });
  const livestorm = {
    ...real,
    sessions: {
      ...real.sessions,
      people: () => list([]),
      questions: () => list(questions),
      chatMessages: () => list(chat),
    },
  } as Livestorm;
  return await buildDigest({ livestorm, clock: () => START }, session);
}

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

test('of a hundred thousand messages ten thousand are read, and it is on record that there are more', async () => {
  const chat = Array.from({ length: 100_000 }, (_, index) => message(`${index}`.padStart(6, '0'), index));
  expect(await digestOf({ chat })).toMatchObject({ messageCount: 10_000, cutOff: [{ what: 'chat', read: 10_000 }] });
  expect(await digestOf({ chat: chat.slice(0, 10_000) })).toMatchObject({ messageCount: 10_000, cutOff: [] });
});
