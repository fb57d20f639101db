// The composition root: builds each thing once, starts it, stops it.

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as patience } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Deps } from './deps.ts';
import { createInbox } from './jobs/inbox.ts';
import { OUTBOX_TIMES } from './jobs/outbox.ts';
import { jobs } from './jobs/registry.ts';
import { startRunner } from './jobs/runner.ts';
import { keepSubmission } from './jobs/submission.ts';
import { type Call, createLivestorm } from './livestorm/client.ts';
import { createMetrics } from './metrics.ts';
import { atStart } from './operations/at-start.ts';
import { createGovernor } from './operations/governor.ts';
import { SWEEP } from './operations/outbox.ts';
import { createRoutes } from './routes.ts';
import { createAnswers } from './slack/answers.ts';
import { createSlackApp } from './slack/app.ts';
import { createClients } from './slack/clients.ts';
import { createSlackPort } from './slack/poster.ts';
import type { OutboxTimes } from './store/outbox.ts';
import { openStore, type StoreOptions } from './store/store.ts';

export interface Bot {
  /** The port it listens on: the one asked for, or a free one for port 0. */
  port: number;
  /** Resolves when what is done once at the start is done: the catalogue, the webhooks. Never rejects. */
  started: Promise<void>;
  /** Resolves when no job waits or runs. */
  idle(): Promise<void>;
  /** Takes nothing new, finishes what is in flight (at most 10 s), closes. */
  stop(): Promise<void>;
}

const PATIENCE_MS = 10_000;

/** What a test puts in the place of the clock on the wall. */
export interface Outside {
  clock?: () => Date;
  /** Waits between calls to Livestorm. */
  sleep?: (milliseconds: number) => Promise<void>;
  /** Of the outbox. */
  times?: Partial<OutboxTimes>;
}

export type BotConfig = Omit<Config, 'store'> & { store: StoreOptions };

/** Throws when Slack refuses the token, the port is taken or the store cannot be opened; nothing is left open then. */
export async function startBot(config: BotConfig, log: Logger, outside: Outside = {}): Promise<Bot> {
  const { clock = () => new Date(), sleep } = outside;
  const pause = sleep ?? ((milliseconds: number) => patience(milliseconds).then(() => undefined));
  const outboxTimes = { ...OUTBOX_TIMES, ...outside.times };
  // What ends first, all at once and within one deadline; then what is closed, last made first closed.
  const closers: (() => Promise<unknown>)[] = [];
  const finishing: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    const finished = Promise.allSettled(finishing.splice(0).map((finish) => finish()));
    await Promise.race([finished, patience(PATIENCE_MS, undefined, { ref: false })]);
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const store = await openStore(config.store);
    closers.push(() => store.close());
    const metrics = createMetrics();
    const writes = new Set<Promise<unknown>>();
    closers.push(() => Promise.allSettled([...writes]));

    function onCall(call: Call): void {
      const { purpose, operation, method, path, status, milliseconds, headers, at } = call;
      metrics.call({ purpose: purpose.kind, operation, status, milliseconds, remaining: headers.monthlyRemaining });
      const { monthlyLimit, monthlyRemaining, resetsAt } = headers;
      const seen = { at, limit: monthlyLimit, remaining: monthlyRemaining, resetsAt };
      const write = Promise.all([
        store.ledger.record({
          at,
          purposeKind: purpose.kind,
          who: purpose.who ?? null,
          operation,
          method,
          path,
          status,
          milliseconds,
          monthlyLimit,
          monthlyRemaining,
          resetsAt,
        }),
        seen.remaining === null ? null : store.allowance.see({ ...seen, remaining: seen.remaining }),
      ])
        .catch((error) => log.warn({ err: error }, 'a call was not written into the ledger'))
        .finally(() => writes.delete(write));
      writes.add(write);
    }
    const webhookPath = await store.settings.getOrCreate('webhook.path', () => randomBytes(32).toString('base64url'));
    const webhookUrl = config.publicUrl && `${config.publicUrl}/livestorm/webhooks/${webhookPath}`;
    const livestorm = createLivestorm({
      token: config.livestorm.token,
      baseUrl: config.livestorm.apiUrl,
      log,
      gate: createGovernor({ store, clock, sleep: pause, reserve: config.livestorm.reserve }),
      onCall,
      ...(sleep && { sleep }),
    });
    const clients = createClients({
      token: config.slack.botToken,
      apiUrl: config.slack.apiUrl,
      callMs: outboxTimes.callMs,
      log,
    });
    const answers = createAnswers(clients.ui);
    const deps: Deps = {
      livestorm,
      store,
      slack: createSlackPort(clients.poster, clients.ui, clock),
      answer: answers.give,
      jobs: { send: (name, payload, options) => runner.send(name, payload, options) },
      outboxTimes,
      clock,
      sleep: pause,
      timeZone: config.timeZone,
      slashCommand: config.slack.slashCommand,
      webhookUrl,
      log,
    };
    const runner = await startRunner({
      database: store.database,
      jobs: [...jobs],
      deps,
      log,
      timeZone: config.timeZone,
    });
    finishing.push(() => runner.stop());
    await runner.send(SWEEP, {}, { key: 'start' });
    const inbox = createInbox(store, runner);

    const { botToken, apiUrl, transport } = config.slack;
    const depsFor = (user: string): Deps => ({ ...deps, livestorm: livestorm.for({ kind: 'command', who: user }) });
    const slack = createSlackApp({
      transport,
      botToken,
      apiUrl,
      clients,
      depsFor,
      keeping: {
        answers,
        deps,
        keep: keepSubmission(store, runner),
      },
      log,
    });
    const server = createRoutes({
      slack: slack.listener,
      webhookPath,
      webhookSecrets: config.livestorm.webhookSecret ? [config.livestorm.webhookSecret] : [],
      async accept(incoming) {
        const outcome = await inbox(incoming);
        metrics.delivery(incoming.event, outcome);
        return outcome;
      },
      ready: () => store.ping(),
      metrics: () => metrics.expose(),
      clock,
      log,
    });
    await slack.start();
    finishing.push(() => slack.stop(PATIENCE_MS));
    server.listen(config.port, config.host);
    await once(server, 'listening');
    finishing.push(async () => {
      server.close();
      server.closeIdleConnections();
      await once(server, 'close');
    });
    closers.push(async () => server.closeAllConnections());

    const started = atStart(deps);
    finishing.push(() => started);
    const { port } = server.address() as AddressInfo;
    log.info({ port, slack: transport.mode, webhooks: webhookUrl !== null }, 'showrunner is running');
    return { port, started, idle: () => runner.idle(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
