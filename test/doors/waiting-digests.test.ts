// A session has ended, and its digest cannot be made now: it waits, costs no calls, and comes once.

import { afterEach, expect, test } from 'vitest';
import type { SessionRecord } from '../../sandbox/livestorm/records.ts';
import { answerTo, deliver, formOf, hears, operations, sees, spilled, stand } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

const HOUR = 3_600_000;
let opened: World | undefined;
afterEach(async () => {
  expect(opened && spilled(opened)).toEqual([]);
  await opened?.[Symbol.asyncDispose]();
});

/** `behind`: so much the bot's clock is late, so that what waits until then comes due now. */
async function withSessions(titles: string[], behind = 0): Promise<World> {
  const world = await openWorld({
    clock: () => new Date(Date.now() - behind),
    seed: (livestorm) => titles.forEach((title) => void stand(livestorm, title)),
  });
  opened = world;
  await answerTo(world, 'subscribe all digest');
  world.spent();
  return world;
}

async function ended(world: World): Promise<SessionRecord[]> {
  const sessions = [...world.livestorm.world.sessions.values()];
  for (const session of sessions) {
    const at = session.estimated_started_at;
    const over = { status: 'past' as const, started_at: at, ended_at: at + 60, duration: 60, updated_at: at + 60 };
    await deliver(world, 'session.ended', Object.assign(session, over));
  }
  return sessions;
}

const roots = ({ slack, channel }: World) =>
  slack.channel(channel).messages.filter(({ text, threadTs }) => !threadTs && text.startsWith('Digest of'));

test('while Livestorm refuses the token three digests wait, for two calls at most, and come when it was mended', async () => {
  const world = await withSessions(['One', 'Two', 'Three'], HOUR - 1_500);
  const body = '{"errors":[{"detail":"Authentication could not be verified"}]}';
  world.livestorm.faults.add({ status: 401, body, times: 1_000 });
  await ended(world);
  expect(roots(world)).toEqual([]);
  expect(world.spent().length).toBeLessThanOrEqual(2);
  expect(world.log.filter(({ msg }) => String(msg).startsWith('a digest waits')).length).toBeGreaterThanOrEqual(3);
  world.livestorm.faults.clear();
  // What somebody asks for and gets tells that it was mended.
  const list = await hears(world, () => world.ada.command(world.channel, 'list past'));
  await world.ada.press(list, 'list.refresh');
  await world.slack.until(() => roots(world).length === 3, 15_000);
  await world.bot.idle();
  expect(roots(world)).toHaveLength(3);
});

test('a session that Livestorm no longer has ends with one call, without a digest, and is listed no more', async () => {
  const world = await withSessions(['Gone']);
  world.livestorm.faults.add({ status: 404, body: '{"errors":[{"detail":"Session not found"}]}', times: 1_000 });
  await ended(world);
  await world.bot.idle();
  expect(operations(world.spent())).toEqual(['listSessionPeople']);
  expect(roots(world)).toEqual([]);
  expect(await answerTo(world, 'list past')).not.toContain('Gone');
});

test('when the calls of the month are spent, people are told until when, and nothing more is asked', async () => {
  const world = await withSessions(['Office hours']);
  world.livestorm.faults.add({
    status: 429,
    headers: { 'RateLimit-Monthly-Remaining': '0', 'RateLimit-Reset': '1893456000' },
    body: '{"errors":[{"detail":"Throttle limit reached"}]}',
    times: 1_000,
  });
  for (const title of ['First', 'Second']) {
    await world.ada.submit(await formOf(world, `create ${title}`, 'create'));
    await world.slack.until(() => world.ada.view?.callback_id === 'working');
    const again = sees(world, await world.form('create'));
    expect(again).toContain('calls for this period are used up. Nothing was changed. They come back Jan 1, 2030 at');
    expect(again).toContain(title);
  }
  await ended(world);
  expect(operations(world.spent())).toEqual(['createEvent']);
  expect(roots(world)).toEqual([]);
});

test.each(['listSessionPeople', 'listChatMessages'])(
  'when the calls run out in the middle of a digest (%s) no half of it is posted, and later all of it, once',
  async (operation) => {
    const world = await withSessions(['Halfway']);
    const [session] = world.livestorm.world.sessions.values();
    if (!session) throw new Error('no session');
    world.livestorm.world.addQuestion(session, { question: 'Is it all there?' });
    const back = Math.floor(Date.now() / 1_000) + 2;
    world.livestorm.faults.add({
      operation,
      status: 429,
      headers: { 'RateLimit-Monthly-Remaining': '0', 'RateLimit-Reset': String(back) },
      body: '{"errors":[{"detail":"Throttle limit reached"}]}',
    });
    await ended(world);
    expect(roots(world)).toEqual([]);
    await world.slack.until(() => roots(world).length > 0, 15_000);
    await world.bot.idle();
    expect(roots(world)).toHaveLength(1);
    const { messages } = world.slack.channel(world.channel);
    expect(messages.filter(({ threadTs }) => threadTs).map((message) => sees(world, message))).toEqual([
      expect.stringContaining('Is it all there?'),
    ]);
  },
);
