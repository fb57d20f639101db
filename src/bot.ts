// The composition root: builds each thing once, starts it, stops it.

import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createCallNotes } from './bot/calls.ts';
import { watchClock } from './bot/clock-watch.ts';
import { createEnding } from './bot/ending.ts';
import { createFigures } from './bot/figures.ts';
import { openWhenThere } from './bot/open-when-there.ts';
import { openServer } from './bot/server.ts';
import { type BotConfig, setupOf } from './bot/setup.ts';
import type { Deps, Settling } from './deps.ts';
import { createInbox } from './jobs/inbox.ts';
import { watchLoop } from './jobs/loop-watch.ts';
import { OUTBOX_TIMES } from './jobs/outbox.ts';
import { jobs } from './jobs/registry.ts';
import { openRunner } from './jobs/runner.ts';
import { keepSubmission } from './jobs/submission.ts';
import type { SignsOfLife } from './jobs/take-back.ts';
import { createLivestorm } from './livestorm/client.ts';
import { atStart } from './operations/at-start.ts';
import { createGovernor } from './operations/governor.ts';
import { SWEEP } from './operations/outbox.ts';
import { keptOfPerson } from './operations/registrations.ts';
import { SETTLING } from './operations/settling.ts';
import { WEBHOOK_PATH } from './operations/webhooks.ts';
import { createAnswers } from './slack/answers.ts';
import { createSlackApp } from './slack/app.ts';
import { createClients } from './slack/clients.ts';
import { createSlackPort } from './slack/poster.ts';
import type { OutboxTimes } from './store/outbox-claim.ts';

export interface Bot {
  /** The port it listens on: the one asked for, or a free one for port 0. */
  port: number;
  /** Resolves when what is done once at the start is done: the catalogue, the webhooks. Never rejects. */
  started: Promise<void>;
  /** Resolves when no job waits or runs. */
  idle(): Promise<void>;
  /** Runs a job now, as its minute would. */
  wake(job: string, payload?: object): Promise<void>;
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
  /** Of the digests, which come as soon as they can. */
  settling?: Settling;
  /** Of the jobs' runner. */
  signs?: SignsOfLife;
}

/**
 * Waits for a database server that does not answer. Throws when Slack refuses the token, the port is taken or the store
 * cannot be opened; nothing is left open then.
 */
export async function startBot(config: BotConfig, log: Logger, outside: Outside = {}): Promise<Bot> {
  const { clock = () => new Date(), sleep = (milliseconds: number) => wait(milliseconds) } = outside;
  const { publicUrl, timeZone } = config;
  const { botToken, apiUrl, transport, slashCommand } = config.slack;
  const outboxTimes = { ...OUTBOX_TIMES, ...outside.times };
  const ending = createEnding(PATIENCE_MS);
  try {
    const store = await openWhenThere(config, log);
    ending.close(() => store.close());
    const metrics = createFigures(store, clock);
    const notes = createCallNotes(store, metrics, log, clock);
    ending.close(() => notes.written());

    const { onAnswer, ...clockSkew } = watchClock(clock, log);
    const { token, apiUrl: baseUrl, webhookSecrets, reserve } = config.livestorm;
    const gate = createGovernor({ store, clock, sleep, reserve });
    const livestorm = createLivestorm({ token, baseUrl, log, gate, onCall: notes.onCall, onAnswer, sleep });
    const clients = createClients({
      token: botToken,
      apiUrl,
      callMs: outboxTimes.callMs,
      onAnswer,
      onCall: metrics.slackCall,
      log,
    });
    const answers = createAnswers(clients.ui);
    const webhookPath = await store.settings.getOrCreate(WEBHOOK_PATH, () => randomBytes(32).toString('base64url'));
    const { signs } = outside;
    const queue = { database: store.database, jobs: [...jobs], log, timeZone, onRun: metrics.job };
    const runner = await openRunner({ ...queue, ...(signs && { signs }) });
    ending.finish(() => runner.stop());
    const deps: Deps = {
      livestorm,
      store,
      slack: createSlackPort(clients.poster, clients.ui, clock),
      operators: config.operators,
      answer: answers.give,
      jobs: runner,
      outboxTimes,
      settling: outside.settling ?? SETTLING,
      clock,
      clockSkew,
      setup: setupOf(config),
      reserve,
      sleep,
      timeZone,
      slashCommand,
      webhookUrl: publicUrl && `${publicUrl}/livestorm/webhooks/${webhookPath}`,
      log,
      measured: metrics,
    };
    const keeping = { answers, deps, keep: keepSubmission(store, runner) };
    const slack = createSlackApp({ transport, botToken, apiUrl, clients, deps, keeping, log });
    await slack.start();
    ending.finish(() => slack.stop(PATIENCE_MS));
    const port = await openServer({
      port: config.port,
      metricsPort: config.metricsPort,
      host: config.host,
      slack,
      inbox: createInbox(store, runner),
      metrics,
      webhookPath,
      webhookSecrets,
      keptOfPerson: (delivery) => keptOfPerson(deps, delivery),
      ping: store.ping,
      ending,
      clock,
      log,
    });

    // Who waits at the doors is let in first.
    await runner.send(SWEEP, {}, { key: 'start' });
    await runner.work(deps);

    const watch = watchLoop(log);
    ending.close(async () => watch());
    const started = atStart(deps);
    ending.finish(() => started);
    log.info({ port, slack: transport.mode, webhooks: publicUrl !== null }, 'showrunner is running');
    return {
      port,
      started,
      idle: () => runner.idle(),
      wake: (job, payload = {}) => runner.send(job, payload, { key: 'woken' }),
      stop: () => ending.end(),
    };
  } catch (error) {
    await ending.end();
    throw error;
  }
}
