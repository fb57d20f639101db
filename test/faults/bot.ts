// The bot as a process that can be killed: the real one, from its environment, with the patience its argument says.

import { flushCompileCache } from 'node:module';
import { pino } from 'pino';
import { startBot } from '../../src/bot.ts';
import { loadConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { template } from '../support/store.ts';

const config = loadConfig(process.env);
const { times, signs } = JSON.parse(process.argv[2] ?? '{}');
const log = createLog(config.logLevel, pino.destination({ sync: true }));
const store = 'dataDir' in config.store ? { ...config.store, template: await template() } : config.store;
// Livestorm's pace of four calls a second would leave no digest whole in the life of such a process.
const sleep = () => new Promise<void>((resolve) => setImmediate(resolve));
// Nor do these trials wait for attendance to settle.
const settling = { quietMs: 0, longestMs: 0, untoldMs: 0 };
const bot = await startBot({ ...config, store }, log, { times, signs, sleep, settling });
process.on('SIGTERM', () => void bot.stop().then(() => process.exit(0)));
process.send?.('ready');
// What is killed would not leave to the next one what V8 made of the source.
flushCompileCache();
