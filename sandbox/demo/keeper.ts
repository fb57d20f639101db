// Keeps the bot's process for the page: kills it, starts it again over what it kept.

import { join } from 'node:path';
import type { BotControl } from '../page/bot.ts';
import { type BotProcess, findPlace, startBotProcess } from './bot-process.ts';

export interface Keeper extends BotControl {
  /** Where Slack and Livestorm reach it; the same after each start. */
  url: string;
  log: string;
  /** Stops it for good, and forgets what it kept. */
  stop(): Promise<void>;
}

/** Finds it a place; `start` starts it there. */
export async function keepBot(environment: Record<string, string>): Promise<Keeper> {
  const place = await findPlace();
  const watchers = new Set<() => void>();
  let state: BotControl['state'] = 'stopped';
  let process: BotProcess | undefined;
  let [kills, readyMs] = [0, undefined as number | undefined];

  const become = (next: BotControl['state']) => {
    state = next;
    for (const job of watchers) job();
  };

  async function start(): Promise<void> {
    if (state !== 'stopped') return;
    become('starting');
    const at = performance.now();
    try {
      const started = await startBotProcess(place, environment);
      process = started;
      readyMs = Math.round(performance.now() - at);
      // It may also end on its own.
      void started.exited.then(() => process === started && become('stopped'));
      become('running');
    } catch (error) {
      become('stopped');
      throw error;
    }
  }

  return {
    url: `http://127.0.0.1:${place.port}`,
    log: join(place.folder, 'bot.log'),
    get state() {
      return state;
    },
    get pid() {
      return process?.pid;
    },
    get kills() {
      return kills;
    },
    get readyMs() {
      return readyMs;
    },
    start,
    async kill() {
      if (state !== 'running') return;
      kills += 1;
      await process?.kill();
    },
    watch: (job) => void watchers.add(job),
    async stop() {
      await process?.stop();
      await place.clear();
    },
  };
}
