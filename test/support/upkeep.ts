// A stage for what the bot does on its own at Livestorm: the real store, client and gate, a local Livestorm, a clock that is set.

import { type Livestorm, type LivestormOptions, startLivestorm } from '../../sandbox/livestorm/server.ts';
import { createCallNotes } from '../../src/bot/calls.ts';
import type { Deps } from '../../src/deps.ts';
import { createLivestorm } from '../../src/livestorm/client.ts';
import { createLog } from '../../src/log.ts';
import { createGovernor } from '../../src/operations/governor.ts';
import type { Store } from '../../src/store/store.ts';
import { depsOf } from './deps.ts';
import { openTestStore } from './store.ts';

export interface Upkeep extends AsyncDisposable {
  livestorm: Livestorm;
  store: Store;
  deps: Deps;
  log: Record<string, unknown>[];
  /** What was sent to the queue, and is not run. */
  sent: { name: string; payload: object }[];
  /** Lets so much time pass. */
  pass(ms: number): void;
  /** Operations asked of Livestorm since the last time this was called. */
  spent(): Promise<(string | null)[]>;
}

/** `webhookUrl` null: without a public address. */
export async function openUpkeep(webhookUrl: string | null, options: LivestormOptions = {}): Promise<Upkeep> {
  let ahead = 0;
  const clock = () => new Date(Date.now() + ahead);
  const livestorm = await startLivestorm({ burst: 0, now: () => clock().getTime(), ...options });
  const store = await openTestStore();
  const lines: Record<string, unknown>[] = [];
  const log = createLog('debug', { write: (line) => lines.push(JSON.parse(line)) });
  const sleep = async () => {};
  const notes = createCallNotes(store, { call: () => {} }, log, clock);
  const gate = createGovernor({ store, clock, sleep, reserve: 0.1 });
  const { token, url: baseUrl } = livestorm;
  const client = createLivestorm({
    token,
    baseUrl,
    log,
    gate,
    sleep,
    onCall: notes.onCall,
    now: () => clock().getTime(),
  });
  const sent: Upkeep['sent'] = [];
  let seen = 0;
  return {
    livestorm,
    store,
    deps: depsOf({
      livestorm: client,
      store,
      clock,
      log,
      sleep,
      webhookUrl,
      reserve: 0.1,
      settling: { quietMs: 0, longestMs: 0, untoldMs: 0 },
      timeZone: 'Europe/Paris',
      slashCommand: '/webinar',
      setup: { publicUrl: webhookUrl, transport: 'http', isSigned: true, store: 'memory' },
      jobs: { send: async (name, payload) => void sent.push({ name, payload }) },
    }),
    log: lines,
    sent,
    pass(ms) {
      ahead += ms;
    },
    async spent() {
      await notes.written();
      const calls = livestorm.calls.slice(seen);
      seen = livestorm.calls.length;
      return calls.map(({ operation }) => operation);
    },
    async [Symbol.asyncDispose]() {
      await notes.written();
      await store.close();
      await livestorm.stop();
    },
  };
}
