// Where the commands are tried: a copy of what git knows, with these packages, beside the local Slack and the local Livestorm.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { openStore } from '../../src/store/store.ts';
import { freePort } from '../../test/support/port.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { startNeighbours } from '../bench/neighbours.ts';

export interface Stage extends AsyncDisposable {
  clone: string;
  environment: Record<string, string>;
  /** The command, with places and addresses of this machine in it. */
  here(command: string): string;
}

const CACHE = 'node_modules/.cache/showrunner';

export async function openStage(): Promise<Stage> {
  const root = mkdtempSync(join(tmpdir(), 'showrunner-docs-'));
  const clone = join(root, 'clone');
  const backups = join(root, 'backups');
  mkdirSync(backups);
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  });
  for (const file of files.split('\0').filter(Boolean)) {
    mkdirSync(join(clone, dirname(file)), { recursive: true });
    cpSync(file, join(clone, file));
  }
  // Above it: in the copy itself it would be no folder to those who leave node_modules out.
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  // What a first start makes of a new database stays with the packages; making it takes half a minute of a busy machine.
  if (existsSync(CACHE)) cpSync(CACHE, join(clone, CACHE), { recursive: true });
  const neighbours = await startNeighbours();
  const postgres = await startPostgres();
  const database = await postgres.create('moved');
  // As pg_restore leaves it.
  const restored = await postgres.create('restored');
  const store = await openStore({ databaseUrl: restored });
  await store.settings.set('of', 'a bot');
  await store.close();
  const { PATH = '', HOME = '' } = process.env;
  // Socket Mode: no address is needed.
  const { SLACK_SIGNING_SECRET: _, ...tokens } = neighbours.environment;
  const environment = {
    PATH,
    HOME,
    ...tokens,
    SLACK_APP_TOKEN: neighbours.slack.appToken,
    HOST: '127.0.0.1',
    PORT: String(await freePort()),
  };
  return {
    clone,
    environment,
    here: (command) =>
      command
        .replaceAll('/backups/', `${backups}/`)
        .replaceAll('postgres://bot@db.example.com/showrunner', database)
        .replaceAll('postgres://bot@db.example.com/restored', restored)
        .replaceAll('…', '--socket')
        .replaceAll(
          /\$([A-Z_]+)/g,
          (whole, name: string) => Object.entries(environment).find(([key]) => key === name)?.[1] ?? whole,
        ),
    async [Symbol.asyncDispose]() {
      await neighbours[Symbol.asyncDispose]();
      await postgres[Symbol.asyncDispose]();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
