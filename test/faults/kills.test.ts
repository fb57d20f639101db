// Killed at any moment, with a Slack that answers badly, the bot posts each part of each digest once.
// `npm run test:faults` does it 300 times, or as often as KILLS says.

import { expect, test } from 'vitest';
import { kill } from './killing.ts';

const kills = Number(process.env.KILLS ?? 4);

test(`after ${kills} kills and a Slack that fails now and then, nothing is lost and nothing is doubled`, {
  timeout: 180_000 + kills * 10_000,
}, async () => {
  const tell = (what: object) => {
    if (process.env.KILLS) process.stdout.write(`${JSON.stringify(what)}\n`);
  };
  const { log, ...figures } = await kill(kills, tell);
  tell({ ...figures, log });
  expect(figures).toMatchObject({ lost: 0, doubled: 0, misplaced: 0, kills });
  expect(figures.messages).toBeGreaterThan(kills * 8);
});
