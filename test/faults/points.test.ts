// Killed at a few named points, the bot loses nothing and doubles nothing. points.fault.ts kills it 20 times at each.

import { expect, test } from 'vitest';
import { killAt } from './points.ts';

const SOME = [
  'webhook: committed, not answered',
  'digest: written, not committed',
  'second part, in the thread: taken by Slack, not answered',
];

test(`killed once at each of these, it loses nothing and doubles nothing: ${SOME.join('; ')}`, {
  timeout: 300_000,
}, async () => {
  const outcome = await killAt(SOME, 1, () => undefined);
  expect(outcome).toMatchObject({ messages: 9, lost: 0, doubled: 0, misplaced: 0, unworked: 0, astray: 0, digests: 0 });
});
