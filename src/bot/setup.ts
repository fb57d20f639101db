// What people may see of how the process was set up.

import type { Config } from '../config.ts';
import type { Setup } from '../deps.ts';
import type { StoreOptions } from '../store/store.ts';

/** The environment; a test gives the store an engine of its own. */
export type BotConfig = Omit<Config, 'store'> & { store: StoreOptions };

export function setupOf({ publicUrl, slack, livestorm, store }: BotConfig): Setup {
  const kept = store.dataDir === undefined ? 'memory' : 'embedded';
  return {
    publicUrl,
    transport: slack.transport.mode,
    isSigned: livestorm.webhookSecrets.length > 0,
    store: store.databaseUrl === undefined ? kept : 'server',
  };
}
