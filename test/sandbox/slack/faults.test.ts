// What goes wrong on purpose: rate limits, errors, slowness, cut connections.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Slack, startSlack } from '../../../sandbox/slack/server.ts';
import { SEED } from '../../../sandbox/slack/workspace.ts';
import { api } from './tiny-app.ts';

let slack: Slack;
beforeEach(async () => {
  slack = await startSlack();
});
afterEach(async () => await slack.stop());

const post = () => api(slack, 'chat.postMessage', { channel: SEED.webinars, text: 'Hello' });
const standing = (): number => slack.channel(SEED.webinars).messages.length;

it('a rate limit is HTTP 429 with Retry-After, once', async () => {
  slack.faults.add({ method: 'chat.postMessage', retryAfter: 7 });
  const first = await post();
  expect(first).toMatchObject({ ok: false, error: 'ratelimited', status: 429 });
  expect(first.headers.get('retry-after')).toBe('7');
  expect(await post()).toMatchObject({ ok: true, status: 200 });
  expect(slack.calls.map(({ httpStatus }) => httpStatus)).toEqual([429, 200]);
});

it('an outage lasts as many calls as told, of that method alone', async () => {
  slack.faults.add({ method: 'chat.postMessage', status: 503, times: 2 });
  expect((await post()).status).toBe(503);
  expect((await api(slack, 'auth.test')).ok).toBe(true);
  expect((await post()).status).toBe(503);
  expect((await post()).ok).toBe(true);
  expect(standing()).toBe(1);
});

it('a connection cut before does nothing; cut after, the message stands though nobody was told', async () => {
  slack.faults.add({ method: 'chat.postMessage', drop: 'before' });
  await expect(post()).rejects.toThrow();
  expect(standing()).toBe(0);
  slack.faults.add({ method: 'chat.postMessage', drop: 'after' });
  await expect(post()).rejects.toThrow();
  expect(standing()).toBe(1);
  expect(slack.calls).toHaveLength(1);
});

it('a slow call still does its work, and cleared faults do nothing', async () => {
  slack.faults.add({ method: '*', delayMs: 5 });
  expect((await post()).ok).toBe(true);
  slack.faults.add({ method: 'chat.postMessage', error: 'fatal_error' });
  slack.faults.clear();
  expect((await post()).ok).toBe(true);
});

it('an error of choice', async () => {
  slack.faults.add({ method: 'chat.postMessage', error: 'restricted_action' });
  expect(await post()).toMatchObject({ ok: false, error: 'restricted_action', status: 200 });
});
