// Killed again and again: 300 times with the embedded store, 1,000 times two instances on one server, or as often as KILLS says.

import { describe, expect, test } from 'vitest';
import { noPostgres, startPostgres } from '../support/postgres.ts';
import { report } from './figures.ts';
import { type Killed, type KillOptions, kill } from './killing.ts';

const times = (unlessTold: number) => Number(process.env.KILLS ?? unlessTold);
const tell = (what: object) => void process.stdout.write(`${JSON.stringify(what)}\n`);
const patience = (kills: number) => ({ timeout: 300_000 + kills * 10_000 });

async function judged(trial: string, options: KillOptions): Promise<void> {
  const killed: Killed = await kill({ ...options, tell });
  const { log: _, ...figures } = killed;
  report(trial, figures);
  tell(killed);
  expect(killed).toMatchObject({ lost: 0, doubled: 0, misplaced: 0, messages: 12 * killed.sessions });
}

const alone = times(300);
test(
  `after ${alone} kills of the embedded store's one instance nothing is lost and nothing is doubled`,
  patience(alone),
  () => judged('kills, embedded store', { kills: alone, instances: 1 }),
);

const reason = noPostgres();
const together = times(1_000);
describe.skipIf(reason !== undefined)(reason ?? 'on one server', () => {
  test(
    `after ${together} kills of two instances nothing is lost and nothing is doubled`,
    patience(together),
    async () => {
      await using postgres = await startPostgres();
      const databaseUrl = await postgres.create('killed');
      await judged('kills, two instances on one server', { kills: together, instances: 2, databaseUrl });
    },
  );
});
