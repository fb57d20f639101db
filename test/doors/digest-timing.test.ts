// When a digest comes: a few words at the end, all of it when attendance has settled, and later what comes later.

import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { SessionPerson, SessionRecord } from '../../sandbox/livestorm/records.ts';
import { sessionPersonResource } from '../../sandbox/livestorm/resources.ts';
import type { Message } from '../../sandbox/slack/model.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { SETTLING } from '../../src/operations/settling.ts';
import { answerTo, deliver, hears, operations, sees, spilled } from '../support/doors.ts';
import { openWorld, type World, type WorldOptions } from '../support/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Monday, 15:00 in Paris: the session starts. */
const START = Date.parse('2027-03-01T14:00:00Z');
const END = START + 52 * MINUTE;

let now = START;
let world: World;
let session: SessionRecord;
let people: SessionPerson[];
afterEach(async () => {
  expect(spilled(world)).toEqual([]);
  await world[Symbol.asyncDispose]();
});

/** A session that is about to start, which the channel follows. */
async function open(words: string, options: WorldOptions & { registrants?: number } = {}): Promise<void> {
  const { registrants = 3, ...rest } = options;
  now = START - HOUR;
  world = await openWorld({
    clock: () => new Date(now),
    settling: SETTLING,
    times: { editMs: 0 },
    livestorm: { now: () => now },
    seed: ({ world: at }) => {
      session = at.addSession(at.addEvent({ title: 'Spring tour' }), { estimated_started_at: START / 1_000 });
      people = Array.from({ length: registrants }, (_, index) =>
        at.addPerson(session, {
          email: `p${index}@example.com`,
          first_name: 'Grace',
          last_name: 'Hopper',
          attended: index > 0,
        }),
      );
    },
    ...rest,
  });
  await answerTo(world, `subscribe all ${words}`);
  await world.bot.idle();
  world.spent();
}

const seconds = (at: number) => Math.floor(at / 1_000);
const tells = (event: string, change: Partial<SessionRecord> = {}) =>
  deliver(world, event, Object.assign(session, { updated_at: seconds(now), ...change }));

/** The session ran, and Livestorm tells that it is over. */
async function ends(at = END, change: Partial<SessionRecord> = {}): Promise<void> {
  now = at;
  const duration = seconds(at - START);
  const counts = { registrants_count: people.length, attendees_count: Math.max(0, people.length - 1) };
  await tells('session.ended', {
    status: 'past',
    started_at: seconds(START),
    ended_at: seconds(at),
    duration,
    ...counts,
    ...change,
  });
}

/** Livestorm tells who of the first so many came. */
async function tellsOf(count: number, event?: string): Promise<void> {
  const given = () => world.livestorm.deliveries.filter((one) => one.event.startsWith('people.') && one.status === 204);
  const before = given().length;
  for (const person of people.slice(0, count)) {
    Object.assign(person, { updated_at: seconds(now) });
    world.livestorm.emit(
      event ?? (person.attended ? 'people.attended' : 'people.not_attended'),
      sessionPersonResource(person),
    );
  }
  await world.livestorm.until(() => given().length >= before + count);
  await world.bot.idle();
}

/** So long after the end what waits is looked at again. */
async function later(ms: number, job: 'digest' | 'recording' | 'follow' = 'digest', end = END): Promise<void> {
  now = end + ms;
  const about = {
    digest: { sessionId: session.id },
    recording: { sessionId: session.id, from: new Date(end) },
    follow: {},
  };
  await world.bot.wake(job, about[job]);
  await world.bot.idle();
}

const inChannel = (channel = world.channel): Message[] =>
  world.slack.channel(channel).messages.filter(({ text }) => !text.startsWith('This channel'));
const roots = (channel?: string) => inChannel(channel).filter(({ threadTs }) => !threadTs);
const read = (channel?: string) => roots(channel).map((message) => sees(world, message));
const [FLASH, FULL] = [/The full digest takes this place/, /Attendance rate/];

describe('at the end', () => {
  test('a channel reads at once how many came and how long it took, for no call, and when the digest comes', async () => {
    await open('digest');
    await ends();
    expect(read()).toEqual([
      expect.stringMatching(
        /Spring tour.*Ended after 52 min\. 2 of 3 registrants came \(67%\)\..*Mar 1, 2027 at 4:52 PM at the latest/,
      ),
    ]);
    expect(world.spent()).toEqual([]);
  });

  test('the digest takes that place when nobody more is told of for five minutes', async () => {
    await open('digest');
    await ends();
    const [{ ts } = { ts: '' }] = roots();
    await tellsOf(2);
    await later(4 * MINUTE);
    expect(read()).toEqual([expect.stringMatching(FLASH)]);
    world.livestorm.world.addQuestion(session, { question: 'Is it all there?' });
    await later(6 * MINUTE);
    expect(read()).toEqual([expect.stringMatching(FULL)]);
    expect(roots().map((message) => message.ts)).toEqual([ts]);
    expect(inChannel().filter(({ threadTs }) => threadTs === ts)).toHaveLength(1);
    expect(operations(world.spent())).toEqual(['listSessionPeople', 'listQuestions', 'listChatMessages']);
  });

  test('it waits no longer when everybody was told of, an hour when nobody is', async () => {
    await open('digest');
    await ends();
    await tellsOf(3);
    await later(10_000);
    expect(read()).toEqual([expect.stringMatching(FULL)]);
    await world[Symbol.asyncDispose]();
    await open('digest');
    await ends();
    await later(59 * MINUTE);
    expect(read()).toEqual([expect.stringMatching(FLASH)]);
    await later(60 * MINUTE);
    expect(read()).toEqual([expect.stringMatching(FULL)]);
  });

  test('where nothing is signed, half an hour: strangers may not say that it has settled', async () => {
    await open('digest', { isSigned: false });
    await ends();
    expect(read()).toEqual([expect.stringMatching(/about Mar 1, 2027 at 4:22 PM/)]);
    await tellsOf(0);
    await later(29 * MINUTE);
    expect(read()).toEqual([expect.stringMatching(FLASH)]);
    await later(30 * MINUTE);
    expect(read()).toEqual([expect.stringMatching(FULL)]);
    expect(operations(world.spent())).toEqual(['getSession', 'listSessionPeople', 'listQuestions', 'listChatMessages']);
  });

  test('nobody registered: there is nothing to wait for', async () => {
    await open('digest', { registrants: 0 });
    await ends();
    expect(read()).toEqual([expect.stringMatching(/Nobody registered, and nobody came.*No questions were asked/)]);
    expect(roots()[0]?.versions).toHaveLength(1);
  });

  test('a count that has not come yet is not said to be none', async () => {
    await open('digest');
    await ends(END, { attendees_count: 0 });
    expect(read()).toEqual([expect.stringContaining('Livestorm has not counted yet who of 3 registrants came.')]);
  });

  test('without webhooks it is found by looking, and the digest comes half an hour after the end', async () => {
    await open('digest', { webhooks: false });
    now = START + 66 * MINUTE;
    Object.assign(session, { status: 'past', started_at: seconds(START), ended_at: seconds(END), duration: 3_120 });
    Object.assign(session, { registrants_count: 3, attendees_count: 2, updated_at: seconds(END) });
    await later(14 * MINUTE, 'follow');
    expect(read()).toEqual([expect.stringMatching(FLASH)]);
    await later(30 * MINUTE);
    expect(read()).toEqual([expect.stringMatching(FULL)]);
    expect(operations(world.spent())).toEqual(['getSession', 'listSessionPeople', 'listQuestions', 'listChatMessages']);
  });

  test('two channels get what each asked for from one reading', async () => {
    await open('digest:full people:full');
    const second = world.slack.workspace.addChannel({ name: 'sales', members: [SEED.ada, SEED.botUser] }).id;
    await answerTo({ ...world, channel: second }, 'subscribe all digest people:none');
    world.spent();
    const [asker] = people;
    world.livestorm.world.addQuestion(session, { question: 'And then?', question_author_id: asker?.id ?? null });
    await ends();
    await tellsOf(3);
    await later(MINUTE);
    expect(operations(world.spent())).toEqual(['listSessionPeople', 'listQuestions', 'listChatMessages']);
    const words = (channel: string) =>
      inChannel(channel)
        .map((message) => sees(world, message))
        .join(' ');
    expect(words(world.channel)).toContain('Grace Hopper');
    expect(words(second)).toContain('And then?');
    expect(words(second)).not.toMatch(/Grace|Hopper|GH/);
  });

  test('a restart meanwhile loses nothing', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'showrunner-timing-'));
    const settling = { ...SETTLING, untoldMs: 1_500 };
    const clock = () => new Date();
    await open('digest', { isSigned: false, dataDir: folder.path, clock, livestorm: {}, settling });
    // Heard of at once, whatever Livestorm's clock says.
    await ends(Date.now() + HOUR, { registrants_count: 3 });
    expect(roots()[0]?.versions[0]?.text).toMatch(FLASH);
    await world.restart();
    await world.slack.until(() => FULL.test(read().join()), 20_000);
    expect(roots()).toHaveLength(1);
  });
});

describe('what may happen to it', () => {
  test('started again, it says so, and its digest is of all of it', async () => {
    await open('digest');
    await ends();
    await tellsOf(3);
    now = END + MINUTE;
    await tells('session.started', { status: 'live' });
    await later(2 * MINUTE);
    expect(read()).toEqual([expect.stringContaining('It was started again after its end.')]);
    await ends(END + HOUR);
    await later(HOUR + MINUTE);
    expect(read()).toEqual([expect.stringMatching(/Ended after 1 h 52 min/)]);
    expect(world.spent()).toEqual([]);
    await tellsOf(3);
    await later(HOUR + 2 * MINUTE);
    expect(read()).toEqual([expect.stringMatching(/1 h 52 min.*Attendance rate/)]);
    expect(operations(world.spent())).toHaveLength(3);
  });

  test('ended once more after its digest, the same message is brought up to date', async () => {
    await open('digest');
    await ends();
    await later(HOUR);
    expect(read()).toEqual([expect.stringMatching(/52 min.*Attendance rate/)]);
    await ends(END + 3 * HOUR);
    expect(read()).toEqual([expect.stringMatching(/ 52 min.*Attendance rate/)]);
    await later(4 * HOUR);
    expect(read()).toEqual([expect.stringMatching(/3 h 52 min.*Attendance rate/)]);
    expect(operations(world.spent())).toHaveLength(6);
  });

  test.each([
    ['never started', { status: 'past_not_started' as const }, 'It never started. There is no digest.'],
    ['canceled', { status: 'canceled' as const, canceled_at: seconds(START) }, 'It was canceled. There is no digest.'],
  ])('%s, a channel that waits for the digest alone is told once that there is none', async (_what, change, words) => {
    await open('digest', { webhooks: false });
    const cards = world.slack.workspace.addChannel({ name: 'cards', members: [SEED.ada, SEED.botUser] }).id;
    await answerTo({ ...world, channel: cards }, 'subscribe all start digest');
    await world.bot.idle();
    world.spent();
    Object.assign(session, { ...change, registrants_count: 3, updated_at: seconds(START) });
    await later(20 * MINUTE, 'follow');
    await later(40 * MINUTE, 'follow');
    expect(read()).toEqual([expect.stringMatching(new RegExp(`Spring tour.*${words}.*3 people had registered`))]);
    expect(read(cards).join()).not.toContain('There is no digest');
    expect(operations(world.spent())).toEqual(['getSession']);
  });

  test('deleted at Livestorm before its digest, the channel is told instead', async () => {
    await open('digest');
    await ends();
    world.livestorm.faults.add({ status: 404, body: '{"errors":[{"detail":"Session not found"}]}', times: 9 });
    await later(HOUR);
    expect(read()).toEqual([expect.stringContaining('Livestorm no longer has this session. There is no digest.')]);
  });

  test('asked for early, it says that numbers may change, and the one by itself comes in its place', async () => {
    await open('digest');
    await ends();
    await hears(world, () => world.ada.command(world.channel, 'digest spring tour here'));
    await world.bot.idle();
    expect(read()).toEqual([expect.stringMatching(/Attendance had not settled by then/)]);
    await later(HOUR);
    expect(read()).toEqual([expect.stringMatching(FULL)]);
    expect(read().join()).not.toContain('not settled');
    expect(operations(world.spent())).toHaveLength(6);
  });
});

describe('the recording', () => {
  test('comes into the digest when it is there, for one call a look, and into the thread where replay was asked for', async () => {
    await open('digest replay');
    const second = world.slack.workspace.addChannel({ name: 'sales', members: [SEED.ada, SEED.botUser] }).id;
    await answerTo({ ...world, channel: second }, 'subscribe all digest');
    await ends();
    await later(HOUR);
    expect(read()).toEqual([expect.stringContaining('Recording: not there yet.')]);
    // Who subscribes when all is said hears of the next session.
    const late = world.slack.workspace.addChannel({ name: 'late', members: [SEED.ada, SEED.botUser] }).id;
    await answerTo({ ...world, channel: late }, 'subscribe all digest');
    world.spent();
    await later(75 * MINUTE, 'recording');
    expect(read()).toEqual([expect.stringContaining('Recording: not there yet.')]);
    world.livestorm.world.addRecording(session, { file_size: 1_000_000 });
    await later(3 * HOUR, 'recording');
    await later(3 * HOUR + MINUTE, 'recording');
    expect(operations(world.spent())).toEqual(['listRecordings', 'listRecordings']);
    for (const channel of [world.channel, second])
      expect(read(channel)).toEqual([expect.stringMatching(/Recording: there since Mar 1, 2027 at 6:52 PM/)]);
    const replies = (channel: string) =>
      inChannel(channel).flatMap((message) => (message.threadTs ? [sees(world, message)] : []));
    expect(replies(world.channel)).toEqual([expect.stringContaining('The recording of Spring tour is there.')]);
    expect(replies(second)).toEqual([]);
    expect(inChannel(late)).toEqual([]);
  });

  test('who watched it is counted once a day, each once, for no call', async () => {
    await open('digest');
    await ends();
    await later(HOUR);
    world.livestorm.world.addRecording(session, { file_size: 1_000_000 });
    await later(75 * MINUTE, 'recording');
    world.spent();
    await tellsOf(2, 'people.watched_replay');
    now += MINUTE;
    await tellsOf(1, 'people.watched_replay');
    await later(DAY + 75 * MINUTE, 'recording');
    expect(read()).toEqual([
      expect.stringMatching(/Watched by 2 people since the end \(3 had registered\), as of Mar 2/),
    ]);
    await later(2 * DAY + 75 * MINUTE, 'recording');
    expect(read()).toEqual([expect.stringMatching(/Watched by 2 people.*as of Mar 2/)]);
    expect(world.spent()).toEqual([]);
  });

  test('a channel that asked for the replay alone gets one message, whose button makes a link for who presses', async () => {
    await open('replay');
    await ends();
    expect(read()).toEqual([]);
    world.livestorm.world.addRecording(session, { file_size: 1_000_000 });
    await later(75 * MINUTE, 'recording');
    await later(3 * HOUR, 'recording');
    expect(operations(world.spent())).toEqual(['listRecordings']);
    expect(read()).toEqual([expect.stringContaining('The recording of Spring tour is there.')]);
    const [message] = roots();
    if (!message) throw new Error('nothing was said');
    const link = await hears(world, () => world.ada.press(message, 'recording.link'));
    expect(sees(world, link)).toContain('1 file');
    expect(JSON.stringify(roots())).not.toContain('signature');
  });

  test('one that never comes is looked for four times, and the digest says so', async () => {
    await open('digest');
    await ends();
    await later(HOUR);
    world.spent();
    for (const ms of [75 * MINUTE, 3 * HOUR, 8 * HOUR, DAY]) await later(ms, 'recording');
    expect(operations(world.spent())).toEqual(Array(4).fill('listRecordings'));
    expect(read()).toEqual([expect.stringMatching(/Recording: there was none by Mar 2/)]);
  });

  test('an event that does not record is not asked for one', async () => {
    await open('digest', {
      seed: ({ world: at }) => {
        const event = at.addEvent({ title: 'Spring tour', recording_enabled: false });
        session = at.addSession(event, { estimated_started_at: START / 1_000 });
        people = [];
      },
    });
    await ends();
    expect(read()).toEqual([expect.stringContaining('Recording: none, since this event does not record.')]);
    expect(operations(world.spent())).toHaveLength(3);
  });
});
