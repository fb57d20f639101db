// The line between the bot and the local Slack, and what goes wrong on it: by chance, for posts and for looks.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to a call, and how often. */
const FAULTS = {
  '500 before': 0.02,
  '429': 0.02,
  'cut before': 0.02,
  'cut after': 0.02,
  '500 after': 0.02,
  'silence after': 0.02,
};
type FaultName = keyof typeof FAULTS;

type Spoil = (response: ServerResponse) => void;

const BEFORE: Partial<Record<FaultName, Spoil>> = {
  'cut before': (response) => response.socket?.destroy(),
  '500 before': (response) => response.writeHead(500).end('broken'),
  '429': (response) => response.writeHead(429, { 'retry-after': '1' }).end('{"ok":false}'),
};

/** Slack has done what it was asked. */
const AFTER: Partial<Record<FaultName, Spoil>> = {
  'cut after': (response) => response.socket?.destroy(),
  '500 after': (response) => response.writeHead(500).end('broken'),
  'silence after': () => undefined,
};

export interface Line extends AsyncDisposable {
  apiUrl: string;
  /** How many of each, so far. */
  faults: Record<FaultName, number>;
  /** Calls of each method that came through. */
  calls: Map<string, number>;
  /** From here on calls are spoiled. */
  spoil(): void;
  /** Resolves when the next post comes. */
  nextPost(): Promise<void>;
}

export async function startLine(apiUrl: string): Promise<Line> {
  const faults = Object.fromEntries(Object.keys(FAULTS).map((name) => [name, 0])) as Record<FaultName, number>;
  const calls = new Map<string, number>();
  let isSpoiling = false;
  let posted = Promise.withResolvers<void>();

  function chance(method: string): FaultName | null {
    if (!isSpoiling || !/^(chat\.postMessage|conversations\.)/.test(method)) return null;
    let roll = Math.random();
    for (const [name, share] of Object.entries(FAULTS) as [FaultName, number][]) {
      roll -= share;
      if (roll < 0) return name;
    }
    return null;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = (request.url ?? '').replace('/api/', '');
    const fault = chance(method);
    if (method === 'chat.postMessage') {
      posted.resolve();
      posted = Promise.withResolvers<void>();
    }
    if (fault) faults[fault] += 1;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    if (fault && BEFORE[fault]) return BEFORE[fault](response);
    const { authorization = '', 'content-type': type = '' } = request.headers;
    const answer = await fetch(new URL(method, apiUrl), {
      method: 'POST',
      headers: { authorization, 'content-type': type },
      body: Buffer.concat(parts),
    });
    const body = await answer.text();
    calls.set(method, (calls.get(method) ?? 0) + 1);
    if (fault && AFTER[fault]) AFTER[fault](response);
    else response.writeHead(answer.status, { 'content-type': 'application/json' }).end(body);
  }

  const server = createServer((request, response) => {
    // A killed bot leaves its calls behind.
    handle(request, response).catch(() => request.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    faults,
    calls,
    spoil() {
      isSpoiling = true;
    },
    nextPost: () => posted.promise,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
