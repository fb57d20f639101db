// Several instances over one PostgreSQL ask Livestorm at once: what arrives there in any second.

import { pino } from 'pino';
import { startLivestorm } from '../../sandbox/livestorm/server.ts';
import { createLivestorm } from '../../src/livestorm/client.ts';
import { createGovernor } from '../../src/operations/governor.ts';
import { openStore } from '../../src/store/store.ts';

export interface Burst {
  asked: number;
  answered: number;
  /** By the local Livestorm, which takes five a second. */
  refused: number;
  /** Most that arrived within a second, whenever it began. */
  mostInASecond: number;
  seconds: number;
}

/** Each instance has its own pool, gate and client; nothing but the database is shared. */
export async function burst(databaseUrl: string, instances: number, calls: number): Promise<Burst> {
  await using livestorm = await startLivestorm({ burst: 5 });
  const log = pino({ level: 'silent' });
  // The first brings the tables.
  const stores = [await openStore({ databaseUrl })];
  while (stores.length < instances) stores.push(await openStore({ databaseUrl }));
  const sleep = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));
  const clients = stores.map((store) => {
    const gate = createGovernor({ store, clock: () => new Date(), sleep, reserve: 0.1 });
    return createLivestorm({ token: livestorm.token, baseUrl: livestorm.url, log, gate, sleep });
  });
  const from = performance.now();
  const asked = Array.from({ length: calls }, (_, index) =>
    clients[index % instances]?.for({ kind: 'command' }).ping(),
  );
  const outcomes = await Promise.allSettled(asked);
  const seconds = Math.round((performance.now() - from) / 100) / 10;
  await Promise.all(stores.map((store) => store.close()));
  const arrived = livestorm.calls.map(({ at }) => at).sort((a, b) => a - b);
  return {
    asked: calls,
    answered: outcomes.filter(({ status }) => status === 'fulfilled').length,
    refused: livestorm.calls.filter(({ status }) => status === 429).length,
    mostInASecond: Math.max(
      ...arrived.map((start) => arrived.filter((at) => at >= start && at < start + 1_000).length),
    ),
    seconds,
  };
}
