// The process: reads the environment, starts the bot, and ends it when asked.

import { pino } from 'pino';
import { giveBack } from './bot/give-back.ts';
import { type Bot, startBot } from './bot.ts';
import { type Config, loadConfig } from './config.ts';
import { ConfigError } from './errors.ts';
import { createLog } from './log.ts';
import { compileOnce } from './store/compile-once.ts';
import { lastWords } from './views/operator.ts';
import { configFaults, startFailure } from './views/start.ts';

function readConfig(): Config {
  try {
    return loadConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(configFaults(error.problem.faults));
    process.exit(1);
  }
}

const config = readConfig();
compileOnce();
const log = createLog(config.logLevel, pino.destination({ sync: true }));
for (const note of config.notes) log.warn(note);

let bot: Bot | undefined;
let stopping = false;
async function stop(signal: string, code = 0): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, 'showrunner is stopping');
  // Asked before it ran, there is nothing to finish.
  await bot?.stop();
  log.info('showrunner has stopped');
  process.exit(code);
}
process.on('SIGTERM', () => void stop('SIGTERM'));
process.on('SIGINT', () => void stop('SIGINT'));
let isDoomed = false;
/** Once: whoever waited for a thing that broke fails with it. */
function despair(error: unknown): void {
  if (!isDoomed) log.fatal({ err: error }, bot ? lastWords(error) : startFailure(error));
  isDoomed = true;
}
// The embedded database ends by one, among others: nothing can be finished then.
process.on('uncaughtException', (error) => {
  despair(error);
  process.exit(1);
});
// Among others: a socket that may not reopen (slack-platform 2.5, 3). What is in flight ends, then a supervisor starts anew.
process.on('unhandledRejection', (error) => {
  despair(error);
  void stop('unhandledRejection', 1);
});

try {
  bot = await startBot(config, log);
  await giveBack(bot.started);
} catch (error) {
  log.fatal({ err: error }, startFailure(error));
  process.exit(1);
}
