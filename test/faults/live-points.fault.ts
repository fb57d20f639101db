// Killed at each named point of a live edit, the bot leaves one message a question, with its newest state.
// `npm run test:faults` kills it 20 times at each, or as often as KILLS says; POINTS picks some by their names.

import { expect, test } from 'vitest';
import { report } from './figures.ts';
import { killLiveAt, livePoints } from './live-points.ts';

const KILLS = Number(process.env.KILLS ?? 20);
const names = Object.keys(livePoints).filter((name) => name.includes(process.env.POINTS ?? ''));

test(`after ${KILLS} kills at each of ${names.length} points of a live edit each question has one message, up to date`, {
  timeout: 120_000 + names.length * KILLS * 15_000,
}, async () => {
  const outcome = await killLiveAt(names, KILLS, (point, { kills, lost, doubled, stale }) =>
    report('named points, live edit', { latest: point, kills, lost, doubled, stale }),
  );
  report('named points, live edit', { points: names.length, ...outcome });
  expect(outcome).toMatchObject({ messages: names.length * KILLS, lost: 0, doubled: 0, stale: 0 });
});
