// PostgreSQL itself stops at once, again and again, while two instances work: they live on, and nothing is lost or doubled.

import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { noPostgres, startPostgres } from '../support/postgres.ts';
import { report } from './figures.ts';
import { type Instance, setStage } from './stage.ts';

const OUTAGES = 20;
const reason = noPostgres();

const status = async ({ url }: Instance): Promise<number> => (await fetch(`${url}/readyz`)).status;

/** How many milliseconds it takes until it is ready. */
async function untilReady(instance: Instance): Promise<number> {
  const from = performance.now();
  while ((await status(instance)) !== 200) await wait(20);
  return Math.round(performance.now() - from);
}

describe.skipIf(reason !== undefined)(reason ?? 'on one server', () => {
  test(`when PostgreSQL stops at once ${OUTAGES} times, nothing is lost, nothing is doubled and no instance ends`, async () => {
    await using postgres = await startPostgres();
    await using stage = await setStage({ instances: 2, databaseUrl: await postgres.create('crashed') });
    const { instances } = stage;
    await Promise.all(instances.map((instance) => instance.start()));
    await stage.subscribe();
    for (const { line } of instances) line.spoil();
    const during: number[] = [];
    const after: number[] = [];
    for (let done = 0; done < OUTAGES; done++) {
      stage.end();
      if (Math.random() < 0.5) await Promise.race([...instances.map(({ line }) => line.nextPost()), wait(3_000)]);
      await wait(Math.random() * 300);
      await postgres.crash();
      stage.end();
      during.push(...(await Promise.all(instances.map(status))));
      await wait(Math.random() * 2_000);
      await postgres.start();
      after.push(...(await Promise.all(instances.map(untilReady))));
    }
    const ended = instances.filter((instance) => !instance.isRunning()).length;
    const counted = await stage.drained();
    const longest = Math.max(...after);
    report('PostgreSQL stopped at once', { outages: OUTAGES, ...counted, ended, readyAfterMs: longest });
    expect(counted).toEqual({ lost: 0, doubled: 0, misplaced: 0, messages: 2 * OUTAGES * 12 });
    expect(ended).toBe(0);
    expect(new Set(during)).toEqual(new Set([503]));
    expect(longest).toBeLessThan(5_000);
  });
});
