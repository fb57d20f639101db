// A digest of the largest session there is: what it takes beyond parsing the pages it is made of.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compared, type Figure } from './figure.ts';
import type { Stage } from './stage.ts';

const ROUNDS = 3;
const SCRIPT = fileURLToPath(new URL('read-session.ts', import.meta.url));

interface Taken {
  cpuMs: number;
  /** Resident memory at its most, beyond what was there before. */
  peakMB: number;
  /** The longest turn of the loop, in processor time of its thread. */
  blockMs: number;
  calls: number;
  /** Of ours: the messages that are posted. */
  result: number;
}

async function taken(mode: 'ours' | 'turns' | 'floor', database: string): Promise<Taken> {
  const flags = ['--max-semi-space-size=16', '--expose-gc'];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, SCRIPT, mode, database]);
  return JSON.parse(stdout);
}

export async function longDigest(stage: Stage): Promise<Figure[]> {
  const rounds: { ours: Taken; floor: Taken }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const floor = await taken('floor', await stage.database());
    rounds.push({ ours: await taken('ours', await stage.database()), floor });
  }
  const beyond = (pick: (taken: Taken) => number) =>
    compared(
      rounds.map(({ ours, floor }) => ({ ours: pick(ours) - pick(floor), floor: 0 })),
      (value) => value,
    ).ours;
  const of = 'ours' as const;
  const name = (what: string) => `a digest of 100,000 messages, 2,000 questions, 10,000 people: ${what}`;
  const { blockMs } = await taken('turns', await stage.database());
  const [first] = rounds;
  return [
    { name: name('processor time'), unit: 'ms', ...compared(rounds, ({ cpuMs }) => cpuMs) },
    {
      name: name('processor time beyond parsing'),
      unit: 'ms',
      ours: beyond(({ cpuMs }) => cpuMs),
      bound: { of, most: 1_000 },
    },
    { name: name('memory beyond parsing'), unit: 'MB', ours: beyond(({ peakMB }) => peakMB), bound: { of, most: 32 } },
    { name: name('longest block of the loop'), unit: 'ms', ours: blockMs, bound: { of, most: 50 } },
    { name: name('posts'), unit: '', ours: first?.ours.result ?? Number.NaN, bound: { of, most: 10 } },
    { name: name('calls'), unit: '', ours: first?.ours.calls ?? Number.NaN, bound: { of, most: 2_240 } },
  ];
}
