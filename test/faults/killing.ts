// Instances that are killed again and again while webhooks and digests flow; then what stands in the channels is counted.

import { setTimeout as wait } from 'node:timers/promises';
import type { Count } from './counting.ts';
import { type Instance, type Stage, type StageOptions, setStage } from './stage.ts';

export interface Killed extends Count {
  kills: number;
  instances: number;
  /** Messages that stood there when the last kill was done. */
  underFire: number;
  faults: Record<string, number>;
  lookUps: number;
  secondsAKill: number;
  /** Where the bot logged. */
  log: string;
}

export type KillOptions = StageOptions & { kills: number; tell?: (progress: object) => void };

/** Ends a session before each kill of one of them, and counts when all is said. */
export async function kill({ kills, tell = () => undefined, ...options }: KillOptions): Promise<Killed> {
  await using stage = await setStage(options);
  const { instances } = stage;
  const ready = instances.map((instance) => instance.start());
  await Promise.all(ready);
  await stage.subscribe();
  for (const { line } of instances) line.spoil();
  const began = performance.now();
  for (let done = 0; done < kills; done++) {
    stage.end();
    const index = Math.floor(Math.random() * instances.length);
    const victim = instances[index] as Instance;
    // Half of them die while they post, the others whatever they do just then.
    if (Math.random() < 0.5) await Promise.race([victim.line.nextPost(), wait(3_000)]);
    await wait(20 + Math.random() * 280);
    await victim.cut();
    ready[index] = victim.start();
    // One in ten dies while it starts, when its turn comes again at once.
    if (Math.random() > 0.1) await ready[index];
    if (done % 10 === 9) tell(progress(stage, done + 1));
  }
  const secondsAKill = Math.round((performance.now() - began) / kills / 10) / 100;
  await Promise.all(ready);
  const underFire = stage.standing().messages;
  const counted = await stage.drained();
  for (const instance of instances) await instance.stop();
  return {
    ...counted,
    kills,
    instances: instances.length,
    underFire,
    faults: faults(stage),
    lookUps: lookUps(stage),
    secondsAKill,
    log: stage.log,
  };
}

const progress = (stage: Stage, kills: number): object => {
  const { messages, lost, doubled, misplaced } = stage.standing();
  return { kills, messages, 'not yet': lost, doubled, misplaced };
};

/** What went wrong on the lines, and how often. */
function faults({ instances }: Stage): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const { line } of instances)
    for (const [name, times] of Object.entries(line.faults)) sum[name] = (sum[name] ?? 0) + times;
  return sum;
}

const lookUps = ({ instances }: Stage): number =>
  instances
    .flatMap(({ line }) => [...line.calls])
    .reduce((sum, [method, times]) => sum + (/^conv/.test(method) ? times : 0), 0);
