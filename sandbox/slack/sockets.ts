// Socket Mode: tickets, hello, envelopes to one connection each, acknowledgements, refreshes.
// From docs.slack.dev/apis/events-api/using-socket-mode.

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Delivered, Retry } from './delivery.ts';
import { parseJson } from './http.ts';
import { isRecord, type Json, Refusal, str } from './model.ts';
import type { Envelope } from './world.ts';

export interface Sockets {
  /** A one-use address; refuses with `too_many_websockets` when ten are open. */
  ticket(origin: string): string;
  connected(): number;
  deliver(envelope: Envelope, retry?: Retry): Promise<Delivered>;
  /** Asks every client to connect anew, as Slack does every few hours. */
  refresh(): void;
  /** Sends words as they are to every client. */
  say(words: string): void;
  stop(): void;
}

const MAX_SOCKETS = 10;
const PING_MS = 5000;

export function createSockets(server: Server, appId: string, changed: () => void): Sockets {
  const tickets = new Set<string>();
  const open = new Map<WebSocket, { draining: boolean }>();
  const waiting = new Map<string, (ack: Delivered) => void>();
  const wss = new WebSocketServer({ noServer: true });
  let turn = 0;

  function greet(socket: WebSocket): void {
    open.set(socket, { draining: false });
    socket.on('message', (data: Buffer) => take(parseJson(data.toString('utf8'))));
    socket.on('close', () => {
      open.delete(socket);
      changed();
    });
    socket.on('error', () => socket.terminate());
    const debug_info = { host: 'applink-local', approximate_connection_time: 3600 };
    socket.send(
      JSON.stringify({ type: 'hello', num_connections: open.size, debug_info, connection_info: { app_id: appId } }),
    );
    changed();
  }

  function take(ack: unknown): void {
    if (!isRecord(ack)) return;
    const resolve = waiting.get(str(ack.envelope_id));
    waiting.delete(str(ack.envelope_id));
    resolve?.({ status: 200, body: ack.payload ?? '', failure: undefined });
  }

  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    const ticket = new URL(request.url ?? '/', 'http://local').searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket)) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    wss.handleUpgrade(request, socket, head, greet);
  });

  // Clients give up a connection that was silent for thirty seconds.
  const pinging = setInterval(() => {
    for (const socket of open.keys()) socket.ping('Ping from applink-local');
  }, PING_MS);
  pinging.unref();

  function next(): WebSocket | undefined {
    const ready = [...open].filter(([socket, { draining }]) => !draining && socket.readyState === socket.OPEN);
    turn += 1;
    return ready[turn % Math.max(ready.length, 1)]?.[0];
  }

  return {
    ticket(origin) {
      if (open.size >= MAX_SOCKETS) throw new Refusal('too_many_websockets');
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${origin.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${appId}`;
    },
    connected: () => open.size,
    deliver({ kind, payload }, retry) {
      const socket = next();
      if (!socket) return Promise.resolve({ status: undefined, body: undefined, failure: 'dispatch_failed' });
      const envelope: Json = {
        type: kind,
        envelope_id: randomUUID(),
        payload,
        accepts_response_payload: kind !== 'events_api',
        ...(kind === 'events_api' ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' } : {}),
      };
      const { promise, resolve } = Promise.withResolvers<Delivered>();
      waiting.set(str(envelope.envelope_id), resolve);
      socket.send(JSON.stringify(envelope));
      return promise;
    },
    refresh() {
      for (const [socket, state] of open) {
        state.draining = true;
        socket.send(
          JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'applink-local' } }),
        );
      }
    },
    say(words) {
      for (const socket of open.keys()) socket.send(words);
    },
    stop() {
      clearInterval(pinging);
      for (const socket of open.keys()) socket.close(1001);
      wss.close();
    },
  };
}
