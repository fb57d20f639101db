// The line between the bot and the local Slack, with a trap on it: somebody is told of a call before Slack hears it, or
// after Slack has done it and before the bot hears so.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Trap {
  method: string;
  /** What the call's arguments read like. */
  saying: RegExp;
  /** The call is not passed on, or its answer is not. */
  at: 'asked' | 'done';
}

export interface TrapLine extends AsyncDisposable {
  apiUrl: string;
  /** `spring` is called once, at the first call that fits. */
  set(trap: Trap, spring: () => void): void;
}

export async function startTrapLine(apiUrl: string): Promise<TrapLine> {
  let armed: { trap: Trap; spring: () => void } | null = null;

  function caught(at: Trap['at'], method: string, body: string): boolean {
    if (armed?.trap.at !== at || armed.trap.method !== method || !armed.trap.saying.test(body)) return false;
    armed.spring();
    armed = null;
    return true;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = (request.url ?? '').replace('/api/', '');
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const words = decodeURIComponent(body.toString('utf8').replaceAll('+', ' '));
    if (caught('asked', method, words)) return void request.socket.destroy();
    const { authorization = '', 'content-type': type = '' } = request.headers;
    const headers = { authorization, 'content-type': type };
    const answer = await fetch(new URL(method, apiUrl), { method: 'POST', headers, body });
    const text = await answer.text();
    if (caught('done', method, words)) return void request.socket.destroy();
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
  }

  const server = createServer((request, response) => {
    // A killed bot leaves its calls behind.
    handle(request, response).catch(() => request.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    set(trap, spring) {
      armed = { trap, spring };
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
