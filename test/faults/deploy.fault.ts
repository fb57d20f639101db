// A deploy in the middle of a digest of ten parts: the new instance runs beside the old one, and the old one is asked to end.

import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { noPostgres, startPostgres } from '../support/postgres.ts';
import { report } from './figures.ts';
import { type Instance, setStage } from './stage.ts';

const PARTS = 10;
/** Eight messages of them stand in the thread, between the root and the chat. */
const QUESTIONS = Array.from({ length: 30 }, (_, index) => `${index} ${'Why? '.repeat(560)}`);
const reason = noPostgres();

describe.skipIf(reason !== undefined)(reason ?? 'on one server', () => {
  test(`after each of ${PARTS - 1} parts a deploy leaves one digest, its parts in order`, async () => {
    await using postgres = await startPostgres();
    const databaseUrl = await postgres.create('deployed');
    await using stage = await setStage({ instances: 2, databaseUrl, channels: 1, times: { paceMs: 150 } });
    const { instances } = stage;
    await instances[0]?.start();
    await stage.subscribe();
    const exits: (number | null)[] = [];
    let longest = 0;
    let byBoth = 0;
    for (let part = 1; part < PARTS; part++) {
      const before = stage.standing().messages;
      const posted = instances.map(posts);
      const now = () => instances.map((instance, index) => posts(instance) - (posted[index] ?? 0));
      await Promise.all(instances.filter((instance) => !instance.isRunning()).map((fresh) => fresh.start()));
      stage.end(QUESTIONS);
      while (stage.standing().messages < before + part) await wait(5);
      // The old one is the one that posts: it has the digest in its hands.
      const [first = 0, second = 0] = now();
      const old = instances[first > second ? 0 : 1];
      const from = performance.now();
      exits.push((await old?.stop()) ?? null);
      longest = Math.max(longest, Math.round(performance.now() - from));
      await stage.drained();
      if (now().every((count) => count > 0)) byBoth++;
    }
    const counted = await stage.drained();
    report('deploys in the middle of a digest', { deploys: exits.length, ...counted, byBoth, longestStopMs: longest });
    expect(counted).toEqual({ lost: 0, doubled: 0, misplaced: 0, messages: (PARTS - 1) * PARTS });
    expect(new Set(exits)).toEqual(new Set([0]));
    expect(longest).toBeLessThan(20_000);
  });
});

const posts = ({ line }: Instance): number => line.calls.get('chat.postMessage') ?? 0;
