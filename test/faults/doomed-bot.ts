// The bot in a process that kills itself where its parent says: nothing of it is finished, nothing is closed.

import { ServerResponse } from 'node:http';
import { PGlite } from '@electric-sql/pglite';
import { pino } from 'pino';
import { startBot } from '../../src/bot.ts';
import { loadConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';

/** Where the process ends: before or after a statement, or before a form is acknowledged. */
export type Point = { before: string } | { after: string } | 'acknowledgement';

let doom: Point | null = null;
process.on('message', (point: Point) => {
  doom = point;
  process.send?.('armed');
});

const die = () => process.kill(process.pid, 'SIGKILL');

const query = PGlite.prototype.query;
PGlite.prototype.query = async function <T>(this: PGlite, ...given: Parameters<PGlite['query']>) {
  const isAt = (text: string) => new RegExp(text).test(given[0]);
  if (doom && doom !== 'acknowledgement' && 'before' in doom && isAt(doom.before)) die();
  const result = await query.apply(this, given);
  if (doom && doom !== 'acknowledgement' && 'after' in doom && isAt(doom.after)) die();
  return result as Awaited<ReturnType<PGlite['query']>> & { rows: T[] };
} as PGlite['query'];

const end = ServerResponse.prototype.end;
ServerResponse.prototype.end = function (this: ServerResponse, ...given: Parameters<typeof end>) {
  if (doom === 'acknowledgement' && this.req.url === '/slack/events') die();
  return end.apply(this, given);
} as typeof end;

const config = loadConfig(process.env);
// Nobody waits for Livestorm's pace or between two looks.
const sleep = () => new Promise<void>((resolve) => setImmediate(resolve));
await startBot(config, createLog(config.logLevel, pino.destination({ sync: true })), { sleep });
process.send?.('ready');
