// Without a secret every delivery is a hint only: what it says is read from Livestorm before it counts.

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { answerTo, calm, deliver, operations, sees, spilled, stand } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ isSigned: false, seed: (livestorm) => void stand(livestorm, 'Office hours') });
  await answerTo(world, 'subscribe all');
});
afterAll(() => world[Symbol.asyncDispose]());
afterEach(async () => {
  await calm(world);
  expect(spilled(world)).toEqual([]);
});

const first = () => {
  const [session] = world.livestorm.world.sessions.values();
  if (!session) throw new Error('no session');
  return session;
};
const at = Math.floor(Date.now() / 1_000);
const over = { status: 'past' as const, started_at: at - 3_600, ended_at: at, duration: 3_600, updated_at: at + 9_999 };
const roots = () =>
  world.slack.channel(world.channel).messages.filter(({ text, threadTs }) => !threadTs && text.includes('Digest of'));

test('a forged end of a session costs one call, and nothing is posted or kept of it', async () => {
  await deliver(world, 'session.ended', { ...first(), ...over, name: 'Forged' });
  expect(operations(world.spent())).toEqual(['getSession']);
  expect(roots()).toEqual([]);
  expect(await answerTo(world, 'list')).not.toContain('Forged');
  expect(await answerTo(world, 'list')).toContain('Office hours');
});

test('a session that nobody has costs one call, and is not listed', async () => {
  await deliver(world, 'session.created', { ...first(), id: '00000000-0000-4000-8000-000000000000', name: 'Nowhere' });
  expect(operations(world.spent())).toEqual(['getSession']);
  expect(await answerTo(world, 'list')).not.toContain('Nowhere');
});

test('the real end costs one call more than a signed one, and its digest comes once', async () => {
  Object.assign(first(), over, { updated_at: at });
  await deliver(world, 'session.ended', first());
  expect(operations(world.spent())).toEqual(['getSession', 'listSessionPeople', 'listQuestions', 'listChatMessages']);
  expect(roots().map((message) => sees(world, message))).toHaveLength(1);
});

test('while the calls are kept for people, what it says waits, and costs nothing', async () => {
  const few = { 'RateLimit-Monthly-Limit': '10000', 'RateLimit-Monthly-Remaining': '900' };
  world.livestorm.faults.add({ headers: few, times: 1_000 });
  await answerTo(world, 'doctor');
  world.livestorm.faults.clear();
  world.spent();
  const other = stand(world.livestorm, 'Kept waiting').session;
  Object.assign(other, over);
  await deliver(world, 'session.ended', other);
  expect(world.spent()).toEqual([]);
  expect(world.log.filter(({ msg }) => String(msg).startsWith('an unsigned delivery waits'))).toHaveLength(1);
});
