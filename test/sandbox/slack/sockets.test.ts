// Socket Mode: tickets, envelopes to one connection each, refreshes.

import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Json } from '../../../sandbox/slack/model.ts';
import { type Slack, startSlack } from '../../../sandbox/slack/server.ts';
import { SEED } from '../../../sandbox/slack/workspace.ts';
import { overSocket } from './bolt-app.ts';
import { api } from './tiny-app.ts';

let slack: Slack;
const open: WebSocket[] = [];

beforeEach(async () => {
  slack = await startSlack({ ackTimeoutMs: 1000 });
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.terminate();
  await slack.stop();
});

interface Client {
  socket: WebSocket;
  heard: Json[];
}

async function address(): Promise<string> {
  const answer = await api(slack, 'apps.connections.open', {}, slack.appToken);
  return String(answer.url ?? answer.error);
}

/** Acknowledges everything with this payload. */
async function connect(ack?: Json): Promise<Client> {
  const socket = new WebSocket(await address());
  open.push(socket);
  const heard: Json[] = [];
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as Json;
    heard.push(message);
    if (message.envelope_id) socket.send(JSON.stringify({ envelope_id: message.envelope_id, payload: ack }));
  });
  await once(socket, 'message');
  return { socket, heard };
}

it('a ticket opens one connection, which is greeted', async () => {
  const url = await address();
  const { heard } = await connect();
  expect(heard[0]).toMatchObject({ type: 'hello', num_connections: 1, connection_info: { app_id: SEED.app } });
  const first = new WebSocket(url);
  open.push(first);
  await once(first, 'open');
  const second = new WebSocket(url);
  const [error] = await once(second, 'error');
  expect(String(error)).toContain('403');
});

it('the app-level token needs its scope, and ten connections are enough', async () => {
  for (let count = 0; count < 10; count += 1) await connect();
  expect(await address()).toBe('too_many_websockets');
  await using poor = await startSlack({ appScopes: [] });
  const refused = await api(poor, 'apps.connections.open', {}, poor.appToken);
  expect(refused).toMatchObject({ error: 'missing_scope', needed: 'connections:write' });
});

it('each envelope goes to one connection, and its acknowledgement comes back', async () => {
  const [one, two] = [await connect({ text: 'from one' }), await connect({ text: 'from two' })];
  const ada = slack.person(SEED.ada);
  await ada.command(SEED.webinars, 'a');
  await ada.command(SEED.webinars, 'b');
  expect(one.heard.length + two.heard.length).toBe(4);
  expect(ada.ephemerals.map(({ text }) => text).sort()).toEqual(['from one', 'from two']);
  expect(two.heard.at(-1)).toMatchObject({ type: 'slash_commands', accepts_response_payload: true });
});

it('without a connection nothing arrives, and people are told so', async () => {
  const outcome = await slack.person(SEED.ada).command(SEED.webinars, '');
  expect(outcome).toMatchObject({ acknowledged: false, failure: 'dispatch_failed' });
});

it('a connection that was asked to leave gets nothing more, though it stays', async () => {
  const [leaving] = [await connect({ text: 'from the old one' })];
  slack.refreshSockets();
  await connect({ text: 'from the new one' });
  const ada = slack.person(SEED.ada);
  await ada.command(SEED.webinars, 'a');
  await ada.command(SEED.webinars, 'b');
  expect(ada.ephemerals.map(({ text }) => text)).toEqual(['from the new one', 'from the new one']);
  expect(leaving?.heard.at(-1)).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' });
});

it('events say which attempt they are', async () => {
  const { heard } = await connect();
  await slack.event({ type: 'app_uninstalled' });
  expect(heard.at(-1)).toMatchObject({ type: 'events_api', retry_attempt: 0, accepts_response_payload: false });
});

it('a refreshed connection gets nothing more, and Bolt comes back by itself', async () => {
  await using bot = await overSocket(slack);
  slack.refreshSockets();
  await slack.until(() => slack.sockets() === 0);
  await slack.until(() => slack.sockets() === 1);
  expect(await slack.person(SEED.ada).command(SEED.webinars, 'noop')).toMatchObject({ acknowledged: true });
  expect(bot.heard.commands).toEqual(['noop']);
});
