// What Slack says of people and groups, read over its own Web API.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Slack, startSlack } from '../../sandbox/slack/server.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { createLog } from '../../src/log.ts';
import { createClients } from '../../src/slack/clients.ts';
import { createPeople } from '../../src/slack/people.ts';

const SCOPES = ['users:read', 'usergroups:read'];
const log = createLog('silent', { write: () => undefined });

let slack: Slack;
let now = 0;
beforeEach(async () => {
  slack = await startSlack({ scopes: SCOPES });
  now = Date.parse('2026-11-23T12:00:00Z');
});
afterEach(() => slack.stop());

function people({ apiUrl, botToken }: Slack) {
  const { ui } = createClients({ token: botToken, apiUrl, callMs: 1_000, log });
  return createPeople(ui, () => new Date(now));
}

const asked = (method: string) => slack.calls.filter((call) => call.method === method).length;

test('everybody is what Slack says they are', async () => {
  const { standingOf } = people(slack);
  const { workspace } = slack;
  const add = (more: object) => workspace.addUser({ name: 'x', ...more }).id;
  expect(await standingOf(SEED.ben)).toEqual({ kind: 'member' });
  expect(await standingOf(SEED.guest)).toEqual({ kind: 'guest' });
  expect(await standingOf(add({ isUltraRestricted: true }))).toEqual({ kind: 'guest' });
  expect(await standingOf(add({ isStranger: true }))).toEqual({ kind: 'stranger' });
  expect(await standingOf(add({ teamId: 'T0PARTNERS' }))).toEqual({ kind: 'stranger' });
  expect(await standingOf('U0NOBODY')).toEqual({ kind: 'stranger' });
  expect(await standingOf(SEED.otherBot)).toEqual({ kind: 'bot' });
  expect(await standingOf(add({ deleted: true }))).toEqual({ kind: 'deactivated' });
});

test('a person is read once in five minutes, for their zone as well, and then anew', async () => {
  const { standingOf, zoneOf } = people(slack);
  expect(await zoneOf(SEED.ben)).toBe('America/New_York');
  await standingOf(SEED.ben);
  expect(asked('users.info')).toBe(1);
  slack.workspace.user(SEED.ben).isRestricted = true;
  expect(await standingOf(SEED.ben)).toEqual({ kind: 'member' });
  now += 5 * 60_000;
  expect(await standingOf(SEED.ben)).toEqual({ kind: 'guest' });
  expect(asked('auth.test')).toBe(1);
});

test('a group is read once in five minutes', async () => {
  const { membersOf } = people(slack);
  expect(await membersOf(SEED.operators)).toEqual({ kind: 'known', users: [SEED.ada] });
  expect(await membersOf(SEED.operators)).toEqual({ kind: 'known', users: [SEED.ada] });
  expect(asked('usergroups.users.list')).toBe(1);
  slack.workspace.usergroups.get(SEED.operators)?.users.push(SEED.ben);
  now += 5 * 60_000;
  expect(await membersOf(SEED.operators)).toEqual({ kind: 'known', users: [SEED.ada, SEED.ben] });
  expect(await membersOf('S0NOBODY')).toEqual({ kind: 'none' });
});

test('what Slack does not say is asked once more, then unknown with the reason, and asked again the next time', async () => {
  const { standingOf, membersOf } = people(slack);
  slack.faults.add({ method: 'users.info', status: 500 });
  expect(await standingOf(SEED.ben)).toEqual({ kind: 'member' });
  slack.faults.add({ method: 'users.info', status: 500, times: 2 });
  now += 5 * 60_000;
  slack.faults.add({ method: 'usergroups.users.list', retryAfter: 5 });
  expect(await standingOf(SEED.ben)).toEqual({ kind: 'unknown', reason: 'no_answer' });
  expect(await membersOf(SEED.operators)).toEqual({ kind: 'unknown', reason: 'no_answer' });
  expect(await standingOf(SEED.ben)).toEqual({ kind: 'member' });
  expect(await membersOf(SEED.operators)).toMatchObject({ kind: 'known' });

  await using bare = await startSlack({ scopes: ['chat:write'] });
  const without = people(bare);
  expect(await without.standingOf(SEED.ben)).toEqual({ kind: 'unknown', reason: 'missing_scope' });
  expect(await without.membersOf(SEED.operators)).toEqual({ kind: 'unknown', reason: 'missing_scope' });
  expect(await without.zoneOf(SEED.ben)).toBeNull();
});
