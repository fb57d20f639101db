// Whether the operator hears of a clock that is wrong.

import { expect, test } from 'vitest';
import { startLivestorm } from '../../sandbox/livestorm/server.ts';
import { startSlack } from '../../sandbox/slack/server.ts';
import { watchClock } from '../../src/bot/clock-watch.ts';
import { createLivestorm } from '../../src/livestorm/client.ts';
import { createLog } from '../../src/log.ts';
import { createClients } from '../../src/slack/clients.ts';
import { openGate } from '../support/gate.ts';

const HOUR = 3_600_000;

/** A clock that is so far ahead. */
function watched(seconds: number) {
  const lines: { msg: string; seconds: number }[] = [];
  const log = createLog('warn', { write: (line) => lines.push(JSON.parse(line)) });
  const at = { ahead: seconds, monotonic: 0 };
  const clock = () => new Date(Date.now() + at.ahead * 1_000);
  return { ...watchClock(clock, log, () => at.monotonic), lines, log, at };
}

const dated = (at = new Date(), more = {}) => new Headers({ date: at.toUTCString(), ...more });

test('a clock that is right to a minute is not spoken of, and its difference can be asked', () => {
  const { onAnswer, aheadBySeconds, lines } = watched(45);
  expect(aheadBySeconds()).toBeNull();
  onAnswer(dated());
  expect(aheadBySeconds()).toBeGreaterThanOrEqual(45);
  expect(aheadBySeconds()).toBeLessThan(48);
  expect(lines).toEqual([]);
});

test.each([
  [600, /^The clock of this machine is 60\d s ahead: set it/],
  [-600, /^The clock of this machine is (599|600) s behind: set it/],
])('one that is %s s off is a sentence with the seconds in it, once an hour', (seconds, sentence) => {
  const { onAnswer, lines, at } = watched(seconds);
  for (let answer = 0; answer < 5; answer++) onAnswer(dated());
  expect(lines.map(({ msg }) => msg)).toEqual([expect.stringMatching(sentence)]);
  at.monotonic = HOUR - 1;
  onAnswer(dated());
  expect(lines).toHaveLength(1);
  at.monotonic = HOUR;
  onAnswer(dated());
  expect(lines).toHaveLength(2);
});

test('an answer without a date, with a strange one or from a cache says nothing about our clock', () => {
  const { onAnswer, aheadBySeconds, lines } = watched(0);
  const old = new Date(Date.now() - HOUR);
  for (const headers of [new Headers(), new Headers({ date: 'today' }), dated(old, { age: '3600' })]) onAnswer(headers);
  expect([aheadBySeconds(), lines]).toEqual([null, []]);
});

test('a clock that is set right is right again', () => {
  const { onAnswer, aheadBySeconds, at } = watched(7_200);
  onAnswer(dated());
  at.ahead = 0;
  onAnswer(dated());
  expect(Math.abs(aheadBySeconds() ?? 99)).toBeLessThan(3);
});

test('each answer of Slack’s is looked at, also a refusal', async () => {
  const slack = await startSlack();
  const { onAnswer, aheadBySeconds, log } = watched(-500);
  const { ui } = createClients({ token: 'xoxb-wrong', apiUrl: slack.apiUrl, callMs: 1_000, onAnswer, log });
  await ui.auth.test().catch(() => undefined);
  await slack.stop();
  expect(aheadBySeconds()).toBeLessThan(-490);
});

test('each answer of Livestorm’s is looked at, also a refusal', async () => {
  const livestorm = await startLivestorm({ burst: 0 });
  const { onAnswer, aheadBySeconds, log } = watched(500);
  await createLivestorm({ token: 'wrong', baseUrl: livestorm.url, log, gate: openGate, onAnswer })
    .ping()
    .catch(() => undefined);
  await livestorm.stop();
  expect(aheadBySeconds()).toBeGreaterThan(490);
});
