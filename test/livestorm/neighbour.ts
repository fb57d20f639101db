// A small real HTTP server that answers what a test tells it to, and remembers what it was asked.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Call, createLivestorm, type Livestorm, type LivestormOptions } from '../../src/livestorm/client.ts';

export interface Asked {
  method: string;
  /** Path and query as they came. */
  url: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: unknown;
  /** The client's clock, in milliseconds. */
  at: number;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  /** Text goes as it is, anything else as JSON, undefined as an empty body. */
  body?: unknown;
}
/** A function does what it likes with the connection. */
export type Script =
  | Answer
  | ((response: ServerResponse, asked: Asked, pass: (ms: number) => void) => Answer | undefined);

export interface Neighbour extends AsyncDisposable {
  livestorm: Livestorm;
  url: string;
  asked: Asked[];
  calls: Call[];
  /** Every wait, in milliseconds; the clock jumps ahead instead. */
  waits: number[];
  /** What everybody was asked to wait, in milliseconds. */
  holds: number[];
  logs: { level: string; line: Record<string, unknown>; message: string }[];
  /** Lets time go by, in milliseconds. */
  pass: (ms: number) => void;
}

export const TOKEN = 'secret-token-eyJhbGciOi.payload.sig';
export const START = Date.UTC(2026, 10, 28, 9);

/** The last answer of the script is given to all further requests. */
export async function neighbour(script: Script[], options: Partial<LivestormOptions> = {}): Promise<Neighbour> {
  let clock = START;
  const pass = (ms: number) => {
    clock += ms;
  };
  const asked: Asked[] = [];
  const calls: Call[] = [];
  const waits: number[] = [];
  const holds: number[] = [];
  let heldUntil = 0;
  const sleep = async (ms: number) => {
    waits.push(ms);
    // Whoever can run does so before time passes.
    await new Promise((done) => setImmediate(done));
    pass(ms);
  };
  const logs: Neighbour['logs'] = [];

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://x');
    const text = Buffer.concat(await request.toArray()).toString();
    const one: Asked = {
      method: request.method ?? '',
      url: request.url ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: text === '' ? undefined : JSON.parse(text),
      at: clock,
    };
    asked.push(one);
    const step = script[Math.min(asked.length, script.length) - 1] ?? {};
    const answer = typeof step === 'function' ? step(response, one, pass) : step;
    if (answer === undefined) return;
    const { status = 200, headers = {}, body } = answer;
    response.writeHead(status, headers);
    response.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/v1`;
  const logged = (level: string) => (line: unknown, message?: string) => {
    logs.push({ level, line: line as Record<string, unknown>, message: message ?? '' });
  };

  const livestorm = createLivestorm({
    token: TOKEN,
    baseUrl: url,
    log: { info: logged('info'), warn: logged('warn'), debug: logged('debug') },
    // All go, but for what Livestorm asks everybody to wait.
    gate: {
      turn: async () => (heldUntil > clock ? await sleep(heldUntil - clock) : undefined),
      async hold(ms) {
        holds.push(ms);
        heldUntil = Math.max(heldUntil, clock + ms);
      },
      spent: async () => {},
    },
    onCall: (call) => calls.push(call),
    sleep,
    random: () => 0.5,
    now: () => clock,
    ...options,
  });
  return {
    livestorm,
    url,
    asked,
    calls,
    waits,
    holds,
    logs,
    pass,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** The problem that a call ended with. */
export async function problem(call: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error && 'problem' in error) return error.problem as Record<string, unknown>;
    throw error;
  }
  throw new Error('the call succeeded');
}
