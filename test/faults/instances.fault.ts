// Four instances share 5,000 posts, and one of them is killed in the middle: nothing is lost, nothing doubled, nobody idle.

import { setTimeout as wait } from 'node:timers/promises';
import { fromKysely, PgBoss } from 'pg-boss';
import { describe, expect, test } from 'vitest';
import { OUTBOX } from '../../src/operations/outbox.ts';
import { openStore } from '../../src/store/store.ts';
import { noPostgres, startPostgres } from '../support/postgres.ts';
import { report } from './figures.ts';
import { type Instance, type Stage, setStage } from './stage.ts';

const INSTANCES = 4;
const POSTS = 5_000;
const CHANNELS = 100;
const reason = noPostgres();

const posts = ({ line }: Instance): number => line.calls.get('chat.postMessage') ?? 0;
const total = ({ instances }: Stage): number => instances.reduce((sum, instance) => sum + posts(instance), 0);

/** A message and its job for each, in one commit. */
async function fill(databaseUrl: string, channels: string[]): Promise<void> {
  const store = await openStore({ databaseUrl });
  const boss = new PgBoss({
    connectionString: databaseUrl,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  await boss.start();
  await store.transaction(async (within) => {
    for (let index = 0; index < POSTS; index++) {
      await within.outbox.add(channels[index % CHANNELS] ?? '', `post ${index}`, [{ text: `${index}`, blocks: [] }]);
    }
    const jobs = Array.from({ length: POSTS }, (_, index) => ({
      data: { channel: channels[index % CHANNELS] },
      singletonKey: `post ${index}`,
    }));
    await boss.insert(OUTBOX, jobs, { db: fromKysely(within.trx.withoutPlugins()) });
  });
  await boss.stop();
  await store.close();
}

describe.skipIf(reason !== undefined)(reason ?? 'on one server', () => {
  test(`${INSTANCES} instances do ${POSTS} jobs once each though one is killed, and none less than 15 %`, async () => {
    await using postgres = await startPostgres();
    const databaseUrl = await postgres.create('shared');
    await using stage = await setStage({
      instances: INSTANCES,
      databaseUrl,
      channels: CHANNELS,
      times: { paceMs: 0, callMs: 10_000, leaseMs: 20_000 },
    });
    const { instances } = stage;
    await Promise.all(instances.map((instance) => instance.start()));
    await fill(databaseUrl, stage.channels);
    const from = performance.now();
    while (total(stage) < POSTS * 0.4) await wait(10);
    const [victim, ...others] = instances as [Instance, ...Instance[]];
    const atKill = instances.map(posts);
    await victim.cut();
    const since = () => Math.round((performance.now() - from) / 100) / 10;
    // What was on its way when it was killed is looked for within the minute, by whoever sweeps.
    while (total(stage) < POSTS * 0.99) await wait(50);
    const busySeconds = since();
    const texts = () => stage.channels.flatMap((id) => stage.slack.channel(id).messages.map(({ text }) => text));
    while (new Set(texts()).size < POSTS) await wait(500);
    const seconds = since();
    await wait(5_000);
    const said = texts();
    const share = (instance: Instance, index: number) => {
      const all = others.reduce((sum, other, at) => sum + posts(other) - (atKill[at + 1] ?? 0), 0);
      return Math.round(((posts(instance) - (atKill[index + 1] ?? 0)) / all) * 1_000) / 10;
    };
    const before = atKill.map((count) => Math.round((count / atKill.reduce((a, b) => a + b)) * 1_000) / 10);
    const figures = {
      jobs: POSTS,
      lost: POSTS - new Set(said).size,
      doubled: said.length - new Set(said).size,
      percentBefore: before,
      percentAfter: others.map(share),
      busySeconds,
      seconds,
    };
    report('four instances, one killed', figures);
    expect(figures).toMatchObject({ lost: 0, doubled: 0 });
    expect(Math.min(...before, ...figures.percentAfter)).toBeGreaterThan(15);
  });
});
