// The workspace in a browser: what a person sees and does, and the panel of the local Livestorm. On loopback only.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Livestorm } from '../livestorm/server.ts';
import type { Webinar } from '../livestorm/webinar.ts';
import { bodyOf, parseJson } from '../slack/http.ts';
import { isRecord, type Json } from '../slack/model.ts';
import type { Slack } from '../slack/server.ts';
import { act } from './acts.ts';
import { assetAt } from './assets.ts';
import type { BotControl } from './bot.ts';
import { createFeed, type Feed, type Look } from './feed.ts';
import { admit, Refused, SAFE_HEADERS } from './guard.ts';
import { createGuide } from './guide.ts';
import { createLevers, type Levers } from './levers.ts';
import { panelSeen } from './panel.ts';
import { placeSeen, type Seat } from './place.ts';
import { channelSeen, channelsOf, fileSeen, viewsSeen } from './sight.ts';

export interface PageOptions {
  slack: Slack;
  livestorm: Livestorm;
  bot: BotControl;
  /** What *Start* plays. */
  webinar: Webinar;
  /** Who can be played, the first at the beginning. */
  seats: Seat[];
  /** 0 for a free one. */
  port?: number;
  slashCommand?: string;
}

export interface Page {
  /** http://127.0.0.1:PORT/ */
  url: string;
  close(): Promise<void>;
}

interface Desk extends PageOptions {
  feed: Feed;
  levers: Levers;
  lookOf(userId: string): Look;
}

const answer = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { ...SAFE_HEADERS, 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
};

/** Who is looking; throws when nobody of that name is there to be played. */
function readerOf(url: URL, { seats }: Desk): string {
  const id = url.searchParams.get('as') ?? '';
  if (!seats.some((seat) => seat.id === id)) throw new Refused(400, 'There is no such person.');
  return id;
}

async function read(url: URL, response: ServerResponse, desk: Desk): Promise<void> {
  const { slack, seats, slashCommand = '/webinar' } = desk;
  if (url.pathname === '/api/place') return answer(response, 200, placeSeen(slack, seats, slashCommand));
  if (url.pathname === '/api/changes') return desk.feed.join(response, desk.lookOf(readerOf(url, desk)));
  if (url.pathname.startsWith('/api/files/')) {
    const file = fileSeen(slack, readerOf(url, desk), url.pathname.slice('/api/files/'.length));
    if (!file) throw new Refused(404, 'There is no such file.');
    const name = `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`;
    response.writeHead(200, {
      ...SAFE_HEADERS,
      'content-type': 'application/octet-stream',
      'content-disposition': name,
    });
    return void response.end(file.content);
  }
  const { type, body, headers } = await assetAt(url.pathname);
  response.writeHead(200, { ...SAFE_HEADERS, 'content-type': type, ...headers });
  response.end(body);
}

async function write(path: string, given: Json, desk: Desk): Promise<unknown> {
  if (path === '/api/acts') return await act(desk.slack, given);
  if (path !== '/api/levers') throw new Refused(404, 'There is nothing here.');
  desk.levers.pull(given);
  return {};
}

async function serve(request: IncomingMessage, response: ServerResponse, desk: Desk, port: number): Promise<void> {
  admit(request, port);
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (request.method === 'GET') return await read(url, response, desk);
  if (request.method !== 'POST') throw new Refused(405, 'This page reads with GET and does with POST.');
  const given = parseJson((await bodyOf(request)).toString('utf8'));
  if (!isRecord(given)) throw new Refused(400, 'That is not a JSON object.');
  try {
    answer(response, 200, await write(url.pathname, given, desk));
  } finally {
    desk.feed.nudge();
  }
}

function lookFor({ slack, livestorm, bot }: PageOptions, levers: Levers): Desk['lookOf'] {
  const guide = createGuide(slack, livestorm);
  return (userId) =>
    function* look() {
      for (const channel of channelsOf(slack, userId))
        yield ['channel', channelSeen(slack, userId, channel), channel.id];
      yield ['views', viewsSeen(slack, userId)];
      yield ['panel', panelSeen(livestorm, levers, bot)];
      yield ['guide', guide()];
    };
}

const listening = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

/** Resolves when the page can be opened. Rejects with EADDRINUSE when the port is taken. */
export async function startPage(options: PageOptions): Promise<Page> {
  const { slack, livestorm, bot, webinar, port = 0 } = options;
  const feed = createFeed();
  const levers = createLevers(livestorm, bot, webinar);
  const desk: Desk = { ...options, feed, levers, lookOf: lookFor(options, levers) };
  const server = createServer((request, response) => {
    const own = (server.address() as AddressInfo).port;
    serve(request, response, desk, own).catch((error: unknown) => {
      if (response.headersSent) return void response.destroy();
      const status = error instanceof Refused ? error.status : 500;
      return answer(response, status, { problem: error instanceof Error ? error.message : String(error) });
    });
  });
  const unwatch = [slack.watch(feed.nudge), livestorm.watch(feed.nudge)];
  bot.watch(feed.nudge);
  const url = `http://127.0.0.1:${await listening(server, port)}/`;
  return {
    url,
    async close() {
      for (const stop of unwatch) stop();
      feed.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
