// The local, strict Livestorm: every operation of the OpenAPI document over real HTTP, with webhooks that really arrive.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { arrive } from './cast.ts';
import { createDesk } from './desk.ts';
import { createFaults, type Faults } from './faults.ts';
import { createLimits } from './limits.ts';
import { type Pace, playWebinar } from './play.ts';
import { createSignals } from './signals.ts';
import type { Stage } from './stage.ts';
import { createSender, type Delivery, type Emit, RETRY_DELAYS_MS } from './webhooks.ts';
import type { Webinar } from './webinar.ts';
import type { Call } from './wire.ts';
import { World } from './world.ts';

export interface LivestormOptions {
  /** 0 for a free one. */
  port?: number;
  token?: string;
  /** Every scope, unless told otherwise. */
  scopes?: string[];
  monthlyLimit?: number;
  monthlyUsed?: number;
  /** Requests per sliding second; 0 for no limit. */
  burst?: number;
  /** Without one, deliveries are not signed. */
  webhookSecret?: string;
  /** The documented 30 s, 1 min, 2.5 min, 6 min and 12 min. */
  webhookRetryDelaysMs?: number[];
  /** Milliseconds: the clock of limits, signatures, link expiry and new records. */
  now?: () => number;
}

export interface Livestorm extends AsyncDisposable {
  /** `LIVESTORM_API_URL`: `http://127.0.0.1:PORT/v1`. */
  url: string;
  token: string;
  webhookSecret: string | undefined;
  world: World;
  /** In the order in which they were done; links to recordings are not among them. */
  calls: Call[];
  deliveries: Delivery[];
  faults: Faults;
  /** What the server itself got wrong: answers and payloads that do not match the OpenAPI document. */
  problems: string[];
  /** Sends a webhook by hand; see `resources.ts` for the shapes. */
  emit: Emit;
  until(condition: () => boolean, timeoutMs?: number): Promise<void>;
  /** Calls `job` after each change, until the function it gives back is called. */
  watch(job: () => void): () => void;
  /** Calls of the month: how many there are, how many are left. */
  budget(): { limit: number; left: number };
  /** Runs a webinar in a session. Resolves when its recording is there. */
  play(sessionId: string, webinar: Webinar, pace: Pace): Promise<void>;
  /** Registers so many more of those who will come to a webinar; how many that were. */
  arrive(sessionId: string, webinar: Webinar, howMany: number): number;
  stop(): Promise<void>;
}

/** Looks like Livestorm's own: a JWT with aud, jti, iat and org (EMBED). Opens only this server. */
const SANDBOX_TOKEN = [
  { alg: 'HS256' },
  { aud: 'api.livestorm.co', jti: '0d0d0d0d-0000-4000-8000-000000000001', iat: 1767225600, org: 'example-corp' },
  'sandbox',
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .join('.');

const EVERY_SCOPE = ['identity:read', 'events:write', 'admin:write', 'webhooks:write'];

export async function startLivestorm(options: LivestormOptions = {}): Promise<Livestorm> {
  const { port = 0, token = SANDBOX_TOKEN, scopes = EVERY_SCOPE, webhookSecret, now = Date.now } = options;
  const { monthlyLimit = 10_000, monthlyUsed = 0, burst = 5, webhookRetryDelaysMs = RETRY_DELAYS_MS } = options;
  const signals = createSignals();
  const world = new World(() => Math.floor(now() / 1000), signals.changed);
  const calls: Call[] = [];
  const deliveries: Delivery[] = [];
  const problems: string[] = [];
  const faults = createFaults();
  const complain = (problem: string) => problems.push(problem);
  const emit = createSender({
    world,
    signals,
    secret: webhookSecret,
    retryDelaysMs: webhookRetryDelaysMs,
    now,
    deliveries,
    complain,
  });
  const limits = createLimits({ monthlyLimit, monthlyUsed, burst, now, switches: world.switches });
  const stage: Stage = { world, emit, signals, origin: '' };
  const answer = createDesk({
    stage,
    gate: { token, scopes, limits, switches: world.switches },
    faults,
    calls,
    complain,
    now,
  });
  const origin = await listen(answer, port);
  stage.origin = origin.url;

  async function stop(): Promise<void> {
    if (signals.stopped) return;
    signals.stop();
    await origin.close();
  }

  return {
    url: `${origin.url}/v1`,
    token,
    webhookSecret,
    world,
    calls,
    deliveries,
    faults,
    problems,
    emit,
    until: signals.until,
    watch: signals.watch,
    budget: limits.budget,
    play: (sessionId, webinar, pace) => playWebinar(stage, sessionId, webinar, pace),
    arrive: (sessionId, webinar, howMany) => arrive(stage, sessionId, webinar, howMany),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

type Listener = (incoming: IncomingMessage, response: ServerResponse) => Promise<void>;

/** On loopback only. */
async function listen(answer: Listener, port: number): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((incoming, response) => {
    answer(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
