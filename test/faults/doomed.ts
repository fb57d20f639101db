// A bot that is killed and started again, between a local Livestorm and a local Slack that go on.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Livestorm, startLivestorm } from '../../sandbox/livestorm/server.ts';
import type { View } from '../../sandbox/slack/model.ts';
import type { Person } from '../../sandbox/slack/person.ts';
import { type Slack, startSlack } from '../../sandbox/slack/server.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import type { OutboxTimes } from '../../src/store/outbox-claim.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { COMPILED } from '../support/compiled.ts';
import { template } from '../support/store.ts';
import type { Point } from './doomed-bot.ts';
import { startTrapLine, type TrapLine } from './points-line.ts';

export const SECRET = 'a-secret-of-the-webhooks';

export interface Doomed extends AsyncDisposable {
  slack: Slack;
  /** Between the bot and Slack. */
  line: TrapLine;
  livestorm: Livestorm;
  ada: Person;
  channel: string;
  /** The bot will end at this point. */
  arm(point: Point): Promise<void>;
  kill(): void;
  /** Resolves when it has ended, and another one runs in its place. */
  again(): Promise<void>;
  form(callbackId: string): Promise<View>;
  /** Ends the bot for good, and gives what it left behind. */
  remains(): Promise<Store>;
}

export interface DoomedOptions {
  /** Puts things into Livestorm before the bot reads them. */
  seed: (livestorm: Livestorm) => void;
  /** Whether Livestorm tells the bot of what happens. */
  webhooks?: boolean;
}

/** As in the real bot, where a trial can wait for them. */
export const TIMES: OutboxTimes = { paceMs: 0, guardMs: 500, callMs: 1_000, leaseMs: 3_000, lookMs: 200, editMs: 0 };

/** So that the bot may look for what it posted. */
const SCOPES = ['commands', 'chat:write', 'users:read', 'channels:history', 'groups:history'];

export async function startDoomed({ seed, webhooks = false }: DoomedOptions): Promise<Doomed> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-doomed-'));
  const store = await openStore({ dataDir: folder, template: await template() });
  await store.close();
  const livestorm = await startLivestorm({
    burst: 0,
    monthlyLimit: 1_000_000,
    webhookSecret: SECRET,
    // More tries than it will need: a subscription that is given up would end a trial unseen.
    webhookRetryDelaysMs: Array.from({ length: 100_000 }, () => 200),
  });
  seed(livestorm);
  const slack = await startSlack({ scopes: SCOPES });
  const line = await startTrapLine(slack.apiUrl);
  const port = await freePort();
  slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
  const env = {
    PATH: process.env.PATH,
    NODE_COMPILE_CACHE: COMPILED,
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: folder,
    LOG_LEVEL: 'warn',
    TIME_ZONE: 'Europe/Paris',
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_API_URL: line.apiUrl,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    LIVESTORM_API_TOKEN: livestorm.token,
    LIVESTORM_API_URL: livestorm.url,
    LIVESTORM_WEBHOOK_SECRET: SECRET,
    ...(webhooks && { PUBLIC_URL: `http://127.0.0.1:${port}` }),
  };
  const start = async () => {
    const bot = spawn(process.execPath, ['test/faults/doomed-bot.ts', JSON.stringify(TIMES)], {
      env,
      stdio: ['ignore', 2, 2, 'ipc'],
    });
    await said(bot, 'ready');
    return bot;
  };
  let bot = await start();
  if (webhooks) await livestorm.until(() => livestorm.world.webhooks.size === 5, 20_000);
  const ada = slack.person(SEED.ada);

  return {
    slack,
    line,
    livestorm,
    ada,
    channel: SEED.webinars,
    async arm(point) {
      const armed = said(bot, 'armed');
      bot.send(point);
      await armed;
    },
    kill: () => void bot.kill('SIGKILL'),
    async again() {
      await ended(bot);
      bot = await start();
    },
    async form(callbackId) {
      await slack.until(() => ada.view?.callback_id === callbackId, 20_000);
      if (!ada.view) throw new Error(`no form ${callbackId}`);
      return ada.view;
    },
    async remains() {
      bot.kill('SIGKILL');
      await ended(bot);
      return await openStore({ dataDir: folder });
    },
    async [Symbol.asyncDispose]() {
      bot.kill('SIGKILL');
      await line[Symbol.asyncDispose]();
      await slack.stop();
      await livestorm.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function ended(bot: ChildProcess): Promise<void> {
  if (bot.exitCode === null && bot.signalCode === null) await once(bot, 'exit');
}

async function said(bot: ChildProcess, word: string): Promise<void> {
  const exited = once(bot, 'exit').then(([code, signal]) => {
    throw new Error(`the bot ended: ${code ?? signal}`);
  });
  exited.catch(() => undefined);
  const [heard] = await Promise.race([once(bot, 'message'), exited]);
  if (heard !== word) throw new Error(`the bot said ${heard}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
