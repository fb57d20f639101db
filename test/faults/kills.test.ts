// Killed at any moment, with a Slack that answers badly, the bot posts each part of each digest once. In short;
// kills.fault.ts does it 300 times.

import { expect, test } from 'vitest';
import { kill } from './killing.ts';

test('after four kills and a Slack that fails now and then, nothing is lost and nothing is doubled', {
  timeout: 180_000,
}, async () => {
  const counted = await kill(4, () => undefined);
  expect(counted).toMatchObject({ lost: 0, doubled: 0, misplaced: 0, messages: 48 });
});
