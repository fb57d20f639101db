// Instances that are killed again and again while webhooks and digests flow; then what stands in the channels is counted.

import { setTimeout as wait } from 'node:timers/promises';
import type { Count } from './counting.ts';
import { type Instance, type Stage, type StageOptions, setStage } from './stage.ts';

export interface Killed extends Count {
  kills: number;
  sessions: number;
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

/** Ends a session before each kill, and counts when all is said. */
export async function kill({ kills, tell = () => undefined, ...options }: KillOptions): Promise<Killed> {
  await using stage = await setStage(options);
  const { instances } = stage;
  const ready = new Map(instances.map((instance) => [instance, instance.start()]));
  await Promise.all(ready.values());
  await stage.subscribe();
  for (const { line } of instances) line.spoil();
  const began = performance.now();
  let done = 0;
  let sessions = 0;
  for (; done < kills; sessions++) {
    stage.end();
    const victims = chosen(instances);
    // Half of them die while they post, the others whatever they do just then.
    if (Math.random() < 0.5) await Promise.race([...victims.map(({ line }) => line.nextPost()), wait(3_000)]);
    await wait(20 + Math.random() * 280);
    await Promise.all(victims.map((victim) => victim.cut()));
    for (const victim of victims) ready.set(victim, victim.start());
    // One in ten dies while it starts, when its turn comes again at once.
    if (Math.random() > 0.1) await Promise.all(ready.values());
    done += victims.length;
    if (sessions % 10 === 9) tell(progress(stage, done));
  }
  const secondsAKill = Math.round((performance.now() - began) / done / 10) / 100;
  await Promise.all(ready.values());
  const underFire = stage.standing().messages;
  const counted = await stage.drained();
  for (const instance of instances) await instance.stop();
  return {
    ...counted,
    kills: done,
    sessions,
    instances: instances.length,
    underFire,
    faults: faults(stage),
    lookUps: lookUps(stage),
    secondsAKill,
    log: stage.log,
  };
}

/** One of them, or all at once: of two, every fifth time. */
const chosen = (instances: Instance[]): Instance[] =>
  Math.random() < 0.2 ? instances : [instances[Math.floor(Math.random() * instances.length)] as Instance];

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
