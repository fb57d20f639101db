// Killed at each named point of a delivery, its digest and its messages, the bot loses nothing and doubles nothing.
// `npm run test:faults` kills it 20 times at each, or as often as KILLS says; POINTS picks some by their names.

import { expect, test } from 'vitest';
import { report } from './figures.ts';
import { killAt, points } from './points.ts';

const KILLS = Number(process.env.KILLS ?? 20);
const names = Object.keys(points).filter((name) => name.includes(process.env.POINTS ?? ''));

test(`after ${KILLS} kills at each of ${names.length} points nothing is lost and nothing is doubled`, {
  timeout: 120_000 + names.length * KILLS * 15_000,
}, async () => {
  const done = { points: 0, kills: 0, lost: 0, doubled: 0, misplaced: 0 };
  const outcome = await killAt(names, KILLS, (_point, { kills, lost, doubled, misplaced }) => {
    done.points++;
    done.kills += kills;
    done.lost += lost;
    done.doubled += doubled;
    done.misplaced += misplaced;
    report('named points', done);
  });
  report('named points', { points: names.length, ...outcome });
  expect(outcome).toMatchObject({ lost: 0, doubled: 0, misplaced: 0, unworked: 0, astray: 0, digests: 0 });
  expect(outcome.messages).toBe(3 * names.length * KILLS);
});
