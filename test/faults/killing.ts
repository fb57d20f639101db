// A bot that is killed again and again while webhooks and digests flow; then what stands in the channels is counted.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sessionResource } from '../../sandbox/livestorm/resources.ts';
import { type Livestorm, startLivestorm } from '../../sandbox/livestorm/server.ts';
import { type Slack, startSlack } from '../../sandbox/slack/server.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import type { OutboxTimes } from '../../src/store/outbox.ts';
import { freePort } from '../support/port.ts';
import { type Count, count } from './counting.ts';
import { type Line, startLine } from './line.ts';

export interface Killed extends Count {
  kills: number;
  sessions: number;
  /** Messages that stood there when the last kill was done. */
  underFire: number;
  faults: Record<string, number>;
  lookUps: number;
  /** Where the bot logged. */
  log: string;
}

/** As in the real bot, a hundred times shorter where a process of 300 ms could not wait for it. */
const TIMES: OutboxTimes = { paceMs: 10, guardMs: 300, callMs: 400, leaseMs: 2_000, lookMs: 300 };
const CHANNELS = 4;
const DRAINED_WITHIN_MS = 60_000;

interface Bot {
  child: ChildProcess;
  ready: Promise<unknown>;
}

interface Stage {
  slack: Slack;
  livestorm: Livestorm;
  line: Line;
  channels: string[];
  start(): Bot;
  port: number;
  log: string;
}

/** Ends a session before each kill, and counts when all is said. */
export async function kill(kills: number, tell: (progress: object) => void): Promise<Killed> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-faults-'));
  await using slack = await startSlack({ scopes: SCOPES });
  await using livestorm = await startLivestorm({
    burst: 0,
    monthlyLimit: 10_000_000,
    // More tries than it will need: a subscription that is given up would end the trial unseen.
    webhookRetryDelaysMs: Array.from({ length: 100_000 }, () => 300),
  });
  await using line = await startLine(slack.apiUrl);
  const stage = await setStage({ slack, livestorm, line, folder });
  const sessions: string[] = [];

  let bot = stage.start();
  await bot.ready;
  for (const channel of stage.channels) await subscribe(stage, channel);
  line.spoil();
  for (let done = 0; done < kills; done++) {
    sessions.push(end(stage.livestorm));
    // Half of them die while they post, the others whatever they do just then.
    if (Math.random() < 0.5) await Promise.race([line.nextPost(), wait(3_000)]);
    await wait(20 + Math.random() * 280);
    await cut(bot.child);
    bot = stage.start();
    // One in ten dies while it starts.
    if (Math.random() > 0.1) await bot.ready;
    if (done % 10 === 9) {
      const { messages, doubled, misplaced } = standing(stage, sessions);
      tell({ kills: done + 1, messages, doubled, misplaced, ...line.faults });
    }
  }
  await bot.ready;
  const underFire = standing(stage, sessions).messages;
  const counted = await drained(stage, sessions);
  bot.child.kill('SIGTERM');
  await once(bot.child, 'exit');
  const lookUps = [...line.calls].reduce((sum, [method, times]) => sum + (/^conv/.test(method) ? times : 0), 0);
  await rm(join(folder, 'data'), { recursive: true, force: true });
  return {
    ...counted,
    kills,
    underFire,
    sessions: sessions.length,
    faults: { ...line.faults },
    lookUps,
    log: stage.log,
  };
}

const SCOPES = ['commands', 'chat:write', 'users:read', 'channels:history', 'groups:history'];

async function setStage(given: Pick<Stage, 'slack' | 'livestorm' | 'line'> & { folder: string }): Promise<Stage> {
  const { slack, livestorm, line, folder } = given;
  const port = await freePort();
  const log = join(folder, 'bot.log');
  const out = openSync(log, 'a');
  slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATA_DIR: join(folder, 'data'),
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_API_URL: line.apiUrl,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    LIVESTORM_API_TOKEN: livestorm.token,
    LIVESTORM_API_URL: livestorm.url,
  };
  const channels = Array.from({ length: CHANNELS }, (_, index) =>
    slack.workspace.addChannel({ name: `room-${index}`, members: [SEED.ada, SEED.botUser] }),
  );
  return {
    slack,
    livestorm,
    line,
    channels: channels.map(({ id }) => id),
    port,
    log,
    start() {
      const child = spawn(process.execPath, ['test/faults/bot.ts', JSON.stringify({ times: TIMES })], {
        env,
        stdio: ['ignore', out, out, 'ipc'],
      });
      return { child, ready: ready(child) };
    },
  };
}

async function subscribe({ slack }: Stage, channel: string): Promise<void> {
  const ada = slack.person(SEED.ada);
  const before = ada.ephemerals.length;
  while (slack.channel(channel).messages.length === 0) {
    await ada.command(channel, 'subscribe all');
    await slack.until(() => ada.ephemerals.length > before, 10_000);
  }
}

/** A session that has just ended at Livestorm, with enough in it for a thread. */
function end(livestorm: Livestorm): string {
  const event = livestorm.world.addEvent({ title: 'Under fire' });
  const session = livestorm.world.addSession(event);
  for (const question of ['Why?', 'How?']) livestorm.world.addQuestion(session, { question });
  for (const text of ['Hello', 'Bye']) livestorm.world.addMessage(session, { text_content: text });
  const at = session.estimated_started_at + 3_600;
  Object.assign(session, { status: 'past', started_at: at - 3_600, ended_at: at, duration: 3_600, updated_at: at });
  livestorm.emit('session.ended', sessionResource(session));
  return session.id;
}

const standing = ({ slack, channels }: Stage, sessions: string[]): Count =>
  count(
    channels.flatMap((id) => slack.channel(id).messages),
    { sessions, channels },
  );

/** Slack goes on failing meanwhile. */
async function drained(stage: Stage, sessions: string[]): Promise<Count> {
  const deadline = Date.now() + DRAINED_WITHIN_MS + sessions.length * 1_000;
  while (Date.now() < deadline && standing(stage, sessions).lost > 0) await wait(200);
  // What is doubled late would come now: the lease and two looks have gone by.
  await wait(TIMES.leaseMs + 3 * TIMES.lookMs);
  return standing(stage, sessions);
}

/** Rejects when it ends at its start. One that is killed there is nobody's concern. */
function ready(bot: ChildProcess): Promise<unknown> {
  const exited = once(bot, 'exit').then(([code, signal]) => {
    throw new Error(`the bot ended at its start: ${code ?? signal}`);
  });
  const isReady = Promise.race([once(bot, 'message'), exited]);
  isReady.catch(() => undefined);
  return isReady;
}

async function cut(bot: ChildProcess): Promise<void> {
  const exited = bot.exitCode === null && bot.signalCode === null ? once(bot, 'exit') : null;
  bot.kill('SIGKILL');
  await exited;
}
