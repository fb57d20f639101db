// A database server that is not there when the bot starts is waited for, behind a door that says so.

import { once } from 'node:events';
import { setTimeout as patience } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { isAway } from '../errors.ts';
import { createClosedDoor } from '../routes.ts';
import { openStore, type Store, type StoreOptions } from '../store/store.ts';

const RETRY_MS = 500;

type Waiting = Pick<Config, 'port' | 'host'> & { store: StoreOptions };

/** Throws what openStore throws for any other reason, and when the port is taken meanwhile. */
export async function openWhenThere({ store, port, host }: Waiting, log: Logger): Promise<Store> {
  const first = await attempt(store);
  if (!(first instanceof Error)) return first;
  log.warn({ err: first }, 'the database does not answer: Showrunner waits for it');
  const door = createClosedDoor().listen(port, host);
  await once(door, 'listening');
  try {
    for (;;) {
      await patience(RETRY_MS);
      const opened = await attempt(store);
      if (opened instanceof Error) continue;
      log.info('the database answers');
      return opened;
    }
  } finally {
    door.close();
    door.closeAllConnections();
    await once(door, 'close');
  }
}

/** The store, or why it is not there yet. */
async function attempt(options: StoreOptions): Promise<Store | Error> {
  try {
    return await openStore(options);
  } catch (error) {
    if (error instanceof Error && options.databaseUrl !== undefined && isAway(error)) return error;
    throw error;
  }
}
