// A bot in its world: the real one, between a local Livestorm and a local Slack, on free ports and in memory.

import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { type Livestorm, type LivestormOptions, startLivestorm } from '../../sandbox/livestorm/server.ts';
import type { Call } from '../../sandbox/livestorm/wire.ts';
import type { View } from '../../sandbox/slack/model.ts';
import type { Person } from '../../sandbox/slack/person.ts';
import { type Slack, type SlackOptions, startSlack } from '../../sandbox/slack/server.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import type { BotConfig } from '../../src/bot/setup.ts';
import { type Bot, startBot } from '../../src/bot.ts';
import type { Settling } from '../../src/deps.ts';
import { createLog } from '../../src/log.ts';
import type { OutboxTimes } from '../../src/store/outbox-claim.ts';
import { lent, template } from './store.ts';

export interface WorldOptions {
  transport?: 'http' | 'socket';
  livestorm?: LivestormOptions;
  slack?: SlackOptions;
  /** Puts things into Livestorm before the bot reads them. */
  seed?: (livestorm: Livestorm) => void;
  token?: string;
  /** What WEBINAR_OPERATORS says. */
  operators?: BotConfig['operators'];
  /** The bot's clock. */
  clock?: () => Date;
  webhooks?: boolean;
  /** Where /metrics is, when it is not on the bot's own port. */
  metricsPort?: number;
  /** Whether deliveries are signed, and must be; true unless told. */
  isSigned?: boolean;
  /** A folder for the store, which then outlives `restart`. */
  dataDir?: string;
  /** A database server instead. */
  databaseUrl?: string;
  /** How long digests wait; not at all unless told. */
  settling?: Settling;
  /** Of the outbox, which posts without a pace unless told. */
  times?: Partial<OutboxTimes>;
}

export interface World extends AsyncDisposable {
  livestorm: Livestorm;
  slack: Slack;
  bot: Bot;
  /** A member of the workspace, in Paris, and in the channel where the bot is. */
  ada: Person;
  /** A channel with the bot in it. */
  channel: string;
  /** Every line the bot logged, parsed. */
  log: Record<string, unknown>[];
  /** A second instance over the same database server, as Slack reaches it; it stops with the world. */
  another(): Promise<string>;
  /** Stops the bot and starts it again over the same store. */
  restart(): Promise<void>;
  /** What was asked of Livestorm since the last time this was called (or since the start was over). */
  spent(): Call[];
  /** Waits for a form with this callback id on ada's screen. */
  form(callbackId: string): Promise<View>;
}

const SECRET = 'a-secret-of-the-world';

const signedAt = (clock: () => Date) => () => clock().getTime();

/** Resolves when the bot has done what it does at the start. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const { transport = 'http', webhooks = true } = options;
  const livestorm = await startLivestorm({
    burst: 0,
    webhookRetryDelaysMs: [10, 10, 10, 10, 10],
    ...(options.isSigned !== false && { webhookSecret: SECRET }),
    // Signatures are of the time that the bot's clock shows.
    ...(options.clock && { now: signedAt(options.clock) }),
    ...options.livestorm,
  });
  const slack = await startSlack(options.slack);
  options.seed?.(livestorm);
  const log: Record<string, unknown>[] = [];
  const port = await freePort();
  const config: BotConfig = {
    slack: {
      botToken: slack.botToken,
      apiUrl: slack.apiUrl,
      slashCommand: '/webinar',
      transport:
        transport === 'http'
          ? { mode: 'http', signingSecret: slack.signingSecret }
          : { mode: 'socket', appToken: slack.appToken },
    },
    livestorm: {
      token: options.token ?? livestorm.token,
      apiUrl: livestorm.url,
      webhookSecrets: livestorm.webhookSecret ? [livestorm.webhookSecret] : [],
      reserve: 0.1,
    },
    publicUrl: webhooks ? `http://127.0.0.1:${port}` : null,
    port,
    metricsPort: options.metricsPort ?? null,
    host: '127.0.0.1',
    store: await storeOf(options),
    operators: options.operators ?? null,
    timeZone: 'Europe/Paris',
    logLevel: 'debug',
    notes: [],
  };
  const start = (port = config.port) =>
    startBot({ ...config, port }, createLog('debug', { write: (line) => log.push(JSON.parse(line)) }), {
      ...(options.clock && { clock: options.clock }),
      sleep: () => new Promise((resolve) => setImmediate(resolve)),
      times: { paceMs: 0, ...options.times },
      settling: options.settling ?? { quietMs: 0, longestMs: 0, untoldMs: 0 },
    });
  let bot = await start();
  const others: Bot[] = [];
  if (transport === 'http') slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
  await bot.started;
  let seen = livestorm.calls.length;
  const ada = slack.person(SEED.ada);

  return {
    livestorm,
    slack,
    get bot() {
      return bot;
    },
    ada,
    channel: SEED.webinars,
    log,
    spent() {
      const calls = livestorm.calls.slice(seen);
      seen = livestorm.calls.length;
      return calls;
    },
    async another() {
      const second = await start(0);
      others.push(second);
      await second.started;
      return `http://127.0.0.1:${second.port}/slack/events`;
    },
    async restart() {
      await bot.stop();
      bot = await start();
      await bot.started;
    },
    async form(callbackId) {
      await slack.until(() => ada.view?.callback_id === callbackId);
      if (!ada.view) throw new Error(`no form ${callbackId}`);
      return ada.view;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([bot, ...others].map((each) => each.stop()));
      await slack.stop();
      await livestorm.stop();
    },
  };
}

async function storeOf({ databaseUrl, dataDir }: WorldOptions): Promise<BotConfig['store']> {
  if (databaseUrl) return { databaseUrl };
  return dataDir ? { dataDir, template: await template() } : { open: lent };
}

/** A port that is free now. The bot registers its own address at Livestorm before it listens, so it must be known. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
