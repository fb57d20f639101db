// Whether the operator hears that the process stood still.

import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { watchLoop } from '../../src/jobs/loop-watch.ts';
import { createLog } from '../../src/log.ts';

async function linesAfter(standsStillMs: number): Promise<{ msg: string; ms: number }[]> {
  const lines: { msg: string; ms: number }[] = [];
  const end = watchLoop(createLog('warn', { write: (line) => lines.push(JSON.parse(line)) }), {
    everyMs: standsStillMs + 200,
    longMs: 200,
  });
  await wait(60);
  const until = performance.now() + standsStillMs;
  while (performance.now() < until);
  await wait(300);
  end();
  return lines;
}

test('one that stood still is told of once, with how long', async () => {
  const lines = await linesAfter(350);
  expect(lines).toHaveLength(1);
  expect(lines[0]?.ms).toBeGreaterThanOrEqual(250);
  expect(lines[0]?.msg).toMatch(/^Showrunner stood still for \d\.\d s within the last minute and answered nobody/);
});

test('one that works as it should is not spoken of', async () => {
  expect(await linesAfter(0)).toEqual([]);
});
