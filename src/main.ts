// The process: reads the environment, starts the bot, and ends it when asked.

import { pino } from 'pino';
import { type Bot, startBot } from './bot.ts';
import { type Config, loadConfig } from './config.ts';
import { ConfigError } from './errors.ts';
import { createLog } from './log.ts';
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
const log = createLog(config.logLevel, pino.destination({ sync: true }));
for (const note of config.notes) log.warn(note);

let bot: Bot;
try {
  bot = await startBot(config, log);
} catch (error) {
  log.fatal({ err: error }, startFailure(error));
  process.exit(1);
}

let stopping = false;
async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, 'showrunner is stopping');
  await bot.stop();
  log.info('showrunner has stopped');
  process.exit(0);
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
