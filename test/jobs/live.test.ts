// An hour that is followed live, to the second: what it costs, how fresh it is, and that nothing is missing or twice.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SessionRecord } from '../../sandbox/livestorm/records.ts';
import type { LivestormOptions } from '../../sandbox/livestorm/server.ts';
import { live } from '../../src/jobs/live.ts';
import { refreshCatalogue, remember } from '../../src/operations/catalogue.ts';
import { tendLive } from '../../src/operations/live-channels.ts';
import { markQuestion } from '../../src/operations/live-marks.ts';
import { readDigest } from '../../src/operations/make-digest.ts';
import type { Mark } from '../../src/store/live-tables.ts';
import { openUpkeep, type Upkeep } from '../support/upkeep.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

let stage: Upkeep;
let session: SessionRecord;
let begins: number;
let made: { at: number; make: () => void }[] = [];

beforeEach(() => start());

async function start(options: LivestormOptions = {}): Promise<void> {
  stage = await openUpkeep('http://127.0.0.1:9/x', options);
  const { world } = stage.livestorm;
  const event = world.addEvent({ title: 'Spring tour', estimated_duration: 60 });
  session = world.addSession(event);
  begins = Math.floor(clock() / SECOND) * SECOND;
  made = [];
  await stage.deps.store.subscriptions.add({
    channel: 'C1',
    thing: { kind: 'all' },
    features: ['questions', 'chat', 'digest'],
    people: 'initials',
    createdBy: 'U1',
  });
  await refreshCatalogue({ ...stage.deps, livestorm: stage.deps.livestorm.for({ kind: 'command', who: 'U1' }) });
  await becomes({ status: 'live', estimated_started_at: begins / SECOND, started_at: begins / SECOND });
  await tendLive(stage.deps, session.id, true);
  await stage.spent();
}
afterEach(() => stage[Symbol.asyncDispose]());

const clock = () => stage.deps.clock().getTime();
const seconds = (at: number) => Math.floor((begins + at) / SECOND);

/** As Livestorm tells it. */
async function becomes(change: Partial<SessionRecord>): Promise<void> {
  const asked = stage.deps.livestorm.for({ kind: 'command', who: 'U1' });
  Object.assign(session, change, { updated_at: Math.floor(clock() / SECOND) });
  await remember(stage.deps, { sessions: [await asked.sessions.get(session.id)] });
}

/** Milliseconds after the start. */
function says(at: number, text = `Message at ${at}`): void {
  const make = () => stage.livestorm.world.addMessage(session, { text_content: text, created_at: seconds(at) });
  made.push({ at, make });
}

function asks(at: number, answeredAt: number | null): void {
  let asked: ReturnType<typeof stage.livestorm.world.addQuestion> | undefined;
  const make = () => {
    asked = stage.livestorm.world.addQuestion(session, { question: `Question at ${at}?`, created_at: seconds(at) });
  };
  const answer = () => Object.assign(asked ?? {}, { responded_orally: true, responded_at: seconds(answeredAt ?? 0) });
  made.push({ at, make });
  if (answeredAt !== null) made.push({ at: answeredAt, make: answer });
}

/** What has happened in the room by now. */
function happen(): void {
  const now = clock() - begins;
  made.sort((a, b) => a.at - b.at);
  while (made[0] && made[0].at <= now) made.shift()?.make();
}

interface Followed {
  calls: number;
  /** Seconds from the room to the outbox, of each thing. */
  ages: number[];
  /** Seconds between looks. */
  pauses: number[];
}

/** Each look when it is due, until then. */
async function follow(until: number): Promise<Followed> {
  const followed: Followed = { calls: 0, ages: [], pauses: [] };
  const known = new Set<string>();
  let last = clock();
  for (;;) {
    const next = (await stage.store.live.of(session.id))?.follow.nextAt?.getTime() ?? Number.POSITIVE_INFINITY;
    if (next - begins > until) break;
    stage.pass(Math.max(0, next - clock()));
    followed.pauses.push(Math.round((clock() - last) / SECOND));
    last = clock();
    happen();
    await live.run({ sessionId: session.id }, stage.deps);
    for (const one of await heard()) {
      if (!known.has(one.id)) followed.ages.push((clock() - (one.at?.getTime() ?? 0)) / SECOND);
      known.add(one.id);
    }
  }
  stage.pass(Math.max(0, begins + until - clock()));
  happen();
  followed.calls = (await stage.spent()).length;
  return followed;
}

const heard = () =>
  stage.store.database.kysely.selectFrom('heard').select(['id', 'at']).where('told', '=', true).execute();

async function ended() {
  await becomes({ status: 'past', ended_at: Math.floor(clock() / SECOND), duration: 3_600 });
  await stage.spent();
  const known = await stage.store.catalogue.session(session.id);
  if (!known) throw new Error('no session');
  return known;
}

const fresh = (ages: number[]) => ages.filter((age) => age <= 121).length / ages.length;

/** The same numbers every time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const HOUR = 60 * MINUTE;
const hours: Record<string, (next: () => number, index: number) => number> = {
  'evenly spread': (_next, index) => (index + 0.5) / 400,
  'mostly at the end': (next) => 1 - next() ** 2,
};

describe.each(Object.entries(hours))('an hour with 400 messages and 60 questions, %s', (_name, place) => {
  test('costs at most 70 calls, its digest 2 more, and 95 % of it is known within two minutes', async () => {
    const next = random(7);
    for (let index = 0; index < 400; index++) says(Math.floor(place(next, index) * HOUR));
    for (let index = 0; index < 60; index++) {
      const at = Math.floor(place(next, index * 6.6) * HOUR);
      const answered = at + 5 * MINUTE * next();
      asks(at, index % 4 && answered < HOUR ? Math.floor(answered) : null);
    }
    const { calls, ages, pauses } = await follow(HOUR - 1);
    expect(fresh(ages)).toBeGreaterThanOrEqual(0.95);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(121);
    const over = await ended();
    // What was said since the last look.
    await tendLive(stage.deps, session.id, true);
    await live.run({ sessionId: session.id }, stage.deps);
    const last = (await stage.spent()).length;
    expect(last).toBeLessThanOrEqual(2);
    expect(calls + last).toBeLessThanOrEqual(70);
    expect(await heard()).toHaveLength(460);
    // When attendance has settled.
    stage.pass(30 * MINUTE);
    const digest = await readDigest(stage.deps, over, true);
    const after = (await stage.spent()).filter((operation) => operation !== 'listSessionPeople');
    expect(after.length).toBeLessThanOrEqual(2);
    // Nothing of the chat ('listChatMessages') once it was read after the end.
    expect(after.filter((operation) => operation !== 'listQuestions')).toEqual([]);
    expect(digest).toMatchObject({ messageCount: 400, calls: after.length + 1 });
    expect(digest.questions).toHaveLength(60);
    const open = stage.livestorm.world.questionsOf(session.id).filter((one) => !one.responded_orally);
    expect(
      digest.questions
        .filter(({ answered }) => answered === 'no')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(open.map(({ id }) => id).sort());
  });
});

test('an answer to an early question, given at the very end, is heard when the session is over', async () => {
  for (let index = 0; index < 60; index++) asks(index * SECOND, index === 0 ? 9 * MINUTE : null);
  await follow(3 * MINUTE);
  stage.pass(7 * MINUTE);
  happen();
  await ended();
  await tendLive(stage.deps, session.id, true);
  await live.run({ sessionId: session.id }, stage.deps);
  const questions = await stage.store.live.heard.of(session.id, 'questions');
  expect(questions.flatMap(({ answered }, index) => (answered === 'no' ? [] : [index]))).toEqual([0]);
});

test('what was asked and written is in the channel once, in order, the chat of a look together', async () => {
  for (let index = 0; index < 30; index++) says(index * 10 * SECOND);
  for (let index = 0; index < 4; index++) asks(index * MINUTE + 30 * SECOND, index === 0 ? 4 * MINUTE : null);
  await follow(7 * MINUTE);
  const rows = await stage.store.database.kysely.selectFrom('outbox').selectAll().orderBy('id').execute();
  const chat = rows.filter(({ key }) => key.startsWith('chat '));
  const asked = rows.filter(({ key }) => key.startsWith('question '));
  const words = chat.flatMap(({ message }) => [...JSON.stringify(message.blocks).matchAll(/Message at (\d+)/g)]);
  expect(words.map(([, at]) => Number(at))).toEqual(Array.from({ length: 30 }, (_, index) => index * 10 * SECOND));
  expect(chat.length).toBeLessThanOrEqual(3);
  expect(asked.map(({ message }) => message.text)).toEqual([
    expect.stringContaining('Question at 30000?'),
    expect.stringContaining('Question at 90000?'),
    expect.stringContaining('Question at 150000?'),
    expect.stringContaining('Question at 210000?'),
  ]);
  // Answered at Livestorm: its buttons are gone.
  expect(asked.map(({ message }) => JSON.stringify(message).includes('live.take'))).toEqual([false, true, true, true]);
  for (const { under } of [...chat, ...asked]) expect(under).toMatch(/ C1$/);
});

test('a busy quarter of an hour in a session of which only the chat is followed is looked at every 15 seconds', async () => {
  await stage.store.subscriptions.add({
    channel: 'C1',
    thing: { kind: 'all' },
    features: ['chat'],
    people: 'initials',
    createdBy: 'U1',
  });
  for (let index = 0; index < 100; index++) says(20 * MINUTE + index * 3 * SECOND);
  const { pauses, calls } = await follow(30 * MINUTE);
  expect(pauses.slice(0, 9)).toEqual(
    [120, 120, 120, 120, 120, 120, 120, 120, 120].map((pause) => expect.closeTo(pause, -1)),
  );
  expect(pauses.filter((pause) => pause === 15).length).toBeGreaterThanOrEqual(5);
  expect(calls).toBeLessThanOrEqual(40);
});

describe('when few calls are left', () => {
  const left = async (remaining: number) =>
    await stage.store.allowance.see({ at: new Date(clock() + SECOND), limit: 10_000, remaining, resetsAt: null });

  test('looks come less and less often, down to every 8 minutes', async () => {
    await stage[Symbol.asyncDispose]();
    await start({ monthlyUsed: 8_100 });
    const { pauses } = await follow(40 * MINUTE);
    // The first look finds out.
    const about = (pause: number) => expect.closeTo(pause, -1);
    expect(pauses.slice(0, 5)).toEqual([120, 240, 480, 480, 480].map(about));
    expect((await stage.store.live.of(session.id))?.follow).toMatchObject({ pace: 'slowed', everySeconds: 480 });
  });

  test('it pauses when the last ones are kept, without a call, and goes on when there are more', async () => {
    await follow(3 * MINUTE);
    await left(1_400);
    says(4 * MINUTE, 'Said meanwhile');
    expect(await follow(25 * MINUTE)).toMatchObject({ calls: 0, ages: [] });
    expect((await stage.store.live.of(session.id))?.follow).toMatchObject({ pace: 'paused', everySeconds: 480 });
    await left(9_000);
    const { ages } = await follow(40 * MINUTE);
    expect(ages).toHaveLength(1);
    expect((await stage.store.live.of(session.id))?.follow.pace).toBe('usual');
  });
});

test('that it is over calls for one look, whatever becomes of that', async () => {
  await follow(10 * MINUTE);
  await ended();
  stage.livestorm.faults.add({ status: 500, times: 100 });
  const due = async () => (await stage.store.live.of(session.id))?.follow.nextAt ?? new Date(0);
  await tendLive(stage.deps, session.id, true);
  expect((await due()).getTime()).toBeLessThanOrEqual(clock());
  await live.run({ sessionId: session.id }, stage.deps);
  const calls = (await stage.spent()).length;
  expect(calls).toBeGreaterThan(0);
  // As the card does that is brought up to date after each look.
  await tendLive(stage.deps, session.id, true);
  await live.run({ sessionId: session.id }, stage.deps);
  expect(await stage.spent()).toEqual([]);
  expect((await due()).getTime()).toBeGreaterThan(clock() + MINUTE);
});

test('a press again by the same person takes it back; by another it is theirs; what is to be followed up stays so', async () => {
  asks(MINUTE, null);
  await follow(3 * MINUTE);
  const [asked] = await stage.store.live.heard.of(session.id, 'questions');
  const press = (mark: Mark, by: string) => markQuestion(stage.deps, { id: asked?.id ?? '', mark, by, channel: 'C1' });
  expect(await press('taken', 'U1')).toMatchObject({ mark: 'taken', before: null });
  expect(await press('taken', 'U2')).toMatchObject({ mark: 'taken', before: { mark: 'taken', by: 'U1' } });
  expect(await press('taken', 'U2')).toMatchObject({ mark: null });
  expect(await press('later', 'U1')).toMatchObject({ mark: 'later' });
  expect(await press('later', 'U1')).toMatchObject({ mark: 'later' });
  const items = await stage.store.transaction(({ followUps }) => followUps.of(session.id, 'C1'));
  expect(items).toMatchObject([{ words: 'Question at 60000?', madeBy: 'U1', doneAt: null }]);
});
