// The project's own webinar from its draft to its recording, in two channels: each thing once, in its place and in order.

import { existsSync } from 'node:fs';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Pace } from '../../sandbox/livestorm/play.ts';
import type { EventRecord, SessionRecord } from '../../sandbox/livestorm/records.ts';
import { eventResource } from '../../sandbox/livestorm/resources.ts';
import { readWebinar } from '../../sandbox/livestorm/webinar.ts';
import type { Call } from '../../sandbox/livestorm/wire.ts';
import type { Message } from '../../sandbox/slack/model.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { foreseenCalls } from '../../src/operations/live-pace.ts';
import { SETTLING } from '../../src/operations/settling.ts';
import { answerTo, hears, operations, sees, spilled } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Monday, 15:00 in Paris; it starts on Wednesday. */
const BEGIN = Date.parse('2027-03-01T14:00:00Z');
const START = BEGIN + 2 * DAY;

/** WEBINAR names another file of that kind. */
const file = process.env.WEBINAR ?? new URL('../../sandbox/webinars/product-tour.json', import.meta.url);

/** All that was said, and fewer who listened: each of them is two webhooks. */
const webinar = {
  ...readWebinar(file),
  registrants: { total: 30, attended: 24 },
};
const END = START + webinar.duration_s * 1_000;

/** Where there is one: every commit is written through to the disk. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

let now = BEGIN;

/** Its clock is the world's: it plays as far as `gate`, in seconds, without a wait. */
function gated(): Pace & { gate: number } {
  let at = 0;
  return {
    speed: Number.POSITIVE_INFINITY,
    gate: 0,
    get at() {
      return at;
    },
    set at(reached) {
      at = Math.min(reached, this.gate);
    },
  };
}

const keyOf = ({ metadata }: Message): string => String((metadata?.event_payload as { key?: string } | undefined)?.key);
const letters = (text: string) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
const counted = (calls: Call[]) =>
  Object.fromEntries([...Map.groupBy(operations(calls), String)].map(([name, each]) => [name, each.length]));

/** As Livestorm lists them; of one second, by their id. */
const inOrder = <T extends { id: string; created_at: number }>(rows: T[]): T[] =>
  rows.toSorted((a, b) => a.created_at - b.created_at || (a.id < b.id ? -1 : 1));

/** All of a channel under keys that begin so, as they were posted. */
const under = (world: World, channel: string, key: string): Message[] =>
  world.slack.channel(channel).messages.filter((message) => keyOf(message).startsWith(`${key} `));

/** Those of these words that do not stand here, each after the one before it. */
function missing(said: string[], shown: string): string[] {
  let from = 0;
  return said.filter((words) => {
    const place = shown.indexOf(letters(words).slice(0, 60), from);
    if (place >= 0) from = place + 1;
    return place < 0;
  });
}

test('a webinar, from its draft to its recording, is told once in each of two channels', async () => {
  await using folder = await mkdtempDisposable(join(MEMORY, 'showrunner-whole-life-'));
  now = BEGIN;
  let event: EventRecord | undefined;
  let session: SessionRecord | undefined;
  await using world = await openWorld({
    dataDir: folder.path,
    clock: () => new Date(now),
    times: { editMs: 0 },
    settling: SETTLING,
    livestorm: { now: () => now },
    seed: ({ world: at }) => {
      event = at.addEvent({ title: webinar.title, status: 'draft', estimated_duration: 45 });
      session = at.addSession(event, { estimated_started_at: START / 1_000 });
    },
  });
  if (!event || !session) throw new Error('nothing was seeded');
  const { livestorm, slack, channel } = world;
  const sales = slack.workspace.addChannel({ name: 'sales', members: [SEED.ada, SEED.botUser] }).id;
  const minute = async () => {
    await world.bot.wake('life');
    await world.bot.idle();
  };
  const until = async (at: number) => {
    now = at;
    await minute();
  };
  const cards = (where: string) => under(world, where, 'card').map((message) => sees(world, message));
  const delivered = (name: string) =>
    livestorm.deliveries.filter((one) => one.event === name && one.status === 204).length;
  const arrives = async (name: string, count: number) => {
    await livestorm.until(() => delivered(name) >= count, 20_000);
    await world.bot.idle();
  };

  await answerTo(world, 'subscribe all reminders start end questions chat digest replay people:initials');
  await hears(world, () =>
    world.ada.command(sales, 'subscribe all registrations:daily reminders digest:full people:full'),
  );
  await world.bot.idle();
  expect(cards(channel)).toEqual([expect.stringMatching(/Draft.*Not open yet/)]);
  Object.assign(event, { status: 'published', updated_at: BEGIN / 1_000 });
  livestorm.emit('event.published', eventResource(livestorm.world, event));
  await arrives('event.published', 1);
  expect(livestorm.arrive(session.id, webinar, 20)).toBe(20);
  await arrives('people.registered', 20);
  expect(cards(sales)).toEqual([expect.stringMatching(/Open for registration.*20/)]);
  for (const before of [DAY, DAY - 19 * HOUR, HOUR, 15 * MINUTE]) await until(START - before);
  world.spent();

  const pace = gated();
  now = START;
  const played = livestorm.play(session.id, webinar, pace);
  await arrives('people.registered', webinar.registrants.total);
  await arrives('session.started', 1);
  expect(cards(channel)).toEqual([expect.stringContaining('🔴 Live')]);
  for (let passed = 2 * MINUTE; START + passed < END; passed += 2 * MINUTE) {
    pace.gate = passed / 1_000;
    await livestorm.until(() => pace.at === pace.gate);
    await until(START + passed);
    if (passed === 22 * MINUTE) await world.restart();
  }
  const live = counted(world.spent());
  now = END;
  pace.gate = webinar.duration_s;
  // Of one more nobody is told: the digest waits until it has been quiet for five minutes.
  session.registrants_count += 1;
  await livestorm.until(() => session?.status === 'past');
  await arrives('session.ended', 1);
  await livestorm.until(
    () => delivered('people.attended') + delivered('people.not_attended') >= webinar.registrants.total,
  );
  await world.bot.idle();
  await until(END + MINUTE);
  now = END + 6 * MINUTE;
  await world.bot.wake('digest', { sessionId: session.id });
  await world.bot.idle();
  await minute();
  const end = counted(world.spent());
  pace.gate = Number.POSITIVE_INFINITY;
  await played;
  now = END + 76 * MINUTE;
  await world.bot.wake('recording', { sessionId: session.id, from: new Date(END) });
  await world.bot.idle();
  await minute();

  const after = counted(world.spent());

  const all = (where: string, key: string) => under(world, where, key);
  const shown = (messages: Message[]) => letters(messages.map((message) => sees(world, message)).join(' '));
  const [card, ...others] = all(channel, 'card');
  expect(others).toEqual([]);
  const questions = all(channel, 'question');
  expect(questions).toHaveLength(webinar.questions.length);
  expect(
    missing(
      inOrder(world.livestorm.world.questionsOf(session.id)).map(({ question }) => question),
      shown(questions),
    ),
  ).toEqual([]);
  const chat = all(channel, 'chat');
  const lines = chat.map((message) => Number(/Chat: (\d+) message/.exec(sees(world, message))?.[1]));
  expect(lines.reduce((sum, each) => sum + each)).toBe(webinar.messages.length);
  expect(
    missing(
      inOrder(world.livestorm.world.messagesOf(session.id)).map(({ text_content }) => text_content ?? ''),
      shown(chat),
    ),
  ).toEqual([]);
  expect(new Set([...questions, ...chat].map(({ threadTs }) => threadTs))).toEqual(new Set([card?.ts]));
  const answered = questions.filter((message) => sees(world, message).startsWith('✅'));
  expect(answered).toHaveLength(webinar.questions.filter(({ responded_offset_s: at }) => at !== null).length);
  expect([...all(sales, 'question'), ...all(sales, 'chat')]).toEqual([]);
  for (const where of [channel, sales]) {
    expect(cards(where)).toEqual([expect.stringContaining('Its digest is in this channel.')]);
    expect(all(where, 'reminder')).toHaveLength(3);
    const [digest, ...rest] = all(where, 'digest').filter(({ threadTs }) => !threadTs);
    expect(rest).toEqual([]);
    expect(digest?.versions.map((version) => JSON.stringify(version))).toEqual([
      expect.stringContaining('The full digest takes this place'),
      expect.stringMatching(/Attendance rate.*Recording:\*/),
      expect.stringMatching(/Attendance rate.*Recording:\* there since/),
    ]);
  }
  expect(all(channel, 'replay')).toHaveLength(1);
  expect(all(sales, 'replay')).toEqual([]);
  const { listQuestions = 0, listChatMessages = 0 } = live;
  expect(listQuestions + listChatMessages).toBeLessThanOrEqual(foreseenCalls(webinar.duration_s / 60));
  expect(end).toEqual({ listQuestions: 1, listChatMessages: 1, listSessionPeople: 1 });
  expect(after).toEqual({ listRecordings: 1 });
  expect(spilled(world)).toEqual([]);
}, 120_000);
