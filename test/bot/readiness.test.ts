// What /readyz says of a bot that cannot work.

import { expect, test } from 'vitest';
import { whyNotReady } from '../../src/bot/readiness.ts';
import { openTestStore } from '../support/store.ts';
import { openWorld } from '../support/world.ts';

const well = { isEnding: () => false, ping: async () => undefined, isSlackConnected: () => true };

test('a store that answers and a Slack that is connected are all it takes', async () => {
  expect(await whyNotReady(well)).toBeNull();
});

test('a store that is closed, or says nothing, is named', async () => {
  const store = await openTestStore();
  await store.close();
  expect(await whyNotReady({ ...well, ping: store.ping })).toBe('the store does not answer');
  expect(await whyNotReady({ ...well, ping: () => new Promise(() => {}) })).toBe('the store does not answer');
});

test('one that stops says so at once, whatever else is the matter', async () => {
  expect(await whyNotReady({ ...well, isEnding: () => true, ping: () => new Promise(() => {}) })).toBe('stopping');
});

test('in Socket Mode it is ready while the socket stands', async () => {
  await using world = await openWorld({ transport: 'socket' });
  const ready = async () => {
    const response = await fetch(`http://127.0.0.1:${world.bot.port}/readyz`);
    return `${response.status} ${await response.text()}`;
  };
  expect(await ready()).toBe('200 ready');
  await world.slack.stop();
  for (let tries = 0; tries < 100 && (await ready()) === '200 ready'; tries++) {
    await new Promise((turn) => setTimeout(turn, 5));
  }
  expect(await ready()).toBe('503 not connected to Slack');
});
