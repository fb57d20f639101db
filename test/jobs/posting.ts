// A stage for the outbox: the real store, queue and Slack client, and a local Slack.

import { sql } from 'kysely';
import { type Slack, type SlackOptions, startSlack } from '../../sandbox/slack/server.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import type { Deps } from '../../src/deps.ts';
import { OUTBOX_TIMES, outbox } from '../../src/jobs/outbox.ts';
import type { Runner } from '../../src/jobs/runner.ts';
import { sweep } from '../../src/jobs/sweep.ts';
import { createLivestorm } from '../../src/livestorm/client.ts';
import { createLog } from '../../src/log.ts';
import { SWEEP, say, sayInstead } from '../../src/operations/outbox.ts';
import { createClients } from '../../src/slack/clients.ts';
import { createSlackPort } from '../../src/slack/poster.ts';
import type { OutboxTimes } from '../../src/store/outbox-claim.ts';
import type { StoredMessage } from '../../src/store/outbox-row.ts';
import type { Store } from '../../src/store/store.ts';
import { openGate } from '../support/gate.ts';
import { startRunner } from '../support/runner.ts';
import { openTestStore } from '../support/store.ts';

export interface Posting extends AsyncDisposable {
  store: Store;
  slack: Slack;
  deps: Deps;
  channel: string;
  log: Record<string, unknown>[];
  /** Says it and waits until nothing is left to do now. */
  says(key: string, messages: (string | StoredMessage)[], channel?: string, under?: string): Promise<void>;
  /** Says something else under a key that was said before. */
  saysInstead(key: string, message: string | StoredMessage, part?: number): Promise<void>;
  /** The first words of what stands in the channel, in order; what stands in a thread is set in. */
  stands(channel?: string): string[];
  /** Lets so much time pass, as the database sees it, and wakes the sweep. */
  pass(ms: number): Promise<void>;
  /** States of the parts of a key. */
  states(key: string): Promise<string[]>;
  /** Another worker over the same store. */
  another(): Promise<Runner>;
}

export interface PostingOptions {
  slack?: SlackOptions;
  times?: Partial<OutboxTimes>;
  apiUrl?: string;
}

const SCOPES = ['chat:write', 'channels:history', 'groups:history'];

export const section = (text: string) => ({ type: 'section', text: { type: 'plain_text', text } });

const whole = (message: string | StoredMessage): StoredMessage =>
  typeof message === 'string' ? { text: message, blocks: [] } : message;

export async function openPosting(options: PostingOptions = {}): Promise<Posting> {
  const store = await openTestStore();
  const slack = await startSlack({ scopes: SCOPES, ...options.slack });
  const log: Record<string, unknown>[] = [];
  const logger = createLog('debug', { write: (line) => log.push(JSON.parse(line)) });
  const outboxTimes = { ...OUTBOX_TIMES, paceMs: 0, ...options.times };
  const apiUrl = options.apiUrl ?? slack.apiUrl;
  const clients = createClients({ token: slack.botToken, apiUrl, callMs: outboxTimes.callMs, log: logger });
  const deps: Deps = {
    store,
    livestorm: createLivestorm({
      token: 'none',
      baseUrl: 'http://127.0.0.1:9',
      log: logger,
      gate: openGate,
    }),
    slack: createSlackPort(clients.poster, clients.ui, () => new Date()),
    operators: null,
    jobs: { send: (...job) => runner.send(...job) },
    outboxTimes,
    settling: { quietMs: 0, longestMs: 0, untoldMs: 0 },
    clock: () => new Date(),
    timeZone: 'Europe/Paris',
    slashCommand: '/webinar',
    webhookUrl: null,
    clockSkew: { aheadBySeconds: () => null },
    setup: { publicUrl: null, transport: 'http', isSigned: false, store: 'memory' },
    reserve: 0.1,
    answer: async () => undefined,
    sleep: async () => undefined,
    log: logger,
  };
  const another = () => startRunner({ database: store.database, jobs: [outbox, sweep], deps, log: logger });
  const runner = await another();
  const channel = SEED.webinars;
  return {
    store,
    slack,
    deps,
    channel,
    log,
    another,
    async says(key, messages, where = channel, under) {
      const said = { channel: where, key, messages: messages.map(whole), ...(under && { under }) };
      await store.transaction((within) => say(deps, within, said));
      await runner.idle();
    },
    async saysInstead(key, message, part = 0) {
      await store.transaction((within) => sayInstead(deps, within, { key, part, message: whole(message) }));
      await runner.idle();
    },
    stands: (where = channel) =>
      slack.channel(where).messages.map(({ text, threadTs }) => (threadTs ? `  ${text}` : text)),
    async pass(ms) {
      const back = sql`make_interval(secs => ${ms / 1_000})`;
      const db = store.database.kysely;
      await sql`update outbox set tried_at = tried_at - ${back}, looked_at = looked_at - ${back},
        not_before = not_before - ${back}, edit_at = edit_at - ${back}`.execute(db);
      await sql`update posting set next_at = next_at - ${back}`.execute(db);
      await sql`delete from pgboss.job where state = 'created'`.execute(db);
      await runner.send(SWEEP, {});
      await runner.idle();
    },
    states: async (key) => (await store.outbox.of(key)).map(({ state }) => state),
    async [Symbol.asyncDispose]() {
      await runner.stop();
      await slack.stop();
      await store.close();
    },
  };
}
