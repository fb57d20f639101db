// Killed at any moment, with a Slack that answers badly, the bot posts each part of each digest once. In short;
// kills.fault.ts does it a thousand times.

import { describe, expect, test } from 'vitest';
import { noPostgres, sharedPostgres } from '../support/postgres.ts';
import { type KillOptions, kill } from './killing.ts';

const PATIENCE = { timeout: 180_000 };

async function judged(options: KillOptions): Promise<void> {
  const killed = await kill(options);
  expect(killed).toMatchObject({ lost: 0, doubled: 0, misplaced: 0, messages: 12 * killed.sessions });
}

test(
  'after four kills and a Slack that fails now and then, nothing is lost and nothing is doubled',
  PATIENCE,
  async () => {
    await judged({ kills: 4, instances: 1 });
  },
);

const reason = noPostgres();
describe.skipIf(reason !== undefined)(reason ?? 'on one server', () => {
  test('two instances lose and double nothing when one or the other is killed', PATIENCE, async () => {
    const databaseUrl = await (await sharedPostgres()).create('killed');
    await judged({ kills: 4, instances: 2, databaseUrl });
  });
});
