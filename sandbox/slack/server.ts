// A local, strict Slack: Web API, Socket Mode, signed requests, and the people who use it.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deliverOverHttp, deliverTry, within } from './delivery.ts';
import { createFaults, type Faults } from './faults.ts';
import { createHooks } from './hooks.ts';
import { answer } from './http.ts';
import { createTs, upperId } from './ids.ts';
import type { ApiCall, Json, Message, Outcome, View } from './model.ts';
import { eventPayload } from './payloads.ts';
import { createPerson, type Person } from './person.ts';
import { type RenderOptions, renderText } from './render.ts';
import { route } from './routes.ts';
import { createSockets, type Sockets } from './sockets.ts';
import { createTriggers } from './triggers.ts';
import { createViews } from './views.ts';
import { createWaiting } from './waiting.ts';
import { createWorkspace, type Workspace } from './workspace.ts';
import type { Envelope, Ping, World } from './world.ts';

export interface SlackOptions {
  port?: number;
  signingSecret?: string;
  botToken?: string;
  appToken?: string;
  /** Of the bot token. */
  scopes?: string[];
  /** Of the app-level token. */
  appScopes?: string[];
  /** Milliseconds since 1970: ages of trigger_ids and response_urls, and every ts. */
  now?: () => number;
  slashCommand?: string;
  /** Real milliseconds the app has to acknowledge; Slack gives 3,000. */
  ackTimeoutMs?: number;
  /** One message a second and channel, else `ratelimited`. Off unless told. */
  limitPosting?: boolean;
}

export interface Slack extends AsyncDisposable {
  apiUrl: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  /** HTTP mode: where signed requests go. Without it, they go over Socket Mode. */
  deliverTo(requestUrl: string): void;
  workspace: Workspace;
  person(userId: string): Person;
  channel(id: string): { messages: Message[]; thread(ts: string): Message[] };
  calls: ApiCall[];
  pings: Ping[];
  faults: Pick<Faults, 'add' | 'clear'>;
  /** Open Socket Mode connections. */
  sockets(): number;
  refreshSockets(): void;
  /** Sends words as they are over every socket. */
  sayToSockets(words: string): void;
  /** Sends an Events API event, for instance `app_uninstalled`. */
  event(event: Json): Promise<Outcome>;
  /** Starts a step of a workflow; `result` fills when the app completes it. */
  runStep(callbackId: string, inputs: Json): Promise<{ outcome: Outcome; result: { outputs?: Json; error?: string } }>;
  /** What a person sees, with the names of this workspace. */
  render(subject: Message | View, options?: RenderOptions): string;
  until(condition: () => boolean, timeoutMs?: number): Promise<void>;
  /** Calls `job` whenever something happened here, until the function it gives back is called. */
  watch(job: () => void): () => void;
  stop(): Promise<void>;
}

const SCOPES = ['commands', 'chat:write', 'users:read', 'files:write'];

function createWorld(options: SlackOptions, changed: () => void): World {
  const now = options.now ?? Date.now;
  const workspace = createWorkspace();
  const scopes = new Set(options.scopes ?? SCOPES);
  const world: World = {
    now,
    origin: '',
    botToken: options.botToken ?? 'xoxb-local-bot-token',
    appToken: options.appToken ?? 'xapp-local-app-token',
    signingSecret: options.signingSecret ?? 'local-signing-secret',
    scopes,
    appScopes: new Set(options.appScopes ?? ['connections:write']),
    slashCommand: options.slashCommand ?? '/webinar',
    ackTimeoutMs: options.ackTimeoutMs ?? 3000,
    limitPosting: options.limitPosting ?? false,
    workspace,
    calls: [],
    pings: [],
    faults: createFaults(),
    triggers: createTriggers(now),
    hooks: createHooks(() => world.origin, now),
    views: createViews(workspace, now, scopes),
    ephemerals: new Map(),
    personFiles: new Map(),
    uploads: new Map(),
    executions: new Map(),
    socketUrl: () => '',
    deliver: () => Promise.reject(new Error('not started')),
    changed,
    ts: createTs(now),
  };
  return world;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function createDelivery(world: World, sockets: Sockets, target: () => string | undefined): World['deliver'] {
  return async (envelope: Envelope) => {
    const outcome = await deliverTry(envelope, (retry) => {
      const url = target();
      const sent = url ? deliverOverHttp(url, world.signingSecret, envelope, retry) : sockets.deliver(envelope, retry);
      return within(world.ackTimeoutMs, sent);
    });
    world.changed();
    return outcome;
  };
}

/** Starts on a free port of 127.0.0.1 unless told which. Nothing leaves the machine. */
export async function startSlack(options: SlackOptions = {}): Promise<Slack> {
  const waiting = createWaiting();
  const world = createWorld(options, waiting.look);
  const { workspace } = world;
  const server = createServer((request, response) => {
    route(request, response, world).catch((error: unknown) =>
      answer(response, 500, `sandbox: ${String((error as Error).stack)}`),
    );
  });
  const sockets = createSockets(server, workspace.appId, waiting.look);
  let target: string | undefined;
  world.socketUrl = () => sockets.ticket(world.origin);
  world.deliver = createDelivery(world, sockets, () => target);
  world.origin = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`;

  async function stop(): Promise<void> {
    waiting.stop();
    sockets.stop();
    // What is being answered may finish; what hangs on is cut.
    const cut = setTimeout(() => server.closeAllConnections(), 100);
    await new Promise((resolve) => server.close(resolve));
    clearTimeout(cut);
  }

  const people = new Map<string, Person>();
  return {
    apiUrl: `${world.origin}/api/`,
    botToken: world.botToken,
    appToken: world.appToken,
    signingSecret: world.signingSecret,
    deliverTo(requestUrl) {
      target = requestUrl;
    },
    workspace,
    person(userId) {
      const known = people.get(workspace.user(userId).id) ?? createPerson(world, userId);
      people.set(userId, known);
      return known;
    },
    channel(id) {
      const { messages } = workspace.channel(id);
      return { messages, thread: (ts) => messages.filter((each) => each.ts === ts || each.threadTs === ts) };
    },
    calls: world.calls,
    pings: world.pings,
    faults: world.faults,
    sockets: sockets.connected,
    refreshSockets: sockets.refresh,
    sayToSockets: sockets.say,
    event: (event) => world.deliver({ kind: 'events_api', payload: eventPayload(world, event) }),
    async runStep(callbackId, inputs) {
      const executionId = upperId('Fx');
      const result: { outputs?: Json; error?: string } = {};
      world.executions.set(executionId, result);
      const event = {
        type: 'function_executed',
        function: { id: upperId('Fn'), callback_id: callbackId, type: 'app', app_id: workspace.appId },
        function_execution_id: executionId,
        workflow_execution_id: upperId('Wx'),
        inputs,
        bot_access_token: world.botToken,
      };
      const outcome = await world.deliver({ kind: 'events_api', payload: eventPayload(world, event) });
      return { outcome, result };
    },
    render: (subject, options = {}) => renderText(subject, { nameOf: workspace.nameOf, ...options }),
    until: (condition, timeoutMs = 20_000) => waiting.until(condition, timeoutMs, () => world.calls),
    watch: waiting.watch,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
