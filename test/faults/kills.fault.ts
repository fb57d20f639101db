// Killed 300 times, or as often as KILLS says: nothing is lost, nothing is doubled. Prints its figures.

import { expect, test } from 'vitest';
import { kill } from './killing.ts';

const kills = Number(process.env.KILLS ?? 300);
const tell = (what: object) => void process.stdout.write(`${JSON.stringify(what)}\n`);

test(`after ${kills} kills and a Slack that fails now and then, nothing is lost and nothing is doubled`, {
  timeout: 180_000 + kills * 10_000,
}, async () => {
  const counted = await kill(kills, tell);
  tell(counted);
  expect(counted).toMatchObject({ lost: 0, doubled: 0, misplaced: 0, messages: 12 * kills });
});
