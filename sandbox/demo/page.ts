// The workspace in the browser: the local Slack, the local Livestorm and the bot between them, until Ctrl-C.

import { startLivestorm } from '../livestorm/server.ts';
import { startPage } from '../page/server.ts';
import { startSlack } from '../slack/server.ts';
import { SEED } from '../slack/workspace.ts';
import { keepBot } from './keeper.ts';
import { furnishOffice, SCOPES, SEATS, SUBSCRIPTION } from './office.ts';
import type { Options } from './options.ts';
import { environmentOf, furnish, SECRET } from './stage.ts';

const PORT = 4400;
/** Livestorm's own pauses are 30 s and more; nobody waits that long for a killed bot to be told again. */
const RETRIES_MS = [2_000, 4_000, 8_000, 16_000, 32_000];

/** Resolves with the exit code, after Ctrl-C. */
export async function openPage({ webinar, mode, port }: Options): Promise<number> {
  const livestorm = await startLivestorm({ webhookSecret: SECRET, webhookRetryDelaysMs: RETRIES_MS });
  const slack = await startSlack({ scopes: SCOPES });
  furnish(livestorm);
  furnishOffice(slack);
  const stopped = new Promise<void>((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  try {
    const bot = await keepBot({ ...environmentOf(slack, livestorm, mode), WEBINAR_OPERATORS: SEED.ada });
    if (mode === 'http') slack.deliverTo(`${bot.url}/slack/events`);
    const open = (wanted: number) => startPage({ slack, livestorm, bot, webinar, seats: SEATS, port: wanted });
    const page = await open(port ?? PORT).catch((error: unknown) => {
      if (port !== undefined || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      return open(0);
    });
    try {
      console.log(`
  Open the workspace in a browser:

      ${page.url}

  Everything is on this machine, and is forgotten when you press Ctrl-C.
`);
      // There is much to see while it starts.
      await bot.start();
      console.log(`  The bot is ready; its log: ${bot.log}\n`);
      void slack.person(SEED.ada).command(SEED.webinars, SUBSCRIPTION);
      await stopped;
      return 0;
    } finally {
      await page.close();
      await bot.stop();
    }
  } finally {
    await Promise.all([slack.stop(), livestorm.stop()]);
  }
}
