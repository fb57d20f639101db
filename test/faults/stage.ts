// Where the trials with whole processes take place: a local Slack and Livestorm, bad lines, and instances that can be killed.

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
import type { SignsOfLife } from '../../src/jobs/take-back.ts';
import type { OutboxTimes } from '../../src/store/outbox-claim.ts';
import { COMPILED } from '../support/compiled.ts';
import { freePort } from '../support/port.ts';
import { type Count, count } from './counting.ts';
import { startGate } from './gate.ts';
import { type Line, startLine } from './line.ts';

export interface Stage extends AsyncDisposable {
  slack: Slack;
  livestorm: Livestorm;
  channels: string[];
  instances: Instance[];
  /** Ends a session at Livestorm: a digest for every channel is due. */
  end(questions?: string[]): void;
  /** What stands in the channels, of all digests that are due. */
  standing(): Count;
  /** Waits until nothing is lost any more, and for what would come twice. Slack goes on failing meanwhile. */
  drained(): Promise<Count>;
  /** Every channel subscribes to all. */
  subscribe(): Promise<void>;
  /** Where the instances log. */
  log: string;
}

/** A process of the bot, or the next one in its place. */
export interface Instance {
  url: string;
  /** Between it and Slack. */
  line: Line;
  /** Resolves when it works; rejects when it ends before. */
  start(): Promise<unknown>;
  /** SIGKILL. Resolves when it has ended. */
  cut(): Promise<void>;
  /** SIGTERM. Resolves with its exit code. */
  stop(): Promise<number | null>;
  isRunning(): boolean;
}

export interface StageOptions {
  instances: number;
  /** Without one there is one instance, with the embedded store. */
  databaseUrl?: string;
  channels?: number;
  times?: Partial<OutboxTimes>;
}

/** As in the real bot, a hundred times shorter where a process of 300 ms could not wait for it. */
const TIMES: OutboxTimes = { paceMs: 10, guardMs: 300, callMs: 400, leaseMs: 2_000, lookMs: 300, editMs: 50 };
const SIGNS: SignsOfLife = { everyMs: 300, silentMs: 1_500 };
const DRAINED_WITHIN_MS = 90_000;
const SCOPES = ['commands', 'chat:write', 'users:read', 'channels:history', 'groups:history'];

export async function setStage({ instances, databaseUrl, channels = 4, times }: StageOptions): Promise<Stage> {
  const outside = JSON.stringify({ times: { ...TIMES, ...times }, signs: SIGNS });
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-faults-'));
  const log = join(folder, 'bot.log');
  const slack = await startSlack({ scopes: SCOPES });
  const livestorm = await startLivestorm({
    burst: 0,
    monthlyLimit: 10_000_000,
    // More tries than it will need: a subscription that is given up would end the trial unseen.
    webhookRetryDelaysMs: Array.from({ length: 100_000 }, () => 300),
  });
  const ports = await Promise.all(Array.from({ length: instances }, freePort));
  const lines = await Promise.all(ports.map(() => startLine(slack.apiUrl)));
  const gate = await startGate(ports);
  slack.deliverTo(`${gate.url}/slack/events`);
  const env = {
    PATH: process.env.PATH,
    NODE_COMPILE_CACHE: COMPILED,
    HOME: process.env.HOME,
    HOST: '127.0.0.1',
    PUBLIC_URL: gate.url,
    ...(databaseUrl === undefined ? { DATA_DIR: join(folder, 'data') } : { DATABASE_URL: databaseUrl }),
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    LIVESTORM_API_TOKEN: livestorm.token,
    LIVESTORM_API_URL: livestorm.url,
  };
  const rooms = Array.from({ length: channels }, (_, index) =>
    slack.workspace.addChannel({ name: `room-${index}`, members: [SEED.ada, SEED.botUser] }),
  ).map(({ id }) => id);
  const all = lines.map((line, index) =>
    instance({
      env: { ...env, PORT: `${ports[index]}`, SLACK_API_URL: line.apiUrl },
      outside,
      log,
      line,
      url: `http://127.0.0.1:${ports[index]}`,
    }),
  );
  const sessions: string[] = [];
  const standing = () =>
    count(
      rooms.flatMap((id) => slack.channel(id).messages),
      { sessions, channels: rooms },
    );

  return {
    slack,
    livestorm,
    channels: rooms,
    instances: all,
    log,
    standing,
    end: (questions) => void sessions.push(end(livestorm, questions)),
    async drained() {
      const deadline = Date.now() + DRAINED_WITHIN_MS + sessions.length * 1_000;
      while (Date.now() < deadline && standing().lost > 0) await wait(200);
      // What is doubled late would come now: the lease and two looks have gone by.
      await wait(TIMES.leaseMs + 3 * TIMES.lookMs);
      return standing();
    },
    async subscribe() {
      for (const channel of rooms) await subscribe(slack, channel);
    },
    async [Symbol.asyncDispose]() {
      for (const one of all) await one.cut();
      await gate[Symbol.asyncDispose]();
      for (const line of lines) await line[Symbol.asyncDispose]();
      await livestorm.stop();
      await slack.stop();
      await rm(join(folder, 'data'), { recursive: true, force: true });
    },
  };
}

type InstanceOptions = Pick<Instance, 'url' | 'line'> & { env: NodeJS.ProcessEnv; outside: string; log: string };

function instance({ url, line, env, outside, log }: InstanceOptions): Instance {
  const out = openSync(log, 'a');
  let child: ChildProcess | undefined;
  const isRunning = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  async function end(signal: NodeJS.Signals): Promise<void> {
    if (!child || !isRunning()) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
  return {
    url,
    line,
    start() {
      child = spawn(process.execPath, ['test/faults/bot.ts', outside], { env, stdio: ['ignore', out, out, 'ipc'] });
      return ready(child);
    },
    cut: () => end('SIGKILL'),
    async stop() {
      await end('SIGTERM');
      return child?.exitCode ?? null;
    },
    isRunning,
  };
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

/** Until the bot says so: on a busy machine even an untouched call may last longer than one here may. */
async function subscribe(slack: Slack, channel: string): Promise<void> {
  const ada = slack.person(SEED.ada);
  for (;;) {
    const before = ada.ephemerals.length;
    await ada.command(channel, 'subscribe all digest');
    await slack.until(() => ada.ephemerals.length > before, 10_000);
    if (!/went wrong/.test(ada.ephemerals.at(-1)?.text ?? '')) return;
  }
}

/** A session that has just ended at Livestorm, with enough in it for a thread. */
function end(livestorm: Livestorm, questions = ['Why?', 'How?']): string {
  const event = livestorm.world.addEvent({ title: 'Under fire' });
  const session = livestorm.world.addSession(event);
  for (const question of questions) livestorm.world.addQuestion(session, { question });
  for (const text of ['Hello', 'Bye']) livestorm.world.addMessage(session, { text_content: text });
  const at = session.estimated_started_at + 3_600;
  Object.assign(session, { status: 'past', started_at: at - 3_600, ended_at: at, duration: 3_600, updated_at: at });
  livestorm.emit('session.ended', sessionResource(session));
  return session.id;
}
