// Chat, recordings and jobs, where Livestorm says less than usual.
import { expect, test } from 'vitest';
import { take } from '../../src/livestorm/client.ts';
import { neighbour } from './neighbour.ts';

const answer = (type: string, attributes: object) => ({ body: { data: [{ id: 'x1', type, attributes }] } });

test.each([
  [{ from_team_member: true }, true],
  [{ from_guest_speaker: true }, true],
  [{ from_team_member: false, from_guest_speaker: null }, false],
  [{}, false],
])('a message with %j is from the team: %s', async (attributes, fromTeam) => {
  await using livestorm = await neighbour([answer('chat_messages', attributes)]);
  expect(await take(livestorm.livestorm.sessions.chatMessages('s1'), 9)).toEqual([
    { id: 'x1', authorId: null, text: '', fromTeam, createdAt: null },
  ]);
});

test('a recording without an expiry has none', async () => {
  await using livestorm = await neighbour([answer('recordings', { url: 'https://x/y.mp4', url_expires_in: 3600 })]);
  expect(await take(livestorm.livestorm.sessions.recordings('s1'), 9)).toMatchObject([
    { url: 'https://x/y.mp4', urlExpiresAt: null, sizeBytes: null },
  ]);
});

test.each([
  [[{ title: 'Conflict', detail: 'This person is already registered' }], ['This person is already registered'], true],
  [[{ message: 'Bad email' }], ['Bad email'], false],
  [[{ title: 'Invalid' }], ['Invalid'], false],
  [['has already been taken'], ['has already been taken'], true],
  [[{}], [''], false],
  [null, [], false],
])('a task that failed with %j', async (errors, said, alreadyRegistered) => {
  await using livestorm = await neighbour([answer('tasks', { status: 'failed', errors })]);
  expect(await livestorm.livestorm.jobs.tasks('j1')).toEqual([
    { id: 'x1', status: 'failed', errors: said, alreadyRegistered, contactsSpent: false },
  ]);
});
