// Webhook deliveries: signed, retried, and disabled for good after the last failed retry (sections 6.2 to 6.4).
import { createHash } from 'node:crypto';
import { checkPayload } from './checks.ts';
import type { Subscription } from './records.ts';
import type { Resource } from './resources.ts';
import type { Signals } from './signals.ts';
import type { World } from './world.ts';

/** One attempt; `status` when the receiver answered, `error` when it did not. */
export interface Delivery {
  /** Milliseconds. */
  at: number;
  event: string;
  url: string;
  status?: number;
  error?: string;
  /** From 1; the first retry is 2. */
  attempt: number;
  body: string;
}

/** About 30 s, 1 min, 2.5 min, 6 min and 12 min. */
export const RETRY_DELAYS_MS = [30_000, 60_000, 150_000, 360_000, 720_000];
const TIMEOUT_MS = 5000;
const AT_ONCE = 8;

/** `<unix seconds>,<hex sha256(timestamp + secret + body)>`: a plain hash, not an HMAC (section 6.3). */
export function signature(timestamp: number, secret: string, body: string): string {
  return `${timestamp},${createHash('sha256').update(`${timestamp}${secret}${body}`).digest('hex')}`;
}

export interface SenderOptions {
  world: World;
  signals: Signals;
  secret: string | undefined;
  retryDelaysMs: number[];
  /** Milliseconds. */
  now: () => number;
  deliveries: Delivery[];
  /** Told when a payload does not match the OpenAPI document. */
  complain: (problem: string) => void;
}

export type Emit = (event: string, resource: Resource) => void;

/** `emit` sends one event to everybody who subscribed to it, and does not wait. */
export function createSender(options: SenderOptions): Emit {
  const { world, signals, secret, retryDelaysMs, now, deliveries, complain } = options;
  const stopping = new AbortController();
  const queue: (() => Promise<void>)[] = [];
  let working = 0;

  async function work(): Promise<void> {
    working += 1;
    for (let job = queue.shift(); job && !signals.stopped; job = queue.shift()) await job();
    working -= 1;
  }

  function enqueue(job: () => Promise<void>): void {
    queue.push(job);
    if (working < AT_ONCE) void work();
  }

  async function post(url: string, body: string): Promise<Pick<Delivery, 'status' | 'error'>> {
    const headers: Record<string, string> = { 'content-type': 'application/json', 'user-agent': 'Livestorm (sandbox)' };
    // Signed anew for each attempt: retries come minutes later and receivers refuse old timestamps (a guess, 6.3).
    if (secret) headers['x-livestorm-signature'] = signature(Math.floor(now() / 1000), secret, body);
    try {
      const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(TIMEOUT_MS)]);
      const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
      await answer.arrayBuffer();
      return { status: answer.status };
    } catch (error) {
      return { error: reason(error) };
    }
  }

  async function attempt(subscription: Subscription, body: string, number: number): Promise<void> {
    if (subscription.disabled || world.webhooks.get(subscription.id) !== subscription) return;
    const at = now();
    const { url, event } = subscription;
    const outcome = await post(url, body);
    if (signals.stopped) return;
    deliveries.push({ at, event, url, ...outcome, attempt: number, body });
    const retry = isRetried(outcome.status, world.switches.unreachable);
    const delay = retryDelaysMs[number - 1];
    if (outcome.error && world.switches.unreachable === 'disable') subscription.disabled = true;
    else if (retry && delay === undefined) subscription.disabled = true;
    signals.changed();
    if (retry && delay !== undefined) void later(delay, () => attempt(subscription, body, number + 1));
  }

  async function later(delay: number, job: () => Promise<void>): Promise<void> {
    if (await signals.sleep(delay)) enqueue(job);
  }

  function lose({ url, event }: Subscription, body: string): void {
    world.switches.deliveriesToLose -= 1;
    deliveries.push({ at: now(), event, url, error: 'lost', attempt: 1, body });
    signals.changed();
  }

  signals.onStop(() => stopping.abort());

  return (event, { id, type, attributes }) => {
    const meta = { webhook: { event, organization_id: world.organization.id } };
    const payload = { data: { id, type, attributes, meta } };
    for (const problem of checkPayload(payload)) complain(`${event}: ${problem}`);
    const body = JSON.stringify(payload);
    for (const subscription of world.webhooks.values()) {
      if (subscription.event !== event) continue;
      if (world.switches.deliveriesToLose > 0) lose(subscription, body);
      else enqueue(() => attempt(subscription, body, 1));
    }
  };
}

const isBetween = (status: number, low: number, high: number) => status >= low && status <= high;

/** Without a status the receiver was not reached. */
function isRetried(status: number | undefined, unreachable: 'retry' | 'disable'): boolean {
  if (status === undefined) return unreachable === 'retry';
  return isBetween(status, 400, 456) || isBetween(status, 500, 511);
}

function reason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error) return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
  return String(cause);
}
