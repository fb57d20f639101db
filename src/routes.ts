// The other door: one HTTP server for Livestorm's deliveries, health, metrics and, in HTTP mode, Slack's requests.

import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { LivestormError } from './errors.ts';
import { type Delivery, deliveryKey, parseDelivery, verifySignature } from './livestorm/webhooks.ts';

const MOST_BODY_BYTES = 1024 * 1024;

/** Milliseconds. Node looks every half minute unless told: a line that says a byte a second would be held that long. */
const LIMITS = { requestTimeout: 15_000, headersTimeout: 10_000, connectionsCheckingInterval: 1_000 };

export interface RouteOptions {
  /** Bolt's listener in HTTP mode; null in Socket Mode, where this port has nothing of Slack's. */
  slack: RequestListener | null;
  /** The unguessable last part of the webhooks' path. */
  webhookPath: string;
  /** Livestorm's signing secrets; empty: what a delivery says is read from Livestorm before it counts. */
  webhookSecrets: string[];
  /** Stores a delivery and queues its work; resolves once both are committed, or at once when too many wait. */
  accept(delivery: Incoming): Promise<'stored' | 'known' | 'busy'>;
  /** What is kept of a delivery about a person, as JSON: they carry names, addresses and join links. Null for nothing. */
  keptOfPerson(delivery: Extract<Delivery, { kind: 'person' }>): Promise<string | null>;
  /** While it does, nothing new is taken. */
  isEnding(): boolean;
  /** Why the bot cannot work just now; null when it can. */
  whyNotReady(): Promise<string | null>;
  /** Null: it is behind a door of its own. */
  metrics: ShowMetrics | null;
  clock: () => Date;
  log: Logger;
}

export type ShowMetrics = () => Promise<{ contentType: string; text: string }>;

interface Incoming {
  key: string;
  event: string;
  /** As it came: JSON, once it was parsed. */
  body: string;
  receivedAt: Date;
}

type Handler = (request: IncomingMessage) => Promise<Answer>;
interface Answer {
  status: number;
  body?: string;
  contentType?: string;
}

export function createRoutes(options: RouteOptions): Server {
  const routes: Record<string, Handler> = {
    'GET /healthz': async () => ({ status: 200, body: 'ok' }),
    'GET /readyz': async () => {
      const why = await options.whyNotReady();
      return why === null ? { status: 200, body: 'ready' } : { status: 503, body: why };
    },
    ...(options.metrics && { 'GET /metrics': told(options.metrics) }),
  };
  const server = createServer(LIMITS, (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (options.isEnding() && request.method === 'POST') {
      response.writeHead(503, { connection: 'close' }).end('stopping');
      return;
    }
    if (path === '/slack/events' && options.slack && request.method === 'POST') {
      return options.slack(request, response);
    }
    void respond(request, response, path);
  });

  async function respond(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const answer: Answer = await find(
      request,
      path,
    )(request).catch((error) => {
      options.log.error(
        { err: error, path: path.startsWith('/livestorm') ? '/livestorm/webhooks/…' : path },
        'a request failed',
      );
      return { status: 503, body: 'not now' };
    });
    // What was not read of a body that is too large would stand before the next request on this line.
    if (answer.status === 413) response.setHeader('connection', 'close');
    response.writeHead(answer.status, { 'content-type': answer.contentType ?? 'text/plain; charset=utf-8' });
    response.end(answer.body);
  }

  function find(request: IncomingMessage, path: string): Handler {
    if (request.method === 'POST' && path.startsWith('/livestorm/webhooks/')) {
      return same(path.slice('/livestorm/webhooks/'.length), options.webhookPath)
        ? (incoming) => receive(incoming, options)
        : notFound;
    }
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    return routes[`${method} ${path}`] ?? notFound;
  }
  return server;
}

const told =
  (metrics: ShowMetrics): Handler =>
  async () => {
    const { contentType, text } = await metrics();
    return { status: 200, contentType, body: text };
  };

/** For METRICS_PORT: nothing else is there. */
export const createMetricsDoor = (metrics: ShowMetrics): Server =>
  createServer(LIMITS, async ({ method, url }, response) => {
    const isAsked = (method === 'GET' || method === 'HEAD') && url?.split('?')[0] === '/metrics';
    const { contentType, text } = isAsked ? await metrics() : { contentType: 'text/plain', text: 'not found' };
    response.writeHead(isAsked ? 200 : 404, { 'content-type': contentType }).end(text);
  });

/** While the bot cannot work yet: it lives, and takes nothing. */
export const createClosedDoor = (): Server =>
  createServer((request, response) => {
    const lives = request.url === '/healthz';
    response.writeHead(lives ? 200 : 503, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
    response.end(lives ? 'ok' : 'not now');
  });

const notFound: Handler = async () => ({ status: 404, body: 'not found' });

/** 2xx only once the delivery is stored: Livestorm sends it again otherwise (livestorm-api 6.4). */
async function receive(request: IncomingMessage, options: RouteOptions): Promise<Answer> {
  const { log, clock, webhookSecrets } = options;
  const rawBody = await readBody(request);
  if (!rawBody) return { status: 413, body: 'too large' };
  if (webhookSecrets.length > 0) {
    const verified = verifySignature({
      header: request.headers['x-livestorm-signature']?.toString(),
      rawBody,
      secrets: webhookSecrets,
      now: clock(),
    });
    if (!verified.ok) {
      log.warn({ ...verified, why: REFUSALS[verified.reason] }, 'a webhook delivery was refused');
      return { status: 401, body: 'refused' };
    }
  }
  try {
    const delivery = parseDelivery(rawBody);
    const body = delivery.kind === 'person' ? await options.keptOfPerson(delivery) : rawBody.toString('utf8');
    if (body === null) return { status: 204 };
    const outcome = await options.accept({
      key: deliveryKey(delivery),
      event: delivery.event,
      body,
      receivedAt: clock(),
    });
    log.info({ event: delivery.event, outcome }, 'webhook');
    return outcome === 'busy' ? { status: 503, body: 'not now' } : { status: 204 };
  } catch (error) {
    if (!(error instanceof LivestormError)) throw error;
    log.warn({ problem: error.problem }, 'a webhook delivery could not be read');
    return { status: 400, body: 'not understood' };
  }
}

/** For the operator, in the log. */
const REFUSALS = {
  missing:
    'it is not signed: only webhooks made through the API are, so it may be one of the older Webhooks app, or a stranger',
  malformed: 'its signature does not look like <seconds>,<64 hex digits>',
  mismatch: 'it was signed with another secret, or changed on its way: compare LIVESTORM_WEBHOOK_SECRET with Livestorm',
  too_old: 'it was signed more than half an hour ago: a replay, or the clock of this machine is ahead',
  in_the_future: 'it was signed for more than a minute from now: the clock of this machine is behind',
} as const;

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > MOST_BODY_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
