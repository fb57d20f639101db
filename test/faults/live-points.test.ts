// Killed at a few named points of a live edit, the bot leaves one message a question. live-points.fault.ts kills it 20 times at each.

import { expect, test } from 'vitest';
import { killLiveAt } from './live-points.ts';

const SOME = ['live edit: marked untold, not told', 'live edit: told, not committed', 'live edit: told, not claimed'];

test(`killed once at each of these, each question has one message, up to date: ${SOME.join('; ')}`, {
  timeout: 300_000,
}, async () => {
  const outcome = await killLiveAt(SOME, 1, () => undefined);
  expect(outcome).toMatchObject({ messages: 3, lost: 0, doubled: 0, stale: 0 });
});
