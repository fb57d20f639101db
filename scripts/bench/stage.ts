// What every measurement is given: the neighbours, a PostgreSQL, and the ways to start the bot and the floors.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setup as build, imageArguments } from '../../test/support/image.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { type Neighbours, startNeighbours } from './neighbours.ts';
import { type Measured, start } from './process.ts';

export interface Stage extends AsyncDisposable {
  neighbours: Neighbours;
  /** The address of an empty database. */
  database(): Promise<string>;
  /** The path of an empty folder. */
  folder(): Promise<string>;
  /** As the image does it, with this besides what it must know of its neighbours. */
  bot(environment: Record<string, string>): Promise<Measured>;
  floor(file: 'bare-bolt' | 'insert-server', environment: Record<string, string>): Promise<Measured>;
}

export async function openStage(): Promise<Stage> {
  build();
  const root = await mkdtemp(join(tmpdir(), 'showrunner-bench-'));
  const postgres = await startPostgres();
  const neighbours = await startNeighbours();
  let made = 0;
  return {
    neighbours,
    database: () => postgres.create(`bench${++made}`),
    folder: () => mkdtemp(join(root, 'data-')),
    bot: (environment) => start(imageArguments(), { ...neighbours.environment, ...environment }),
    floor(file, environment) {
      const path = fileURLToPath(new URL(`${file}.mjs`, import.meta.url));
      return start([path], { ...neighbours.environment, ...environment });
    },
    async [Symbol.asyncDispose]() {
      await neighbours[Symbol.asyncDispose]();
      await postgres[Symbol.asyncDispose]();
      await rm(root, { recursive: true, force: true });
    },
  };
}
