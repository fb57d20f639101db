// What people may see of how the process was set up.

import type { BotConfig } from '../bot.ts';
import type { Setup } from '../deps.ts';

export function setupOf({ publicUrl, slack, livestorm, store }: BotConfig): Setup {
  const kept = store.dataDir === undefined ? 'memory' : 'embedded';
  return {
    publicUrl,
    transport: slack.transport.mode,
    isSigned: livestorm.webhookSecrets.length > 0,
    store: store.databaseUrl === undefined ? kept : 'server',
  };
}
