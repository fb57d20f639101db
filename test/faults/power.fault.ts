// The power goes while commits run, in full; two cuts of it are in test/store/embedded.test.ts.
import { expect, test } from 'vitest';
import { report } from './figures.ts';
import { powerCuts } from './power.ts';

test('of what was acknowledged before a power cut nothing is missing after it, 20 times, on a disk that forgets', async () => {
  const seen = await powerCuts({ cuts: 20, random: Math.random });
  const lost = seen.reduce((sum, { missing }) => sum + missing, 0);
  report('power cuts, simulated', { cuts: seen.length, acknowledged: seen.at(-1)?.acknowledged, lost });
  expect(lost).toBe(0);
  expect(seen.at(-1)?.acknowledged).toBeGreaterThan(200);
});
