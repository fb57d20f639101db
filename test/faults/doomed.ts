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
import { openStore } from '../../src/store/store.ts';
import { template } from '../support/store.ts';
import type { Point } from './doomed-bot.ts';

export interface Doomed extends AsyncDisposable {
  slack: Slack;
  livestorm: Livestorm;
  ada: Person;
  channel: string;
  /** The bot will end at this point. */
  arm(point: Point): Promise<void>;
  kill(): void;
  /** Resolves when it has ended, and another one runs in its place. */
  again(): Promise<void>;
  form(callbackId: string): Promise<View>;
}

/** `seed` puts things into Livestorm before the bot reads them. */
export async function startDoomed(seed: (livestorm: Livestorm) => void): Promise<Doomed> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-doomed-'));
  const store = await openStore({ dataDir: folder, template: await template() });
  await store.close();
  const livestorm = await startLivestorm({ burst: 0, monthlyLimit: 1_000_000 });
  seed(livestorm);
  const slack = await startSlack();
  const port = await freePort();
  slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
  const env = {
    PATH: process.env.PATH,
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: folder,
    LOG_LEVEL: 'warn',
    TIME_ZONE: 'Europe/Paris',
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_API_URL: slack.apiUrl,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    LIVESTORM_API_TOKEN: livestorm.token,
    LIVESTORM_API_URL: livestorm.url,
  };
  const start = async () => {
    const bot = spawn(process.execPath, ['test/faults/doomed-bot.ts'], { env, stdio: ['ignore', 2, 2, 'ipc'] });
    await said(bot, 'ready');
    return bot;
  };
  let bot = await start();
  const ada = slack.person(SEED.ada);

  return {
    slack,
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
      if (bot.exitCode === null && bot.signalCode === null) await once(bot, 'exit');
      bot = await start();
    },
    async form(callbackId) {
      await slack.until(() => ada.view?.callback_id === callbackId, 20_000);
      if (!ada.view) throw new Error(`no form ${callbackId}`);
      return ada.view;
    },
    async [Symbol.asyncDispose]() {
      bot.kill('SIGKILL');
      await slack.stop();
      await livestorm.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
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
