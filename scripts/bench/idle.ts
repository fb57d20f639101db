// How long a start takes, and how much memory a bot holds that has nothing to do.

import { setTimeout as pause } from 'node:timers/promises';
import { compared, type Figure } from './figure.ts';
import type { Measured } from './process.ts';
import type { Stage } from './stage.ts';

const STARTS = 7;

export async function starting(stage: Stage): Promise<Figure[]> {
  const DATABASE_URL = await stage.database();
  const started = async (server: Promise<Measured>) => {
    await using ready = await server;
    return { ms: ready.readyMs, cpu: ready.readyCpuMs };
  };
  const first = await started(stage.bot({ DATABASE_URL }));
  const rounds: { ours: typeof first; floor: typeof first }[] = [];
  for (let round = 0; round < STARTS; round++) {
    const ours = await started(stage.bot({ DATABASE_URL }));
    rounds.push({ ours, floor: await started(stage.floor('bare-bolt', {})) });
  }
  const most = { of: 'ratio', most: 1.5 } as const;
  return [
    { name: 'start to ready, with a server', unit: 'ms', ...compared(rounds, ({ ms }) => ms), bound: most },
    { name: 'processor time until then', unit: 'ms', ...compared(rounds, ({ cpu }) => cpu) },
    { name: 'first start to ready, with a server and an empty database', unit: 'ms', ours: first.ms },
  ];
}

export async function memory(stage: Stage): Promise<Figure[]> {
  const [server, embedded] = await Promise.all([
    held(stage, { DATABASE_URL: await stage.database() }),
    held(stage, { DATA_DIR: await stage.folder() }),
  ]);
  return [...lines('with a server', server, 120), ...lines('with the embedded store', embedded, 260)];
}

type Held = Awaited<ReturnType<typeof held>>;

const lines = (which: string, { early, late, peak }: Held, most: number): Figure[] => [
  { name: `memory ${which}, 0.3 s after ready`, unit: 'MB', ours: early, bound: { of: 'ours', most } },
  { name: `memory ${which}, 30 s after ready`, unit: 'MB', ours: late, bound: { of: 'ours', most } },
  { name: `memory ${which}, most in a first start`, unit: 'MB', ours: peak, bound: { of: 'ours', most: 400 } },
];

async function held(stage: Stage, environment: Record<string, string>) {
  await using bot = await stage.bot(environment);
  await pause(300);
  const early = bot.memory().rss;
  await pause(29_700);
  const { rss: late, peak } = bot.memory();
  return { early, late, peak };
}
