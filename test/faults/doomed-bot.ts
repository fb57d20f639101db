// The bot in a process that kills itself where its parent says: nothing of it is finished, nothing is closed.

import { ServerResponse } from 'node:http';
import { flushCompileCache } from 'node:module';
import { PGlite } from '@electric-sql/pglite';
import { pino } from 'pino';
import { startBot } from '../../src/bot.ts';
import { loadConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';

/**
 * Where the process ends: before or after a statement, or before or after an answer at its own port.
 * `moment` is what a statement reads like: a commit as `commit of` and all that it commits, an answer as `answer to` and
 * its path. The point is the `nth` such moment, the first one unless told.
 */
export interface Point {
  before?: string;
  after?: string;
  nth?: number;
}

let doom: Point = {};
let left = 1;
process.on('message', (point: Point) => {
  doom = point;
  left = point.nth ?? 1;
  process.send?.('armed');
});

function pass(side: 'before' | 'after', moment: string): void {
  const sought = doom[side];
  if (sought === undefined || !new RegExp(sought, 's').test(moment)) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
}

async function around<T>(moment: () => string, work: () => Promise<T>): Promise<T> {
  pass('before', moment());
  const result = await work();
  pass('after', moment());
  return result;
}

const { query, exec, transaction } = PGlite.prototype;
Object.assign(PGlite.prototype, {
  query(this: PGlite, ...given: Parameters<PGlite['query']>) {
    return around(
      () => given[0],
      () => query.apply(this, given),
    );
  },
  exec(this: PGlite, ...given: Parameters<PGlite['exec']>) {
    return around(
      () => given[0],
      () => exec.apply(this, given),
    );
  },
  async transaction(this: PGlite, work: Parameters<PGlite['transaction']>[0]) {
    const said: string[] = [];
    const commit = () => `commit of ${said.join('; ')}`;
    const result = await transaction.call(this, async (within) => {
      const ask = within.query;
      const watched: typeof ask = (text, ...rest) => {
        said.push(text);
        return around(
          () => text,
          () => ask(text, ...rest),
        );
      };
      const done = await work(Object.assign(within, { query: watched }));
      pass('before', commit());
      return done;
    });
    pass('after', commit());
    return result;
  },
});

const end = ServerResponse.prototype.end;
ServerResponse.prototype.end = function (this: ServerResponse, ...given: Parameters<typeof end>) {
  const moment = `answer to ${this.req.url}`;
  pass('before', moment);
  // When the system has taken the last byte.
  this.once('finish', () => pass('after', moment));
  return end.apply(this, given);
} as typeof end;

const config = loadConfig(process.env);
// Nobody waits for Livestorm's pace or between two looks.
const sleep = () => new Promise<void>((resolve) => setImmediate(resolve));
const times = JSON.parse(process.argv[2] ?? '{}');
const settling = { quietMs: 0, longestMs: 0, untoldMs: 0 };
await startBot(config, createLog(config.logLevel, pino.destination({ sync: true })), { sleep, times, settling });
process.send?.('ready');
// What is killed would not leave to the next one what V8 made of the source.
flushCompileCache();
